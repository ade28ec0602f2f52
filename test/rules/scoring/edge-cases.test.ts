import { createElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, test } from '@jest/globals'
import { BasisView } from '../../../src/admin/BasisView'
import { shownRanking } from '../../../src/admin/shown-ranking'
import { dictionary } from '../../../src/admin/words'
import { basisOf } from '../../../workflows/decision/basis'
import type { Basis } from '../../../workflows/decision/types'
import { calibrateRanking, computeRanking, drawLine } from '../../../workflows/ranking'
import type { ModeCalibration, Ranking, RankingPage } from '../../../workflows/ranking'
import type { ReviewRow } from '../../../workflows/review/types'
import { atOnce } from '../../../workflows/rules/scoring'
import { application, call, fund, now, review } from '../workflows/funding-rows'

/** Points that each expert (column) gave each work (row); null = no review. Named after review research, §6. */
type Points = readonly (readonly (number | null)[])[]

const works = (points: Points) => points.map((_, i) => application(`w${String(i)}`))

const reviewsOf = (points: Points): ReviewRow[] =>
  points.flatMap((row, i) =>
    row.flatMap((given, j) =>
      given === null
        ? []
        : [review(`${String(i)}-${String(j)}`, works(points)[i]!, given, { reviewer: `expert-${String(j)}` })],
    ),
  )

interface Outcome {
  ranking: Ranking
  calibration: ModeCalibration
  page: RankingPage
}

function outcome(points: Points, reviews = reviewsOf(points), budgetFen = 3_100_000): Outcome {
  const facts = { call: call(), applications: works(points), reviews, costFen: {} }
  const ranking = computeRanking(facts)
  const funding = drawLine(ranking, budgetFen)
  const calibrations = atOnce(calibrateRanking(facts, ranking, funding))
  const money = { id: 'fund', title: fund().title, remainingFen: budgetFen, proposedFen: 0 }
  const page = { ...ranking, calibration: calibrations, title: '', callState: 'closed', fund: money, funding }
  return { ranking, calibration: calibrations[0]!, page }
}

const lineOf = ({ ranking }: Outcome, work: number) =>
  ranking.lines.find((line) => line.application === `w${String(work)}`)!
const figureOf = ({ calibration }: Outcome, work: number) =>
  calibration.works.find((line) => line.application === `w${String(work)}`)!
const notesOf = ({ page }: Outcome) => shownRanking(page, new Map(), dictionary('en')).modes[0]!.calibration.notes

const grid: Points = [
  [90, 84, 95, 88],
  [85, 80, 88, 84],
  [70, 66, 81, 70],
  [77, 70, 80, 79],
  [64, 61, 70, 60],
]

describe('1. conflict declared after the review', () => {
  const recused = reviewsOf(grid).map((one) => (one.id === '0-2' ? { ...one, state: 'recused' } : one))
  const without = outcome(grid, recused)
  const never = outcome(
    grid,
    reviewsOf(grid).filter(({ id }) => id !== '0-2'),
  )

  test('the score leaves every figure, as if it had never been', () => {
    expect(without.ranking).toEqual(never.ranking)
    expect(without.calibration).toEqual(never.calibration)
    expect(lineOf(without, 0)).toMatchObject({ score: 8_733, spread: { highest: 9_000 } })
    expect(without.calibration.experts.find(({ reviewer }) => reviewer === 'expert-2')?.scores).toBe(4)
  })
})

describe('4. a reviewer gives full marks to all', () => {
  const generous = grid.map((row) => [...row, 100])
  const result = outcome(generous)

  test('it is flagged, and the ranks are those without that reviewer', () => {
    expect(result.calibration.experts.find(({ reviewer }) => reviewer === 'expert-4')?.flags).toEqual([
      'all_equal',
      'all_top',
    ])
    const order = ({ calibration }: Outcome) =>
      [...calibration.works].sort((a, b) => b.score! - a.score!).map((one) => one.application)
    expect(order(result)).toEqual(order(outcome(grid)))
    const experts = shownRanking(result.page, new Map(), dictionary('en')).modes[0]!.calibration.experts
    expect(experts[0]).toMatchObject({ name: 'Expert A', href: null })
    expect(experts[0]!.flags).toBe('gave all the same score, gave full marks throughout')
  })
})

