import type { RankedLine, RankingPage } from '../../workflows/ranking'
import { shownCalibration, shownFigures } from './shown-calibration'
import type { ShownCalibration, ShownFigures } from './shown-calibration'
import type { Titles } from './titles'
import type { Dictionary } from './words'

/** A line of the ranking, ready to be shown. Amounts in fen, scores in points with two decimals. */
export interface ShownLine extends ShownFigures {
  application: string
  number: string
  title: string
  rank: string
  state: string
  score: string
  spread: string
  requestedFen: number
  capFen: number
  flags: string[]
  /** The suggestion: inside or outside the money, and why. */
  funding: string
  funded: boolean
  open: boolean
  sheets: { review: string; total: string; criteria: { label: string; points: number }[]; vetoes: string[] }[]
}

export interface ShownRanking {
  call: string
  remainingFen: number
  proposedFen: number
  fund: { id: string; title: string }
  modes: { mode: string; label: string; lines: ShownLine[]; calibration: ShownCalibration }[]
}

const points = (hundredths: number | null): string => (hundredths === null ? '—' : (hundredths / 100).toFixed(2))

/**
 * The ranking in the words of one language, mode by mode.
 * @param experts names of those who scored, as far as the reader may know them
 */
export function shownRanking(page: RankingPage, experts: Titles, words: Dictionary): ShownRanking {
  const modes = [...new Set(page.lines.map(({ mode }) => mode))]
  const { remainingFen, proposedFen, id, title } = page.fund
  return {
    call: page.call,
    remainingFen,
    proposedFen,
    fund: { id, title },
    modes: modes.map((mode) => {
      const lines = page.lines.filter((line) => line.mode === mode)
      const rule = page.rules.find((one) => one.mode === mode)
      const calibration = page.calibration.find((one) => one.mode === mode)
      return {
        mode,
        label: words.option('mode', mode),
        lines: lines.map((line) => shownLine(line, page, words)),
        calibration: shownCalibration(calibration, lines, rule, experts, words),
      }
    }),
  }
}

function shownLine(line: RankedLine, page: RankingPage, words: Dictionary): ShownLine {
  const funding = page.funding[line.application]
  const calibration = page.calibration.find(({ mode }) => mode === line.mode)
  const calibrated = calibration?.works.find(({ application }) => application === line.application)
  const { lowest, highest } = line.spread
  const key = (code: string) => words.option('key', code)
  return {
    ...shownFigures(calibrated, calibration?.parts ?? 0, words),
    application: line.application,
    number: line.number,
    title: line.title,
    rank: line.rank === null ? '—' : String(line.rank),
    state: words.state('application', line.state),
    score: points(line.score),
    spread: lowest === null ? '—' : `${points(lowest)} – ${points(highest)}`,
    requestedFen: line.requestedFen,
    capFen: line.capFen,
    flags: line.flags.map((flag) => words.option('flags', flag)),
    funding: funding ? words.vocabulary.fundingCodes[funding.code] : '',
    funded: funding?.code === 'funded',
    open: line.state === 'in_review',
    sheets: line.sheets.map(({ review, total, perCriterion, vetoes }) => ({
      review,
      total: points(total),
      criteria: Object.entries(perCriterion).map(([code, given]) => ({ label: key(code), points: given })),
      vetoes: vetoes.map(key),
    })),
  }
}
