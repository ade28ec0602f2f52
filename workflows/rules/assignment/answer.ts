import { compareText } from '../randomness'
import type { Parts } from './affinity'
import { blockCounts } from './blocks'
import type { Block, Panels } from './blocks'
import type { WorkDraw } from './draw'
import type { Better } from './explain'
import { isSenior } from './model'
import type { Gain } from './model'
import type { Certificate } from './optimise'
import type { Problem, Report } from './problem'

export interface PlacedPair {
  work: string
  expert: string
  /** In millionths, and what it is made of. */
  affinity: number
  parts: Parts
  kept: 'begun' | 'fixed' | null
}

export interface WorkLine {
  work: string
  demand: number
  assigned: number
  /** Seats that stay empty, and how many experts each reason keeps away; nothing when none is empty. */
  short: number
  blocked: Partial<Record<Block, number>> | null
  /** True when the rule asks for a senior and none is there. */
  lacksSenior: boolean
  /**
   * Why not a better panel; only when asked for, and only under `optimal`: where chance decides, a panel is not the best of
   * what could be, and nothing stands in the way of a better one but the draw.
   */
  better: Better[] | null
}

export interface ExpertLine {
  expert: string
  /** What was taken before, kept and given here. */
  load: number
  min: number
  max: number
  belowMin: number
  /**
   * What one more load of this expert would gain; `null` under `random` and `draw`: there it would change chances, and what
   * the panel that is drawn gains by it is chance as well.
   */
  oneMore: Gain | null
}

export interface Totals {
  demand: number
  assigned: number
  short: number
  withoutSenior: number
  belowMin: number
  /** Of all pairs, in millionths. */
  affinity: number
  /** The lowest affinity of a pair that is not kept; `null` when there is none. */
  worst: number | null
}

export interface Answer {
  version: typeof answerVersion
  seed: string
  pairs: PlacedPair[]
  works: WorkLine[]
  experts: ExpertLine[]
  /** Decisions of people that break a rule or were set aside by a conflict. */
  reports: Report[]
  totals: Totals
  /** Under `bottleneck`: no new pair is below. */
  threshold: number | null
  /** Numbers of pairs by affinity, in tenths of the scale, the highest value in the last. */
  affinities: number[]
  /** Numbers of experts by load, ascending. */
  loads: { load: number; experts: number }[]
  /** `null` where nothing was optimised. */
  certificate: Certificate | null
  /** Under `random`: the thousandths with which every pair can be drawn. */
  probabilities: { work: string; expert: string; thousandths: number }[] | null
  /** Under `draw`: the lots, to be published and repeated. */
  draw: {
    works: WorkDraw[]
    /** Whether panels were completed by exchange, which the lots concerned say. */
    completed: boolean
    /** True when no other way to complete them keeps more of what was drawn. */
    exact: boolean
  } | null
}

/** Goes up when the same input and seed may give another answer. */
export const answerVersion = 'assignment-4'

export interface Outcome {
  problem: Problem
  /** New pairs. */
  chosen: readonly number[]
  threshold: number | null
  certificate: Certificate | null
  gains: readonly Gain[] | null
  better: ((work: number) => Better[]) | null
  probabilities: readonly (readonly [number, number])[] | null
  draw: Answer['draw']
}

export function panelsOf(problem: Problem, chosen: readonly number[], threshold: number | null): Panels {
  const { works, experts, keptOn, options } = problem
  const given = new Int32Array(experts.length)
  const members = works.map((_, w) => new Set(keptOn[w]!.map((p) => p % experts.length)))
  for (const p of chosen) {
    members[Math.floor(p / experts.length)]!.add(p % experts.length)
    given[p % experts.length]!++
  }
  const reviews = experts.map((): number[] => [])
  for (const [w, panel] of members.entries()) for (const e of panel) reviews[e]!.push(w)
  return { members, reviews, given, threshold: threshold ?? 0, random: options.method === 'random' }
}

