import { z } from 'zod'
import { command, refuse } from '../engine'

/** A new account becomes a person who may apply. The person's id is the account's. */
export const register = command({
  subject: 'person',
  verb: 'register',
  from: 'birth',
  to: ['active'],
  roles: ['system', 'owner'],
  input: z.strictObject({
    /** Id of the account; the system says it, a person registers only the own one. */
    person: z.string().min(1).max(64).optional(),
    name: z.string().trim().min(1).max(60),
  }),
  duplicate: 'already_registered',
  facts: async () => ({}),
  who: ({ actor }) =>
    actor.kind === 'system' || actor.kind === 'person' ? null : refuse('sign_in_first', { status: 401 }),
  decide({ actor, input }) {
    const person = input.person ?? actor.id
    if (actor.kind !== 'system' && person !== actor.id) throw refuse('not_yours', { status: 403 })
    if (actor.kind === 'system' && input.person === undefined) throw refuse('person_missing', { status: 422 })
    return { born: person, patch: { state: 'active', name: input.name, roles: ['creator'], organisation: null } }
  },
})
