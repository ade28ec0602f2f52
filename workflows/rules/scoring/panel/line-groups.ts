import type { RankInterval } from './rank-intervals'

/** Of the funding line: surely better, surely worse, or not to be told apart from it by these scores. */
export const lineGroups = ['above', 'undecided', 'below'] as const
export type LineGroup = (typeof lineGroups)[number]

export interface LineEntry extends RankInterval {
  expectedRank: number
}

/** Expected ranks nearer than this are one: they are sums of rounded probabilities. */
const SAME = 1e-9

/**
 * Where works stand to the funding line. The line is the expected rank of the last one that there is a place for; a work
 * whose rank interval holds the line cannot be told apart from it (SNSF: such works go into a draw). When exactly as many
 * places are left as works cannot be told apart, they have them.
 *
 * A work is sure of its side only when interval and expected rank both say so. Fewer works than places have an expected
 * rank before the line, and no more than the others one after it: so there is a place for every work `above`, and enough
 * works that are not `below` to fill all places, even where an interval does not hold its own expected rank.
 *
 * @param places how many works can be funded, a whole number, 0 or more
 * @throws RangeError when places is no such number
 */
export const groupsAtLine = (entries: readonly LineEntry[], places: number): LineGroup[] => {
  if (!Number.isInteger(places) || places < 0) throw new RangeError(`places: not a whole number from 0 on: ${places}`)
  if (places === 0) return entries.map(() => 'below')
  if (places >= entries.length) return entries.map(() => 'above')
  const line = entries.map(({ expectedRank }) => expectedRank).sort((a, b) => a - b)[places - 1]!
  const groups = entries.map(({ expectedRank, lowest, highest }): LineGroup => {
    if (Math.max(highest, expectedRank) < line - SAME) return 'above'
    return Math.min(lowest, expectedRank) > line + SAME ? 'below' : 'undecided'
  })
  const fits = groups.filter((group) => group !== 'below').length === places
  return groups.map((group) => (fits && group === 'undecided' ? 'above' : group))
}
