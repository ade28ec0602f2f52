import type { CollectionConfig, PayloadRequest } from 'payload'
import { knowsThePassword } from '../access/knows-the-password'
import { onlyTheseFields } from '../access/only-these-fields'
import { isSuspended, nobody, rolesOf, roles } from '../access/principal'
import { id } from '../fields/id'
import { staffRoles } from '../../workflows/rules/vocabulary'
import type { Role } from '../../workflows/rules/vocabulary'

/** From signing in until a person has to sign in again, in seconds; working in the admin renews it. */
export const sessionSeconds = 8 * 60 * 60

interface Standing {
  state: string
  roles: unknown
}

/** The person of an account, read once for each request. */
function standingOf(account: unknown, req: PayloadRequest): Promise<Standing | null> {
  const { id } = (account ?? {}) as { id?: string }
  if (!id) return Promise.resolve(null)
  const known = (req.context.standing ??= new Map()) as Map<string, Promise<Standing | null>>
  const reading =
    known.get(id) ??
    req.payload.findByID({ collection: 'persons', id, depth: 0, overrideAccess: true, disableErrors: true })
  known.set(id, reading)
  return reading
}

/**
 * Who can sign in. Sign-in is Payload's; what a person may do stands in `persons`, which only commands change.
 * `roles` and `suspended` are read from there each time and stored nowhere else.
 */
export const Users: CollectionConfig = {
  slug: 'users',
  labels: { singular: { zh: '账号', en: 'Account' }, plural: { zh: '账号', en: 'Accounts' } },
  auth: {
    // Counted per address and account at the doors: counted per account alone, strangers could lock anybody out.
    maxLoginAttempts: 0,
    tokenExpiration: sessionSeconds,
    useSessions: true,
    verify: true,
    forgotPassword: { expiration: 60 * 60 * 1000 },
    cookies: { sameSite: 'Lax', secure: (process.env.SERVER_URL ?? '').startsWith('https') },
  },
  admin: {
    useAsTitle: 'email',
    hidden: ({ user }) => !((user as { roles?: Role[] } | null)?.roles ?? []).includes('admin'),
    hideAPIURL: true,
  },
  // The address is confirmed by mail, and what a person may do stands in `persons`.
  hooks: { beforeOperation: [knowsThePassword, onlyTheseFields('name', 'locale', 'password')] },
  access: {
    admin: ({ req }) => rolesOf(req).some((role) => (staffRoles as readonly Role[]).includes(role)),
    create: nobody,
    read: ({ req }) => (rolesOf(req).includes('admin') ? true : req.user ? { id: { equals: req.user.id } } : false),
    update: ({ req }) => (req.user && !isSuspended(req) ? { id: { equals: req.user.id } } : false),
    delete: nobody,
    unlock: roles('admin'),
    readVersions: nobody,
  },
  fields: [
    id,
    { name: 'name', type: 'text', maxLength: 60 },
    { name: 'locale', type: 'select', options: ['zh', 'en'], defaultValue: 'zh' },
    {
      name: 'currentPassword',
      type: 'text',
      virtual: true,
      admin: {
        disableListColumn: true,
        disableListFilter: true,
        components: { Field: '/src/admin/CurrentPassword.client#CurrentPassword' },
      },
    },
    {
      name: 'roles',
      type: 'json',
      virtual: true,
      access: { create: () => false, update: () => false },
      admin: { readOnly: true, hidden: true },
      hooks: {
        afterRead: [
          async ({ originalDoc, data, req }) => {
            const standing = await standingOf(originalDoc ?? data, req)
            return standing?.state === 'active' ? standing.roles : []
          },
        ],
      },
    },
    {
      name: 'suspended',
      type: 'checkbox',
      virtual: true,
      access: { create: () => false, update: () => false },
      admin: { readOnly: true, hidden: true },
      hooks: {
        afterRead: [
          async ({ originalDoc, data, req }) => (await standingOf(originalDoc ?? data, req))?.state === 'suspended',
        ],
      },
    },
  ],
}