describe('5. all scores equal', () => {
  const flat = outcome(Array<number[]>(4).fill([80, 80, 80]))

  test('all share one rank and say so; none is told from another', () => {
    expect(flat.ranking.lines.map(({ rank, tied }) => [rank, tied])).toEqual(Array(4).fill([1, true]))
    expect(flat.calibration.deviations).toEqual({ works: 0, experts: 0, residual: 0 })
    for (const one of flat.calibration.works)
      expect(one).toMatchObject({ score: 8_000, error: 0, expectedRank: 250, interval: { lowest: 2.5, highest: 2.5 } })
  })

  test('the order of works and reviews makes no difference, and a second run none', () => {
    const again = outcome(
      Array<number[]>(4).fill([80, 80, 80]),
      [...reviewsOf(Array<number[]>(4).fill([80, 80, 80]))].reverse(),
    )
    expect(again.calibration).toEqual(flat.calibration)
    expect(outcome(grid, [...reviewsOf(grid)].reverse()).calibration).toEqual(outcome(grid).calibration)
  })
})

describe('6. missing reviews', () => {
  const gaps = outcome([
    [90, 84, 95, 88, 91],
    [85, 80, 88, 84, 80],
    [70, null, null, null, null],
    [77, 70, null, null, null],
    [null, null, null, null, null],
    [64, 61, 70, 60, 66],
  ])

  test('none is unranked and has no figure at all, never zero', () => {
    expect(lineOf(gaps, 4)).toMatchObject({ score: null, rank: null, excluded: 'unranked' })
    expect(figureOf(gaps, 4)).toBeUndefined()
    const shown = shownRanking(gaps.page, new Map(), dictionary('en')).modes[0]!.lines.at(-1)
    expect(shown).toMatchObject({ score: '—', calibrated: '—', expectedRank: '—', group: '—' })
  })

  test('one has the widest error, two a wider one than five', () => {
    const error = (work: number) => figureOf(gaps, work).error!
    expect(error(2)).toBeGreaterThan(error(3))
    expect(error(3)).toBeGreaterThan(error(0))
  })
})

describe('7. trimming with too few sheets', () => {
  test('does not happen, and is told under the table', () => {
    expect(lineOf(outcome(grid), 0)).toMatchObject({ applied: 'mean', score: 8_925 })
    expect(notesOf(outcome(grid))[0]).toBe(
      '5 applications have fewer than 5 sheets: nothing was left out there, the plain mean counts.',
    )
    const five = outcome(grid.map((row) => [...row, 75]))
    expect(lineOf(five, 0)).toMatchObject({ applied: 'trimmed', score: 8_733 })
    expect(notesOf(five).join()).not.toContain('fewer than')
  })
})

describe('8. a score changed after the decision', () => {
  const { ranking, calibration } = outcome(grid)
  const basis = basisOf({ call: call(), ranking, calibration: [calibration] }, now)

  test('changes nothing in what the decision was based on', () => {
    const frozen = JSON.stringify(basis)
    const changed = outcome(grid.map((row, i) => (i === 4 ? [99, 99, 99, 99] : row)))
    expect(figureOf(changed, 4).score).not.toBe(calibration.works[4]!.score)
    expect(JSON.stringify(basis)).toBe(frozen)
    expect(basis.calibration?.[0]?.works).toEqual(calibration.works)
  })

  test('what was frozen is whole numbers, so it reads the same everywhere', () => {
    const numbers = JSON.stringify(basis.calibration).match(/-?\d+\.\d+/g) ?? []
    expect(numbers.filter((one) => !one.endsWith('.5'))).toEqual([])
  })

  const rendered = (given: Basis) =>
    renderToStaticMarkup(createElement(BasisView, { basis: given, words: dictionary('en'), titles: new Map() }))

  test('is shown with its calibration, and a basis from before there was one reads as it did', () => {
    expect(rendered(basis)).toContain('Calibrated scores')
    const { calibration: _calibration, ...older } = basis
    const lines = older.lines.map(({ applied: _applied, ...line }) => line)
    expect(rendered({ ...older, lines })).not.toContain('Calibrated scores')
    expect(rendered({ ...older, lines })).toContain('89.25')
  })
})

