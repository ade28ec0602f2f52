import { compareText } from '../randomness'
import type { Aggregate, Entry, Exclusion, RankedEntry, Rubric } from './types'

const exclusionOf = (entry: Entry): Exclusion | null => {
  if (entry.aggregate.score === null) return 'unranked'
  if (entry.aggregate.vetoes.some((veto) => veto.upheld)) return 'veto'
  return entry.aggregate.gatesFailed.length > 0 ? 'gate_failed' : null
}

/** The better criterion mean, compared as exact fractions: positive when `a` is better. */
const byCriterion = (a: Aggregate, b: Aggregate, key: string): number => {
  const sum = (one: Aggregate) => one.perCriterion.find((mean) => mean.key === key)?.sum ?? 0
  return sum(a) * b.counted - sum(b) * a.counted
}

/** What sets two entries apart, and which way: positive when `a` is better; 0 = a tie after the whole chain. */
const compare = (rubric: Rubric, a: Entry, b: Entry): { by: string | null; better: number } => {
  const steps: [string, () => number][] = [
    ['score', () => (a.aggregate.score ?? -1) - (b.aggregate.score ?? -1)],
    ...rubric.ties.map((key): [string, () => number] => [key, () => byCriterion(a.aggregate, b.aggregate, key)]),
    ['panel_vote', () => (a.panelVote ?? 0) - (b.panelVote ?? 0)],
  ]
  for (const [by, difference] of steps) {
    const better = difference()
    if (better !== 0) return { by, better }
  }
  return { by: null, better: 0 }
}

const byId = (a: Entry, b: Entry): number => compareText(a.id, b.id)

/**
 * Ranks the entries of one group: by score (as rounded and shown), then the rubric's tie criteria by exact mean, then the
 * panel's vote. What is equal after that keeps one rank and is flagged; nothing is decided by id or order of arrival.
 * Entries without a score, vetoed or below a gate follow without a rank.
 */
export const rank = (rubric: Rubric, entries: readonly Entry[]): RankedEntry[] => {
  const standing = entries
    .filter((entry) => exclusionOf(entry) === null)
    .sort((a, b) => compare(rubric, b, a).better || byId(a, b))
  const out = entries
    .filter((entry) => exclusionOf(entry) !== null)
    .sort((a, b) => (b.aggregate.score ?? -1) - (a.aggregate.score ?? -1) || byId(a, b))

  const ranked: RankedEntry[] = []
  standing.forEach((entry, index) => {
    const before = standing[index - 1]
    const last = ranked.at(-1)
    const { by, better } = before ? compare(rubric, before, entry) : { by: null, better: 1 }
    const tied = better === 0
    if (tied && last) last.tied = true
    ranked.push({
      id: entry.id,
      rank: tied && last ? last.rank : index + 1,
      score: entry.aggregate.score,
      tied,
      decidedBy: tied && last ? last.decidedBy : by,
      excluded: null,
    })
  })
  return [
    ...ranked,
    ...out.map((entry) => ({
      id: entry.id,
      rank: null,
      score: entry.aggregate.score,
      tied: false,
      decidedBy: null,
      excluded: exclusionOf(entry),
    })),
  ]
}