/** Reads an outcome back into the words of the instance; rows stand in the order of their ids. */
export function answerOf(outcome: Outcome): Answer {
  const { problem, chosen, threshold, certificate, probabilities, draw } = outcome
  const { works, experts, affinity, options } = problem
  const panels = panelsOf(problem, chosen, threshold)
  const pairs = [...problem.kept.keys(), ...chosen].map((p) => placed(problem, p)).sort(byPair)
  const lines = works.map((_, w) => workLine(outcome, panels, w)).sort((a, b) => compareText(a.work, b.work))
  const people = experts.map((_, e) => expertLine(outcome, panels, e)).sort((a, b) => compareText(a.expert, b.expert))
  const sum = <T>(rows: readonly T[], value: (row: T) => number) => rows.reduce((all, row) => all + value(row), 0)
  return {
    version: answerVersion,
    seed: options.seed,
    pairs,
    works: lines,
    experts: people,
    reports: problem.reports.toSorted(
      (a, b) =>
        compareText(a.code, b.code) ||
        byPair({ work: a.work ?? '', expert: a.expert ?? '' }, { work: b.work ?? '', expert: b.expert ?? '' }),
    ),
    totals: {
      demand: sum(lines, ({ demand }) => demand),
      assigned: pairs.length,
      short: sum(lines, ({ short }) => short),
      withoutSenior: lines.filter(({ lacksSenior }) => lacksSenior).length,
      belowMin: sum(people, ({ belowMin }) => belowMin),
      affinity: sum(pairs, (pair) => pair.affinity),
      worst: chosen.length === 0 ? null : chosen.reduce((low, p) => Math.min(low, affinity[p]!), Infinity),
    },
    threshold,
    affinities: tenths(pairs),
    loads: loadsOf(people),
    certificate,
    probabilities:
      probabilities?.map(([p, thousandths]) => ({ ...namesOf(problem, p), thousandths })).sort(byPair) ?? null,
    draw,
  }
}

const byPair = (a: { work: string; expert: string }, b: { work: string; expert: string }): number =>
  compareText(a.work, b.work) || compareText(a.expert, b.expert)

const namesOf = ({ works, experts }: Problem, p: number) => ({
  work: works[Math.floor(p / experts.length)]!.id,
  expert: experts[p % experts.length]!.id,
})

function placed(problem: Problem, p: number): PlacedPair {
  const { experts, affinities, affinity, kept } = problem
  const parts = affinities.parts(Math.floor(p / experts.length), p % experts.length)
  return { ...namesOf(problem, p), affinity: affinity[p]!, parts, kept: kept.get(p) ?? null }
}

function workLine({ problem, better }: Outcome, panels: Panels, work: number): WorkLine {
  const { id, demand } = problem.works[work]!
  const members = panels.members[work]!
  const short = Math.max(0, demand - members.size)
  return {
    work: id,
    demand,
    assigned: members.size,
    short,
    blocked: short > 0 ? blockCounts(problem, panels, work) : null,
    lacksSenior: problem.options.senior && demand > 0 && ![...members].some((e) => isSenior(problem, e)),
    better: better?.(work) ?? null,
  }
}

function expertLine({ problem, gains }: Outcome, panels: Panels, expert: number): ExpertLine {
  const { id, min, max } = problem.experts[expert]!
  const load = problem.held[expert]! + panels.given[expert]!
  return { expert: id, load, min, max, belowMin: Math.max(0, min - load), oneMore: gains?.[expert] ?? null }
}

function tenths(pairs: readonly PlacedPair[]): number[] {
  const counts = new Array<number>(10).fill(0)
  for (const { affinity } of pairs) counts[Math.min(9, Math.floor(affinity / 100_000))]!++
  return counts
}

function loadsOf(people: readonly ExpertLine[]): Answer['loads'] {
  const counts = new Map<number, number>()
  for (const { load } of people) counts.set(load, (counts.get(load) ?? 0) + 1)
  return [...counts].sort(([a], [b]) => a - b).map(([load, experts]) => ({ load, experts }))
}
