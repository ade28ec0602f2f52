import type { GivenScore } from './table'

export const compareText = (a: string, b: string): number => (a < b ? -1 : Number(a > b))

/** Classes by id, numbered from 0 in an order that knows nothing of the ids. */
export interface Alikeness {
  works: Map<string, number>
  experts: Map<string, number>
}

type Side = 'work' | 'expert'

/** Splits each class by the scores given and the classes of whom they go to or come from. */
function refined(
  scores: readonly GivenScore[],
  side: Side,
  own: Map<string, number>,
  others: Map<string, number>,
): Map<string, number> {
  const other = side === 'work' ? 'expert' : 'work'
  const seen = new Map<string, string[]>()
  for (const row of scores) {
    const signs = seen.get(row[side]) ?? []
    signs.push(`${String(others.get(row[other]))} ${String(row.score)}`)
    seen.set(row[side], signs)
  }
  const signed = [...seen].map(([id, signs]) => {
    // The old class first: a split is never undone.
    const before = String(own.get(id)).padStart(6, '0')
    return [id, `${before}|${signs.sort(compareText).join('|')}`] as const
  })
  const places = new Map([...new Set(signed.map(([, sign]) => sign))].sort(compareText).map((sign, n) => [sign, n]))
  return new Map(signed.map(([id, sign]) => [id, places.get(sign)!]))
}

const countOf = (classes: Map<string, number>): number => new Set(classes.values()).size

/** Scores that the refinement may look at, about half a second: a long chain of works would take minutes. */
const WORTH = 400_000

/**
 * Which works, and which experts, no score tells apart: colour refinement of the graph of scores (B. Weisfeiler and
 * A. Leman, 1968). Whoever is in one class has the same calibrated score, since the equations are the same. Where that
 * would take too long, `stable` is false: the classes are in order, but may hold works that are not alike.
 *
 * Long work: yields after every round.
 */
export function* alikeness(scores: readonly GivenScore[]): Generator<undefined, Alikeness & { stable: boolean }> {
  let works = new Map(scores.map(({ work }) => [work, 0]))
  let experts = new Map(scores.map(({ expert }) => [expert, 0]))
  for (let before = 0, count = 2, seen = 0; count > before; seen += scores.length) {
    if (seen + scores.length > Math.max(WORTH, 3 * scores.length)) return { works, experts, stable: false }
    before = count
    works = refined(scores, 'work', works, experts)
    experts = refined(scores, 'expert', experts, works)
    count = countOf(works) + countOf(experts)
    yield
  }
  return { works, experts, stable: true }
}