describe('16. aggregates give nobody away', () => {
  test('the frozen basis names no expert, and letters follow leniency alone', () => {
    const { ranking, calibration } = outcome(grid)
    const text = JSON.stringify(basisOf({ call: call(), ranking, calibration: [calibration] }, now))
    expect(text).not.toContain('expert-')
    expect(calibration.experts.map(({ leniency }) => leniency)).toEqual(
      calibration.experts.map(({ leniency }) => leniency).sort((a, b) => b - a),
    )
  })
})

describe('what the panel sees', () => {
  const result = outcome(grid)

  test('the calibrated score stands beside the declared one, with its error', () => {
    const [first] = shownRanking(result.page, new Map(), dictionary('en')).modes[0]!.lines
    expect(first).toMatchObject({ score: '89.25', group: expect.any(String) })
    expect(first!.calibrated).toMatch(/^\d\d\.\d\d ± \d\.\d\d$/)
    expect(first!.expectedRank).toMatch(/^1\.\d\d \(1–1\)$/)
    expect(first!.beatsNext).toMatch(/^\d+% sure to be better than the next$/)
  })

  test('close works around the line are told apart from nothing, and a draw is proposed', () => {
    const close = outcome([
      [90, 92, 91, 90],
      [80, 78, 82, 80],
      [79, 81, 78, 81],
      [80, 79, 80, 80],
      [60, 62, 61, 60],
    ])
    expect(close.calibration.works.map(({ group }) => group)).toEqual([
      'above',
      'undecided',
      'undecided',
      'undecided',
      'below',
    ])
    expect(notesOf(close).join()).toContain('3 applications cannot be told apart from the suggested line')
  })

  test('works that no expert joins are not set against the line', () => {
    const apart = outcome([
      [90, 84, null, null],
      [85, 80, null, null],
      [70, 69, null, null],
      [null, null, 81, 70],
      [null, null, 70, 60],
    ])
    expect(apart.calibration).toMatchObject({ parts: 2, noGroups: 'not_comparable' })
    expect(apart.calibration.works.every(({ group }) => group === null)).toBe(true)
    expect(notesOf(apart).join()).toContain('The works fall into 2 groups')
    expect(shownRanking(apart.page, new Map(), dictionary('en')).modes[0]!.lines[0]!.calibrated).toContain('(group 1)')
  })

  test.each<[ModeCalibration['gap'], Points, string, number | null]>([
    [
      'too_few_works',
      [
        [80, 70],
        [70, 60],
      ],
      'fewer than three applications',
      7_500,
    ],
    ['too_few_experts', [[80], [70], [60]], 'only one expert', 8_000],
    ['no_scores', [[null], [null]], 'nobody has scored yet', null],
  ])('%s is said plainly, and the declared score stays', (gap, points, sentence, score) => {
    const few = outcome(points)
    expect(few.calibration.gap).toBe(gap)
    expect(notesOf(few).join()).toContain(sentence)
    expect(few.ranking.lines[0]?.score).toBe(score)
  })

  test('more reviewers would help, and by how much', () => {
    const { reliability } = result.calibration
    expect(reliability.map(({ reviewers }) => reviewers)).toEqual([3, 4, 5, 6])
    reliability.slice(1).forEach(({ raw, calibrated }, i) => {
      expect(raw!).toBeGreaterThan(reliability[i]!.raw!)
      expect(calibrated!).toBeGreaterThanOrEqual(raw!)
    })
  })
})
