import { conflicts, namesOf } from '../rules/conflicts'
import type { ApplicationNames, ConflictCode, ExpertNames, Names } from '../rules/conflicts'
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
export const conflictsOf = (subject: ApplicationRow, facts: AssignFacts, candidate: Candidate): ConflictCode[] =>
  conflicts(
    namesOfCandidate(candidate, facts.organisations),
    namesOfApplication(subject, facts, namesOf(facts.applying)),
  )

/** @param organisations those of the candidate, with their parents; others do no harm */
export function namesOfCandidate(
  { id, person, expert }: Candidate,
  organisations: readonly OrganisationRow[],
): ExpertNames {
  const units = [person?.organisation, expert?.organisation].map((unit) => unitOf(organisations, unit))
  return {
    persons: namesOf([id, person?.name]),
    organisations: namesOf(units.flatMap(({ self }) => self)),
    parents: namesOf(units.flatMap(({ parents }) => parents)),
    declared: namesOf([]),
  }
}

export function namesOfApplication(
  subject: ApplicationRow,
  { organisations, applicant, submission }: Pick<AssignFacts, 'organisations' | 'applicant' | 'submission'>,
  applicantsInCall: Names,
): ApplicationNames {
  const words = unitsNamed(subject, submission)
  const units = [
    unitOf(organisations, subject.organisation),
    unitOf(organisations, applicant?.organisation),
    ...organisations.filter(({ name }) => words.includes(name)).map(({ id }) => unitOf(organisations, id)),
  ]
  const { contactName } = submission?.answers ?? {}
  return {
    ids: namesOf([subject.id]),
    persons: namesOf([
      subject.applicant,
      ...teamOf(submission).map(({ name }) => name),
      typeof contactName === 'string' ? contactName : null,
    ]),
    organisations: namesOf([subject.organisation, ...units.flatMap(({ self }) => self), ...words]),
    parents: namesOf(units.flatMap(({ parents }) => parents)),
    applicantsInCall,
  }
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
