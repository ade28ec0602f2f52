import { z } from 'zod'
import { command, hasRole, refuse } from '../engine'
import type { OrganisationRow } from '../organisation/types'
import type { PersonRow } from './types'

interface Facts {
  organisation: OrganisationRow | null
}

/** Puts a person into an organisation; conflicts of interest are found by it. */
export const join = command<PersonRow, Facts, { organisation: string }>({
  subject: 'person',
  verb: 'join',
  from: ['active'],
  to: ['active'],
  roles: ['officer', 'admin'],
  input: z.strictObject({ organisation: z.string().min(1).max(64) }),
  facts: async (reader, _, input) => ({
    organisation: input && (await reader.get<OrganisationRow>('organisations', input.organisation)),
  }),
  who: hasRole('officer', 'admin'),
  decide({ facts: { organisation } }) {
    if (organisation?.state !== 'active')
      throw refuse('organisation_not_found', { status: 422, issues: [{ field: 'organisation', code: 'not_found' }] })
    return { patch: { organisation: organisation.id } }
  },
})
