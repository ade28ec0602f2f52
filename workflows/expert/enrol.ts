import { z } from 'zod'
import { disciplines } from '../rules/vocabulary'
import { command, hasRole, refuse } from '../engine'
import type { OrganisationRow } from '../organisation/types'
import type { PersonRow } from '../person/types'

interface Input {
  person: string
  organisation?: string | undefined
  disciplines: string[]
  speciality: string
  rank: string
}

interface Facts {
  person: PersonRow | null
  organisation: OrganisationRow | null
}

const id = z.string().min(1).max(64)
const known = new Set(disciplines.map(({ code }) => code))

/** Takes a person into the expert pool, once. Without an organisation named, the person's own one stands. */
export const enrol = command<null, Facts, Input>({
  subject: 'expert',
  verb: 'enrol',
  from: 'birth',
  to: ['active'],
  roles: ['officer'],
  input: z.strictObject({
    person: id,
    organisation: id.optional(),
    disciplines: z
      .array(z.string().refine((code) => known.has(code), { error: 'not_an_option' }))
      .min(1)
      .max(10),
    speciality: z.string().trim().min(1).max(100),
    rank: z.string().trim().min(1).max(60),
  }),
  duplicate: 'already_enrolled',
  async facts(reader, _, input) {
    const person = input && (await reader.get<PersonRow>('persons', input.person))
    const named = input?.organisation ?? person?.organisation
    return { person, organisation: named ? await reader.get<OrganisationRow>('organisations', named) : null }
  },
  who: hasRole('officer'),
  decide({ actor, facts: { person, organisation }, input, fresh }) {
    if (person?.state !== 'active')
      throw refuse('person_not_found', { status: 422, issues: [{ field: 'person', code: 'not_found' }] })
    if (person.id === actor.id) throw refuse('not_for_yourself', { status: 403 })
    if (input.organisation !== undefined && organisation?.state !== 'active')
      throw refuse('organisation_not_found', { status: 422, issues: [{ field: 'organisation', code: 'not_found' }] })
    return {
      born: fresh(),
      patch: {
        state: 'active',
        person: person.id,
        organisation: organisation?.id ?? null,
        disciplines: [...new Set(input.disciplines)],
        speciality: input.speciality,
        rank: input.rank,
      },
    }
  },
})
