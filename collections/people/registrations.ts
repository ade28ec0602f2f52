import type { CollectionConfig } from 'payload'
import { nobody } from '../access/principal'
import { instant, text } from '../fields/columns'
import { id } from '../fields/id'

/**
 * What somebody registered with, until the address is verified: several people may name one address, and whoever reads
 * its mail picks their own by its password. Gone with the verification, or after a while.
 */
export const Registrations: CollectionConfig = {
  slug: 'registrations',
  access: { create: nobody, read: nobody, update: nobody, delete: nobody, unlock: nobody, readVersions: nobody },
  admin: { hidden: true },
  fields: [
    id,
    text('account', { required: true, index: true }),
    text('name', { required: true }),
    text('locale', { required: true }),
    text('salt', { required: true }),
    text('hash', { required: true }),
    instant('at', { required: true, index: true }),
  ],
}
