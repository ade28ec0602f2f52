import type { CollectionConfig } from 'payload'
import { nobody } from '../access/principal'
import { instant, text } from '../fields/columns'
import { id } from '../fields/id'

/**
 * What a form is told after its redirect, with everything that was typed; for minutes, until its page was shown. Readable
 * only with the key that the browser has.
 */
export const KeptForms: CollectionConfig = {
  slug: 'kept-forms',
  access: { create: nobody, read: nobody, update: nobody, delete: nobody, unlock: nobody, readVersions: nobody },
  admin: { hidden: true },
  fields: [
    id,
    { ...text('sealed', { required: true }), maxLength: 1024 * 1024 },
    instant('until', { required: true, index: true }),
  ],
}
