import type { ApplicationRow } from '../application/types'
import type { AwardRow } from '../award/types'
import type { CallRow } from '../call/types'
import type { DecisionRow } from '../decision/types'
import type { Reader, WhereClause } from '../engine'

/** An award with its application: they move together. */
export interface Pair {
  award: AwardRow
  application: ApplicationRow
}

export interface PublishFacts {
  decision: DecisionRow
  call: CallRow
  pairs: readonly Pair[]
  /** Names of the applying persons, by id. */
  names: Readonly<Record<string, string | null>>
}

async function pairs(reader: Reader, where: WhereClause): Promise<Pair[]> {
  const awards = await reader.find<AwardRow>('awards', where)
  if (awards.length === 0) return []
  const applications = await reader.find<ApplicationRow>('applications', {
    id: { in: awards.map(({ application }) => application) },
  })
  const byId = new Map(applications.map((one) => [one.id, one]))
  return awards
    .flatMap((award) => {
      const application = byId.get(award.application)
      return application ? [{ award, application }] : []
    })
    .sort((a, b) => (a.award.number < b.award.number ? -1 : 1))
}

/** Nothing when there is no such decision. */
export async function publishFacts(reader: Reader, decisionId: string): Promise<PublishFacts | null> {
  const decision = await reader.get<DecisionRow>('decisions', decisionId)
  const call = decision ? await reader.get<CallRow>('calls', decision.call) : null
  if (!decision || !call) return null
  const proposed = await pairs(reader, {
    and: [{ decision: { equals: decisionId } }, { state: { equals: 'proposed' } }],
  })
  const owners = [...new Set(proposed.map(({ award }) => award.owner))]
  const persons =
    owners.length > 0 ? await reader.find<{ id: string; name: string | null }>('persons', { id: { in: owners } }) : []
  return { decision, call, pairs: proposed, names: Object.fromEntries(persons.map(({ id, name }) => [id, name])) }
}

export interface EndFacts {
  /** Awards that nobody has objected to, or whose objections were dismissed. */
  clear: readonly Pair[]
  /** Awards that an open objection holds. */
  held: readonly AwardRow[]
}

export async function endFacts(reader: Reader, notice: string): Promise<EndFacts> {
  const of = (state: string): WhereClause => ({ and: [{ notice: { equals: notice } }, { state: { equals: state } }] })
  return {
    clear: await pairs(reader, of('public_notice')),
    held: await reader.find<AwardRow>('awards', of('objection_hold')),
  }
}
