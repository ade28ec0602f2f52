import {
  calibrate,
  expectedRanks,
  groupsAtLine,
  probabilityBetter,
  rankIntervals,
  reliabilityOf,
} from '../rules/scoring'
import type { Calibration, Component, FundingLine, GivenScore } from '../rules/scoring'
import { supportModes } from '../rules/vocabulary'
import type { SupportMode } from '../rules/vocabulary'
import type { RankingFacts } from './compute'
import type { CalibratedLine, ExpertLine, ModeCalibration, RankedLine, Ranking, ReliabilityLine } from './types'

/** Full marks in hundredths of a point. */
const TOP = 10_000
/** Above this, comparing every work with every other takes longer than a person waits. */
const MOST_RANKED = 1_000
const MORE_REVIEWERS = 3

type Work<T> = Generator<undefined, T>

const tenThousandths = (share: number): number => Math.round(share * 10_000)
/** Never −0, which JSON would not keep. */
const whole = (value: number): number => Math.round(value) + 0

/** Totals of the submitted sheets of one mode, by work and expert. */
function scoresOf({ reviews }: RankingFacts, lines: readonly RankedLine[]): GivenScore[] {
  const experts = new Map(reviews.map(({ id, reviewer }) => [id, reviewer]))
  return lines.flatMap(({ application, sheets }) =>
    sheets.flatMap(({ review, total }) => {
      const expert = experts.get(review)
      return expert === undefined ? [] : [{ work: application, expert, score: total }]
    }),
  )
}

const empty = (mode: SupportMode, gap: ModeCalibration['gap'], places: number): ModeCalibration => ({
  ...{ mode, method: 'reml-blup-1', gap, parts: 0, places, noGroups: null },
  ...{ works: [], experts: [], deviations: null, reliability: [] },
})

type Standing = Pick<CalibratedLine, 'expectedRank' | 'interval' | 'beatsNext'>

/** Expected ranks and intervals of the works in the running, within one component. */
function* standingsIn(component: Component, running: ReadonlySet<string>): Work<[string, Standing][]> {
  const { works, posterior } = component
  const among = works.flatMap((work, place) => (running.has(work) ? [place] : []))
  if (among.length === 0) return []
  const ranks = yield* expectedRanks(component, among)
  const intervals = yield* rankIntervals(component, among)
  const order = among.map((_, i) => i).sort((a, b) => ranks[a]!.expectedRank - ranks[b]!.expectedRank)
  const next = new Map(order.map((i, place) => [i, order[place + 1]]))
  return among.map((place, i) => {
    const follower = next.get(i)
    const better = follower === undefined ? null : probabilityBetter(posterior, place, among[follower]!)
    const standing = {
      expectedRank: Math.round(ranks[i]!.expectedRank * 100),
      interval: intervals[i]!,
      beatsNext: better === null ? null : tenThousandths(better),
    }
    return [works[place]!, standing]
  })
}

const expertLines = ({ experts }: Calibration): ExpertLine[] =>
  [...experts]
    .sort((a, b) => b.leniency - a.leniency)
    .map(({ expert, scores, leniency, error, spread, flags }) => ({
      reviewer: expert,
      scores,
      leniency: whole(leniency),
      error: whole(error),
      spread: spread === null ? null : whole(spread),
      flags,
    }))

const reliabilityLines = ({ variances }: Calibration, planned: number): ReliabilityLine[] =>
  Array.from({ length: 1 + MORE_REVIEWERS }, (_, more) => {
    const { raw, calibrated } = reliabilityOf(variances, planned + more)
    const share = (value: number | null) => (value === null ? null : tenThousandths(value))
    return { reviewers: planned + more, raw: share(raw), calibrated: share(calibrated) }
  })

/** Groups at the line, where all works in the running can be compared. */
function withGroups(
  works: CalibratedLine[],
  running: number,
  places: number,
): Pick<ModeCalibration, 'works' | 'noGroups'> {
  const compared = works.filter(({ expectedRank }) => expectedRank !== null)
  const together = new Set(compared.map(({ component }) => component)).size < 2
  if (running > MOST_RANKED) return { works, noGroups: 'too_many_works' }
  if (compared.length < running || !together) return { works, noGroups: 'not_comparable' }
  if (places === 0) return { works, noGroups: 'no_places' }
  const entries = compared.map(({ expectedRank, interval }) => ({ expectedRank: expectedRank! / 100, ...interval! }))
  const groups = groupsAtLine(entries, places)
  const byWork = new Map(compared.map(({ application }, i) => [application, groups[i]!]))
  return { works: works.map((one) => ({ ...one, group: byWork.get(one.application) ?? null })), noGroups: null }
}

function* calibrateMode(
  facts: RankingFacts,
  mode: SupportMode,
  lines: readonly RankedLine[],
  funding: Readonly<Record<string, FundingLine>>,
): Work<ModeCalibration> {
  const scores = scoresOf(facts, lines)
  const places = lines.filter(({ application }) => funding[application]?.code === 'funded').length
  const result = yield* calibrate(scores, TOP)
  if (typeof result === 'string') return empty(mode, result, places)
  const inReview = lines.filter(({ rank, state }) => rank !== null && state === 'in_review')
  const running = new Set(inReview.map(({ application }) => application))
  const standings = new Map<string, Standing>()
  if (running.size <= MOST_RANKED)
    for (const component of result.components)
      for (const [work, standing] of yield* standingsIn(component, running)) standings.set(work, standing)
  const works = result.works.map(({ work, component, score, error }) => ({
    application: work,
    component,
    score: score === null ? null : whole(score),
    error: error === null ? null : whole(error),
    ...(standings.get(work) ?? { expectedRank: null, interval: null, beatsNext: null }),
    group: null,
  }))
  const deviation = (variance: number) => whole(Math.sqrt(variance))
  const { variances } = result
  return {
    ...{ mode, method: 'reml-blup-1', gap: null, parts: result.parts, places },
    ...withGroups(works, running.size, places),
    experts: expertLines(result),
    deviations: {
      works: deviation(variances.works),
      experts: deviation(variances.experts),
      residual: deviation(variances.residual),
    },
    reliability: reliabilityLines(result, facts.call.rules.reviewersPerApplication),
  }
}

/**
 * The calibration of every mode of a ranking: scores with the experts' leniency taken out, expected ranks among the works
 * still in review, and where each stands to the suggested line. Sheets that the ranking leaves out (recused, declined,
 * of an older dossier) are in none of these figures. Long work: it yields after every few steps.
 */
export function* calibrateRanking(
  facts: RankingFacts,
  ranking: Ranking,
  funding: Readonly<Record<string, FundingLine>>,
): Work<ModeCalibration[]> {
  const modes: ModeCalibration[] = []
  for (const mode of supportModes) {
    const lines = ranking.lines.filter((line) => line.mode === mode)
    if (lines.length > 0) modes.push(yield* calibrateMode(facts, mode, lines, funding))
  }
  return modes
}

const breath = () => new Promise<void>((resolve) => setImmediate(resolve))

/** Runs long work between other requests, so that none of them waits for it. */
export async function inTurns<T>(work: Work<T>): Promise<T> {
  for (;;) {
    const step = work.next()
    if (step.done) return step.value
    await breath()
  }
}
