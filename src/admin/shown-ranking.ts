import type { RankedLine, RankingPage } from '../../workflows/ranking'
import type { Dictionary } from './words'

/** A line of the ranking, ready to be shown. Amounts in fen, scores in points with two decimals. */
export interface ShownLine {
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
  modes: { mode: string; label: string; lines: ShownLine[] }[]
}

const points = (hundredths: number | null): string => (hundredths === null ? '—' : (hundredths / 100).toFixed(2))

/** The ranking in the words of one language, mode by mode. */
export function shownRanking(page: RankingPage, words: Dictionary): ShownRanking {
  const modes = [...new Set(page.lines.map(({ mode }) => mode))]
  const { remainingFen, proposedFen, id, title } = page.fund
  return {
    call: page.call,
    remainingFen,
    proposedFen,
    fund: { id, title },
    modes: modes.map((mode) => ({
      mode,
      label: words.option('mode', mode),
      lines: page.lines.filter((line) => line.mode === mode).map((line) => shownLine(line, page, words)),
    })),
  }
}

function shownLine(line: RankedLine, page: RankingPage, words: Dictionary): ShownLine {
  const funding = page.funding[line.application]
  const { lowest, highest } = line.spread
  const key = (code: string) => words.option('key', code)
  return {
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
