import type { Basis, BasisCalibration, BasisLine } from '../../workflows/decision/types'
import { DataView } from './DataView'
import { shownExperts, shownFigures } from './shown-calibration'
import type { Titles } from './titles'
import type { Dictionary } from './words'

interface Props {
  basis: unknown
  words: Dictionary
  titles: Titles
}

const points = (hundredths: number | null): string => (hundredths === null ? '—' : (hundredths / 100).toFixed(2))

/** What a decision was based on: the ranking as it stood, line by line, and the rules it was made by. */
export function BasisView({ basis, words, titles }: Props) {
  const { at, callHash, lines, rules, calibration = [] } = basis as Basis
  return (
    <>
      <DataView name="basis" value={{ at, callHash }} words={words} titles={titles} />
      <DataView name="lines" value={lines.map((line) => shortened(line, words))} words={words} titles={titles} />
      {calibration.map((mode) => (
        <Calibrated key={mode.mode} mode={mode} words={words} titles={titles} />
      ))}
      <details>
        <summary>{words.field('rules')}</summary>
        {rules.map((rule) => (
          <DataView key={rule.mode} name="rules" value={rule} words={words} titles={titles} />
        ))}
      </details>
    </>
  )
}

/** The calibration beside it, as it stood; nothing where there was none. */
function Calibrated({ mode, words, titles }: Omit<Props, 'basis'> & { mode: BasisCalibration }) {
  if (mode.gap) return null
  const works = mode.works.map((line) => {
    const { group, ...figures } = shownFigures(line, mode.parts, words)
    return { application: line.application, ...figures, atLine: group }
  })
  const experts = shownExperts(mode.experts, words).map(({ name, scores, leniency, spread, flags }) => ({
    ...{ expert: name, sheets: scores, leniency, spread, flags },
  }))
  return (
    <details>
      <summary>
        {words.admin.ranking.calibration.title} · {words.option('mode', mode.mode)}
      </summary>
      <DataView name="calibration" value={works} words={words} titles={titles} />
      <DataView name="experts" value={experts} words={words} titles={titles} />
    </details>
  )
}

const shortened = (
  { application, mode, rank, score, spread, sheets, requestedFen, capFen, flags, excluded }: BasisLine,
  words: Dictionary,
) => ({
  mode,
  place: rank === null ? '—' : String(rank),
  application,
  score: points(score),
  range: spread.lowest === null ? '—' : `${points(spread.lowest)} – ${points(spread.highest)}`,
  totals: sheets.map(({ total }) => points(total)).join(' / '),
  requestedFen,
  capFen,
  flags: words.join([
    ...flags.map((flag) => words.option('flags', flag)),
    ...(excluded ? [words.option('excluded', excluded)] : []),
  ]),
})
