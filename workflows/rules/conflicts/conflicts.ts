import { conflictCodes } from './types'
import type { ApplicationNames, ConflictCode, ExpertNames, Names } from './types'

const fold = (name: string): string => name.normalize('NFKC').toLowerCase().replace(/\s+/g, '')

/** Ids and names to be compared without case, width and spaces; what is missing or empty is the same as nothing. */
export const namesOf = (list: readonly (string | null | undefined)[]): Names =>
  new Set(list.map((name) => fold(name ?? '')).filter((name) => name !== ''))

function meet(few: Names, many: Names): boolean {
  for (const one of few) if (many.has(one)) return true
  return false
}

/**
 * Why an expert may not review an application, in a fixed order; empty = no conflict is known. Parents count in both
 * directions and between sisters of one group. Applying in a call bars from reviewing anything in it (domain research
 * §2.3 and trap 15).
 */
export const conflicts = (expert: ExpertNames, application: ApplicationNames): ConflictCode[] => {
  const { ids, persons, organisations, parents } = application
  const holds: Readonly<Record<ConflictCode, boolean>> = {
    same_person: meet(expert.persons, persons),
    same_organisation: meet(expert.organisations, organisations),
    parent_organisation:
      meet(expert.parents, organisations) || meet(expert.parents, parents) || meet(expert.organisations, parents),
    declared: [ids, persons, organisations, parents].some((own) => meet(expert.declared, own)),
    is_applicant_in_call: meet(expert.persons, application.applicantsInCall),
  }
  return conflictCodes.filter((code) => holds[code])
}
