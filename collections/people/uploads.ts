import type { CollectionConfig } from 'payload'
import { nobody } from '../access/principal'
import { instant, number, text } from '../fields/columns'
import { id } from '../fields/id'

/**
 * Uploads that are under way, or that reserve room while a form brings files. Gone when the file is sealed, refused, given
 * up, or abandoned. The bytes lie in the storage's temporary folder under the same id.
 */
export const Uploads: CollectionConfig = {
  slug: 'uploads',
  access: { create: nobody, read: nobody, update: nobody, delete: nobody, unlock: nobody, readVersions: nobody },
  admin: { hidden: true },
  fields: [
    id,
    text('owner', { required: true, index: true }),
    /** Whose room it takes besides its owner's, where it is for a draft. */
    text('call', { index: true }),
    { ...text('name'), maxLength: 255 },
    { ...text('mime'), maxLength: 255 },
    /** The length that was declared, and how much of it is on the disk for certain. */
    number('bytes', { required: true }),
    number('received', { required: true }),
    /** Grows with every writer; who writes under an older one has lost the upload to another. */
    number('fence', { required: true }),
    /** Until when the present writer has it to itself, unless it says more; in the past = nobody has. */
    instant('heldUntil', { required: true }),
    /** When it counts as abandoned. */
    instant('until', { required: true, index: true }),
  ],
}
