import { conflictCodes, conflicts } from '../rules/conflicts'
import type { ConflictCode } from '../rules/conflicts'
import type { OrganisationRow } from '../organisation/types'
import { teamOf, unitsNamed } from './expert-facts'
import type { AssignFacts, Candidate } from './expert-facts'
import type { ApplicationRow } from './types'

/** A unit under every name it goes by here. */
interface Unit {
  self: string[]
  parents: string[]
}

/**
 * Why this person may not review this application. Units are compared by id and by name, persons too: a team is named
 * in words, so that a namesake is held to be the same person and another expert is asked.
 */
export function conflictsOf(subject: ApplicationRow, facts: AssignFacts, candidate: Candidate): ConflictCode[] {
  const { person, expert } = candidate
  const units = [person?.organisation, expert?.organisation].map((id) => unitOf(facts.organisations, id))
  const own = units.flatMap(({ self }) => self)
  const above = units.flatMap(({ parents }) => parents)
  const words = unitsNamed(subject, facts.submission)
  const applying = [
    unitOf(facts.organisations, subject.organisation),
    unitOf(facts.organisations, facts.applicant?.organisation),
    ...facts.organisations.filter(({ name }) => words.includes(name)).map(({ id }) => unitOf(facts.organisations, id)),
  ]
  const { contactName } = facts.submission?.answers ?? {}
  const persons = [
    ...teamOf(facts.submission).map(({ name }) => name),
    typeof contactName === 'string' ? contactName : '',
  ]
  const team = [
    ...persons.map((person) => ({ person })),
    ...[...applying.flatMap(({ self }) => self), ...words].map((organisation) => ({ organisation })),
  ]
  const found = [candidate.id, person?.name].flatMap((self) =>
    pairs(own, above).flatMap(([organisation, parentOrganisation]) =>
      pairs(
        applying.flatMap(({ parents }) => parents),
        [null],
      ).flatMap(([parent]) =>
        conflicts({
          expert: { person: self ?? '', organisation, parentOrganisation, declared: [] },
          application: {
            ...{ id: subject.id, applicant: subject.applicant, organisation: subject.organisation },
            ...{ parentOrganisation: parent, team, applicantsInCall: facts.applying },
          },
        }),
      ),
    ),
  )
  return conflictCodes.filter((code) => found.includes(code))
}

function unitOf(organisations: readonly OrganisationRow[], id: string | null | undefined): Unit {
  const unit = organisations.find((one) => one.id === id)
  const parent = unit?.parent ?? null
  const above = organisations.find((one) => one.id === parent)
  return {
    self: id ? [id, ...(unit ? [unit.name] : [])] : [],
    parents: [...(parent ? [parent] : []), ...(above ? [above.name] : [])],
  }
}

/** Every combination; an empty side counts as one that says nothing. */
const pairs = (ones: readonly string[], others: readonly (string | null)[]): [string | null, string | null][] =>
  (ones.length > 0 ? ones : [null]).flatMap((one) =>
    (others.length > 0 ? others : [null]).map((other): [string | null, string | null] => [one, other]),
  )
