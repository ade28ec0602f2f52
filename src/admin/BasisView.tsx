import type { Basis, BasisLine } from '../../workflows/decision/types'
import { DataView } from './DataView'
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
  const { at, callHash, lines, rules } = basis as Basis
  return (
    <>
      <DataView name="basis" value={{ at, callHash }} words={words} titles={titles} />
      <DataView name="lines" value={lines.map((line) => shortened(line, words))} words={words} titles={titles} />
      <details>
        <summary>{words.field('rules')}</summary>
        {rules.map((rule) => (
          <DataView key={rule.mode} name="rules" value={rule} words={words} titles={titles} />
        ))}
      </details>
    </>
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
