import { seededStream } from '../randomness'
import { roundFlow } from './flow'
import { answerOf, panelsOf } from './answer'
import type { Answer, Outcome } from './answer'
import { bestThreshold } from './bottleneck'
import { completedDraw, drawLots } from './draw'
import { gainsOfOneMore, waysOf, whyNotBetter } from './explain'
import { withEveryRule } from './exchanges'
import type { Gain, Tally } from './model'
import { optimise } from './optimise'
import type { Solved } from './optimise'
import { problemOf } from './problem'
import type { Problem } from './problem'
import { readInstance } from './read'
import { million, thousand } from './schema'

export interface Hooks {
  /** Called every few milliseconds while solving; throws to give up. */
  tick?: (() => void) | undefined
  /** A stage begins. */
  stage?: ((stage: Stage) => void) | undefined
}

export type Stage = 'reading' | 'threshold' | 'solving' | 'explaining'

export interface Wish {
  /** Also say for every work why there is no better panel. */
  explain?: boolean
}

/**
 * Assigns experts to works, always: what cannot be filled is named with what blocks it. Works and experts may come in
 * any order; the same instance (options and seed in it) gives the same answer to the byte on every machine.
 *
 * @param input see `InstanceInput`
 * @throws InstanceError that names the fields and rows that are wrong
 */
export function assign(input: unknown, { explain = false }: Wish = {}, hooks: Hooks = {}): Answer {
  hooks.stage?.('reading')
  const problem = problemOf(readInstance(input))
  const { method } = problem.options
  if (method === 'draw') return answerOf(byLot(problem, hooks))
  if (method === 'random') return answerOf(atRandom(problem, hooks))
  const { solved, threshold } = solve(problem, 1, 1, hooks)
  hooks.stage?.('explaining')
  const chosen = pairsOf(solved, solved.flow)
  const panels = panelsOf(problem, chosen, threshold)
  const exchanges = withEveryRule(problem, solved)
  const ways = explain ? waysOf(problem, exchanges) : null
  return answerOf({
    ...nothing(problem),
    chosen,
    threshold,
    certificate: solved.certificate,
    gains: gainsOfOneMore(problem, exchanges),
    better: ways && ((work) => whyNotBetter(problem, panels, exchanges, ways, work)),
  })
}

/**
 * What the whole assignment would gain if every expert were allowed one load more: solved anew.
 * @param before what the best assignment achieves now, as its certificate has it
 * @throws InstanceError like `assign`
 */
export function gainOfOneMoreEach(input: unknown, before: Tally, hooks: Hooks = {}): Gain {
  const instance = readInstance(input)
  const wider = problemOf({ ...instance, experts: instance.experts.map((one) => ({ ...one, max: one.max + 1 })) })
  const after = solve(wider, 1, 1, hooks).solved.tally
  return {
    seats: before.short - after.short,
    seniors: before.withoutSenior - after.withoutSenior,
    affinity: after.value - before.value,
  }
}

const nothing = (problem: Problem): Outcome => ({
  problem,
  chosen: [],
  threshold: null,
  certificate: null,
  gains: null,
  better: null,
  probabilities: null,
  draw: null,
})

function solve(problem: Problem, unit: number, pairCap: number, { tick, stage }: Hooks) {
  const base = { unit, pairCap }
  if (problem.options.objective === 'total') {
    stage?.('solving')
    return { solved: optimise(problem, { ...base, threshold: 0, flat: false }, {}, tick), threshold: null }
  }
  stage?.('threshold')
  const { threshold, exact, search } = bestThreshold(problem, base, tick)
  stage?.('solving')
  const solved = optimise(problem, { ...base, threshold, flat: false }, { after: search }, tick)
  const certificate = exact ? solved.certificate : { ...solved.certificate, exact, gap: null }
  return { solved: { ...solved, certificate }, threshold }
}

function pairsOf({ model }: Solved, flow: Int32Array): number[] {
  const pairs: number[] = []
  for (const [arc, p] of model.pairOf.entries()) if (p >= 0 && flow[arc]! > 0) pairs.push(p)
  return pairs
}

/**
 * Jecmen et al. (NeurIPS 2020): the best expected total under the cap on each pair's probability is a flow in
 * thousandths; whole panels are then drawn whose frequencies are these thousandths, exactly.
 */
function atRandom(problem: Problem, hooks: Hooks): Outcome {
  const { solved, threshold } = solve(problem, thousand, problem.options.probabilityCap, hooks)
  const below = seededStream(`${problem.options.seed}\npanels`)
  const whole = roundFlow(solved.model.network, solved.flow, thousand, below)
  const support = pairsOf(solved, solved.flow)
  return {
    ...nothing(problem),
    chosen: pairsOf(solved, whole),
    threshold,
    certificate: solved.certificate,
    probabilities: support.map((p) => [p, solved.flow[solved.model.arcOf[p]!]!] as const),
  }
}

/**
 * By lot; and when lots alone leave a seat empty, a work without its senior or an expert below the least load although
 * there is a way, the panels are completed: as many drawn pairs stay as can.
 */
function byLot(problem: Problem, hooks: Hooks): Outcome {
  hooks.stage?.('solving')
  const draw = drawLots(problem)
  const drawn = new Set(draw.pairs)
  const preferring = { ...problem, affinity: problem.affinity.map((_, p) => (drawn.has(p) ? million : 0)) }
  const flat: Problem = { ...preferring, options: { ...problem.options, balance: 0 } }
  const solved = optimise(flat, { unit: 1, pairCap: 1, threshold: 0, flat: false }, {}, hooks.tick)
  const chosen = pairsOf(solved, solved.flow)
  const completed = chosen.length !== drawn.size || chosen.some((p) => !drawn.has(p))
  return {
    ...nothing(problem),
    chosen,
    draw: { works: completedDraw(problem, draw, chosen), completed, exact: solved.certificate.exact },
  }
}
