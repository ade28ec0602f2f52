import { fenOf } from '../money'
import type { FundingCode, FundingLine, FundingOptions, RankedEntry } from './types'

type Asked = RankedEntry & { amountFen: number }

/** Equals stand together: the budget takes all of them or none, and the panel decides. */
const groupsOf = (ranked: readonly Asked[]): Asked[][] => {
  const groups: Asked[][] = []
  for (const entry of ranked) {
    const last = groups.at(-1)
    if (last && entry.rank !== null && last[0]?.rank === entry.rank) last.push(entry)
    else groups.push([entry])
  }
  return groups
}

/**
 * Draws the line: takes the entries in rank order while the budget lasts and says of each why or why not. It ends at the
 * first that does not fit (`over_budget`; all after it are `below_line`), unless told to skip. Equals that do not fit
 * together are all `over_budget` with `tied`.
 *
 * @param ranked in the order of `rank`, with the amount meant for each, in fen
 * @throws RangeError when an amount is none
 */
export const fundingLine = (ranked: readonly Asked[], options: FundingOptions): FundingLine[] => {
  let remainingFen = fenOf(options.budgetFen)
  let ended = false
  const codeOf = (group: readonly Asked[], sum: number): FundingCode => {
    const [first] = group
    if (first?.rank == null) return first?.excluded ?? 'unranked'
    if (ended || (first.score ?? 0) < (options.minimumScore ?? 0)) return 'below_line'
    return sum > remainingFen ? 'over_budget' : 'funded'
  }
  return groupsOf(ranked).flatMap((group) => {
    const code = codeOf(
      group,
      group.reduce((sum, one) => sum + fenOf(one.amountFen), 0),
    )
    if (code === 'over_budget' && !options.skipUnfit) ended = true
    return group.map(({ id, rank, tied, amountFen }) => {
      if (code === 'funded') remainingFen -= amountFen
      return { id, rank, tied, code, amountFen, remainingFen }
    })
  })
}
