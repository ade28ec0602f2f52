import type { CalibratedLine, ExpertLine, ModeCalibration, RankedLine, RankingRule } from '../../workflows/ranking'
import { fill } from '../i18n'
import type { Titles } from './titles'
import type { Dictionary } from './words'

/** The figures of one work, ready to be shown; a dash where there are none. */
export interface ShownFigures {
  calibrated: string
  expectedRank: string
  beatsNext: string
  group: string
}

export interface ShownExpert {
  name: string
  href: string | null
  scores: number
  leniency: string
  spread: string
  flags: string
}

/** What is told of the calibration of one mode under its table. */
export interface ShownCalibration {
  notes: string[]
  experts: ShownExpert[]
  reliability: { reviewers: number; raw: string; calibrated: string }[]
}

const MOST = 10_000
const points = (hundredths: number): string => (hundredths / 100).toFixed(2)
const signed = (hundredths: number): string => `${hundredths > 0 ? '+' : ''}${points(hundredths)}`
const percent = (tenThousandths: number | null): string =>
  tenThousandths === null ? '—' : `${String(Math.round(tenThousandths / 100))}%`

/** Clipped to the scale for display; order goes by the figure itself. */
const clipped = (hundredths: number): string => points(Math.max(0, Math.min(MOST, hundredths)))

/** @param parts of the graph; with more than one, each figure names its own */
export function shownFigures(line: CalibratedLine | undefined, parts: number, words: Dictionary): ShownFigures {
  const { calibration } = words.admin.ranking
  if (line?.score == null) return { calibrated: '—', expectedRank: '—', beatsNext: '', group: '—' }
  const part = parts > 1 ? ` (${fill(calibration.part, { n: line.component + 1 })})` : ''
  const { expectedRank, interval, beatsNext, group } = line
  return {
    calibrated: `${clipped(line.score)} ± ${points(line.error ?? 0)}${part}`,
    expectedRank:
      expectedRank === null || interval === null
        ? '—'
        : `${points(expectedRank)} (${String(interval.lowest)}–${String(interval.highest)})`,
    beatsNext: beatsNext === null ? '' : fill(calibration.beatsNext, { percent: percent(beatsNext) }),
    group: group === null ? '—' : calibration.groups[group],
  }
}

/** The most lenient is A. Names only for those who may know who reviewed. */
export function shownExperts(
  experts: readonly ExpertLine[],
  words: Dictionary,
  names: Titles = new Map(),
): ShownExpert[] {
  const { calibration } = words.admin.ranking
  return experts.map(({ reviewer = '', scores, leniency, error, spread, flags }, index) => {
    const title = names.get(reviewer)
    return {
      name: title?.text ?? fill(calibration.expert, { letter: letterOf(index) }),
      href: title?.opens ? `/admin/collections/persons/${reviewer}` : null,
      scores,
      leniency: `${signed(leniency)} ± ${points(error)}`,
      spread: spread === null ? '—' : points(spread),
      flags: words.join(flags.map((flag) => calibration.flags[flag])),
    }
  })
}

const letterOf = (index: number): string =>
  (index >= 26 ? letterOf(Math.floor(index / 26) - 1) : '') + String.fromCharCode(65 + (index % 26))

/** Works where too few sheets were in to leave any out, as the declared rule would. */
function trimNote(lines: readonly RankedLine[], rule: RankingRule | undefined, words: Dictionary): string[] {
  if (rule?.aggregation.rule !== 'trimmed') return []
  const untrimmed = lines.filter(({ applied, sheets }) => applied === 'mean' && sheets.length > 0).length
  const { calibration } = words.admin.ranking
  return untrimmed === 0 ? [] : [fill(calibration.untrimmed, { n: untrimmed, from: rule.aggregation.trimFrom })]
}

function lineNote({ works, places, noGroups }: ModeCalibration, words: Dictionary): string {
  const { calibration } = words.admin.ranking
  if (noGroups) return calibration.noGroups[noGroups]
  const count = (group: string) => works.filter((work) => work.group === group).length
  const undecided = count('undecided')
  const left = Math.max(0, places - count('above'))
  return undecided === 0 ? calibration.allTold : fill(calibration.draw, { n: undecided, places: left })
}

/** @param names of the experts, as far as the reader may know them */
export function shownCalibration(
  mode: ModeCalibration | undefined,
  lines: readonly RankedLine[],
  rule: RankingRule | undefined,
  names: Titles,
  words: Dictionary,
): ShownCalibration {
  const { calibration } = words.admin.ranking
  const trimmed = trimNote(lines, rule, words)
  if (!mode?.deviations)
    return { notes: [...trimmed, calibration.gaps[mode?.gap ?? 'no_scores']], experts: [], reliability: [] }
  const { works, experts, residual } = mode.deviations
  return {
    notes: [
      ...trimmed,
      ...(mode.parts > 1 ? [fill(calibration.parts, { n: mode.parts })] : []),
      lineNote(mode, words),
      fill(calibration.deviations, { works: points(works), experts: points(experts), residual: points(residual) }),
    ],
    experts: shownExperts(mode.experts, words, names),
    reliability: mode.reliability.map(({ reviewers, raw, calibrated }) => ({
      reviewers,
      raw: percent(raw),
      calibrated: percent(calibrated),
    })),
  }
}
