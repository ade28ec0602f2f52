import type { RankInterval } from './rank-intervals'

/** Of the funding line: surely better, surely worse, or not to be told apart from it by these scores. */
export const lineGroups = ['above', 'undecided', 'below'] as const
export type LineGroup = (typeof lineGroups)[number]

export interface LineEntry extends RankInterval {
  expectedRank: number
}

/**
 * Where works stand to the funding line. The line is the expected rank of the last one that there is a place for; a work
 * whose rank interval holds the line cannot be told apart from it (SNSF: such works go into a draw). When exactly as many
 * places are left as works cannot be told apart, they have them.
 *
 * @param places how many works can be funded, 0 or more
 */
export const groupsAtLine = (entries: readonly LineEntry[], places: number): LineGroup[] => {
  if (places <= 0) return entries.map(() => 'below')
  if (places >= entries.length) return entries.map(() => 'above')
  const line = entries.map(({ expectedRank }) => expectedRank).sort((a, b) => a - b)[places - 1]!
  const groups = entries.map(({ lowest, highest }): LineGroup => {
    if (highest < line) return 'above'
    return lowest > line ? 'below' : 'undecided'
  })
  const fits = groups.filter((group) => group !== 'below').length === places
  return groups.map((group) => (fits && group === 'undecided' ? 'above' : group))
}
