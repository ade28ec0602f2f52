import { conflictCodes } from './types'
import type { ConflictCode, ConflictInput } from './types'

type Name = string | null | undefined

const fold = (name: Name): string => (name ?? '').normalize('NFKC').toLowerCase().replace(/\s+/g, '')

/** Whether two ids or names mean the same; nothing is the same as a missing one. */
export const sameName = (one: Name, other: Name): boolean => fold(one) !== '' && fold(one) === fold(other)

/**
 * Why an expert may not review an application, in a fixed order; empty = no conflict is known. Parents count in both
 * directions and between sisters of one group. Applying in a call bars from reviewing anything in it (domain research
 * §2.3 and trap 15).
 */
export const conflicts = ({ expert, application }: ConflictInput): ConflictCode[] => {
  const among = (name: Name, names: readonly Name[]) => names.some((one) => sameName(name, one))
  const persons = [application.applicant, ...application.team.map((member) => member.person)]
  const organisations = [application.organisation, ...application.team.map((member) => member.organisation)]
  const parents = [application.parentOrganisation]
  const holds: Readonly<Record<ConflictCode, boolean>> = {
    same_person: among(expert.person, persons),
    same_organisation: among(expert.organisation, organisations),
    parent_organisation:
      among(expert.parentOrganisation, [...organisations, ...parents]) || among(expert.organisation, parents),
    declared: expert.declared.some((one) => among(one, [application.id, ...persons, ...organisations, ...parents])),
    is_applicant_in_call: among(expert.person, application.applicantsInCall),
  }
  return conflictCodes.filter((code) => holds[code])
}
