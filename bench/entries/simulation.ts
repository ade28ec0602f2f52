import { atOnce, calibrate } from '../../workflows/rules/scoring'
import type { GivenScore } from '../../workflows/rules/scoring'
import { normalQuantile, uniforms } from '../../workflows/rules/scoring/numerics'

/** What is wrong with the experts of a setting. */
interface Trouble {
  /** Variance of leniency; that of NIPS 2014 is 0.24. */
  leniency: number
  /** Share of experts who give 10 to everything. */
  allTens: number
  /** Spread of the logarithm of each expert's own scale. */
  scale: number
}

interface Setting extends Trouble {
  name: string
  works: number
  experts: number
  each: number
}

/** Variances between works and of the rest, and the mean, that Lawrence found in the scores of NIPS 2014. */
const WORKS = 1.278
const REST = 1.268
const MEAN = 5.2
const calm: Trouble = { leniency: 0.24, allTens: 0, scale: 0 }

const setting = (works: number, experts: number, each: number, name: string, trouble: Partial<Trouble>): Setting => ({
  ...calm,
  ...{ works, experts, each, name },
  ...trouble,
})

const severe = { leniency: WORKS }
const mixed = { leniency: WORKS, allTens: 0.05, scale: 0.4 }
export const settings: readonly Setting[] = [
  setting(400, 40, 5, 'none', {}),
  setting(400, 40, 5, 'severe', severe),
  setting(400, 40, 5, '5 % all tens', { allTens: 0.05 }),
  setting(400, 40, 5, 'unequal spread', { scale: 0.4 }),
  setting(400, 40, 5, 'mixed', mixed),
  setting(40, 40, 5, 'none', {}),
  setting(40, 40, 5, 'mixed', mixed),
  setting(100, 100, 3, 'none', {}),
  setting(100, 100, 3, 'severe, 5 % all tens', { ...severe, allTens: 0.05 }),
]

const inside = (score: number): number => Math.max(1, Math.min(10, score))

interface Panel {
  truth: number[]
  scores: (GivenScore & { i: number; j: number })[]
}

/** Works are dealt round in shuffled order, so that every expert has about as many. */
function panelOf({ works, experts, each, leniency, allTens, scale }: Setting, seed: number): Panel {
  const next = uniforms(seed)
  const normal = () => normalQuantile(next())
  const truth = Array.from({ length: works }, () => normal() * Math.sqrt(WORKS))
  const people = Array.from({ length: experts }, (_, j) => ({
    lean: normal() * Math.sqrt(leniency),
    factor: Math.exp(normal() * scale),
    tens: j < Math.round(allTens * experts),
  }))
  const scores = truth.flatMap((merit, i) => {
    const chosen = new Set<number>()
    while (chosen.size < each) chosen.add(Math.floor(next() * experts))
    return [...chosen].map((j) => {
      const { lean, factor, tens } = people[j]!
      const score = tens ? 10 : inside(MEAN + lean + factor * (merit + normal() * Math.sqrt(REST)))
      return { work: `w${String(i).padStart(4, '0')}`, expert: `e${String(j).padStart(4, '0')}`, score, i, j }
    })
  })
  return { truth, scores }
}

const mean = (values: readonly number[]): number => values.reduce((sum, one) => sum + one, 0) / values.length
const sorted = (values: readonly number[]): number[] => [...values].sort((a, b) => a - b)
const median = (values: readonly number[]): number => {
  const all = sorted(values)
  const half = (all.length - 1) / 2
  return (all[Math.floor(half)]! + all[Math.ceil(half)]!) / 2
}
const trimmed = (values: readonly number[]): number => mean(sorted(values).slice(1, -1))

type Method = (panel: Panel) => number[]

const grouped = (panel: Panel, value: (score: Panel['scores'][number]) => number): number[][] => {
  const groups: number[][] = panel.truth.map(() => [])
  for (const score of panel.scores) groups[score.i]!.push(value(score))
  return groups
}

/** Each expert's scores less their mean, over their standard deviation; 0 where that is 0. */
const zScores: Method = (panel) => {
  const own = new Map<number, number[]>()
  for (const { j, score } of panel.scores) own.set(j, [...(own.get(j) ?? []), score])
  const standard = ({ j, score }: Panel['scores'][number]): number => {
    const all = own.get(j)!
    const deviation = Math.sqrt(mean(all.map((one) => (one - mean(all)) ** 2)))
    return deviation > 0 ? (score - mean(all)) / deviation : 0
  }
  return grouped(panel, standard).map(mean)
}

const ours: Method = ({ scores }) => {
  const result = atOnce(
    calibrate(
      scores.map(({ work, expert, score }) => ({ work, expert, score })),
      10,
    ),
  )
  if (typeof result === 'string') throw new Error(`no calibration: ${result}`)
  // A work that stands alone has no calibrated score; with so many links there is none.
  return result.works.map(({ score }) => score ?? NaN)
}

export const methods: Readonly<Record<string, Method>> = {
  mean: (panel) => grouped(panel, ({ score }) => score).map(mean),
  median: (panel) => grouped(panel, ({ score }) => score).map(median),
  trimmed: (panel) => grouped(panel, ({ score }) => score).map(trimmed),
  'z-score': zScores,
  ours,
}

const correlation = (a: readonly number[], b: readonly number[]): number => {
  const [ma, mb] = [mean(a), mean(b)]
  const product = (x: readonly number[], mx: number, y: readonly number[], my: number) =>
    x.reduce((sum, one, i) => sum + (one - mx) * (y[i]! - my), 0)
  return product(a, ma, b, mb) / Math.sqrt(product(a, ma, a, ma) * product(b, mb, b, mb))
}

const best = (values: readonly number[]): Set<number> =>
  new Set(
    values
      .map((value, i) => ({ value, i }))
      .sort((a, b) => b.value - a.value || a.i - b.i)
      .slice(0, Math.round(values.length / 10))
      .map(({ i }) => i),
  )

/** Mean over the seeds of the correlation with the truth, and of the share of the true best tenth that was found. */
export function simulate(one: Setting, seeds: number): { correlation: number[]; overlap: number[] } {
  const correlations = Object.keys(methods).map((): number[] => [])
  const overlaps = Object.keys(methods).map((): number[] => [])
  for (let seed = 1; seed <= seeds; seed += 1) {
    const panel = panelOf(one, seed)
    const wanted = best(panel.truth)
    Object.values(methods).forEach((method, m) => {
      const found = method(panel)
      correlations[m]!.push(correlation(found, panel.truth))
      overlaps[m]!.push([...best(found)].filter((i) => wanted.has(i)).length / wanted.size)
    })
  }
  return { correlation: correlations.map(mean), overlap: overlaps.map(mean) }
}
