'use client'

import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { formatYuan } from '../../workflows/rules/money/format'
import { parseYuan } from '../../workflows/rules/money/parse'
import type { Catalogue } from '../i18n'
import type { InputWords } from './input-words'
import { CalibrationNotes } from './CalibrationNotes'
import { RankingLine } from './RankingLine.client'
import { RefusedBox } from './RefusedBox.client'
import type { ShownLine, ShownRanking } from './shown-ranking'
import { useCommand } from './use-command.client'

interface Props extends ShownRanking {
  mayPropose: boolean
  maySeeReviewers: boolean
  language: 'zh' | 'en'
  words: Catalogue['admin']['ranking']
  panel: Catalogue['admin']['panel']
  inputWords: InputWords
}

export interface Chosen {
  chosen: boolean
  amount: string
}

const startOf = (line: ShownLine): Chosen => ({ chosen: line.funded, amount: formatYuan(line.capFen).slice(1) })

/** The heads of the table, and whether numbers stand under them. */
const headsOf = (words: Props['words'], mayPropose: boolean): [string, boolean][] => [
  [words.rank, true],
  [words.application, false],
  [words.score, true],
  [words.spread, true],
  [words.calibration.score, true],
  [words.calibration.expectedRank, true],
  [words.calibration.atLine, false],
  [words.requested, true],
  [words.cap, true],
  [words.suggestion, false],
  [words.remarks, false],
  ...(mayPropose ? [[words.amount, false] as [string, boolean]] : []),
]

/** All modes of a call in one form: which lines are proposed, with how much, and what is left of the money then. */
export function RankingTable(props: Props) {
  const { modes, remainingFen, proposedFen, fund, mayPropose, words } = props
  const lines = modes.flatMap((mode) => mode.lines)
  const [choices, setChoices] = useState<Record<string, Chosen>>(() =>
    Object.fromEntries(lines.map((line) => [line.application, startOf(line)])),
  )
  const picked = lines.filter((line) => line.open && choices[line.application]?.chosen)
  const fenOf = (line: ShownLine) => parseYuan(choices[line.application]?.amount ?? '')
  const totalFen = picked.reduce((sum, line) => {
    const amount = fenOf(line)
    return sum + (amount.ok ? amount.fen : 0)
  }, 0)
  const freeFen = remainingFen - proposedFen
  const numbers = [
    [words.remaining, remainingFen],
    [words.proposedElsewhere, proposedFen],
    [words.chosenTotal, totalFen],
    [words.leftThen, freeFen - totalFen],
  ] as const
  return (
    <>
      <dl className="kepu-sums">
        <div>
          <dt>{words.fund}</dt>
          <dd>
            <a href={`/admin/collections/funds/${fund.id}`}>{fund.title}</a>
          </dd>
        </div>
        {numbers.map(([label, fen]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd className={fen < 0 ? 'kepu-number kepu-short' : 'kepu-number'}>{formatYuan(fen)}</dd>
          </div>
        ))}
      </dl>
      {lines.length === 0 ? <p>{words.empty}</p> : null}
      {modes.map(({ mode, label, lines: own, calibration }) => (
        <section key={mode}>
          <h2>{label}</h2>
          <div className="kepu-scroll" role="region" tabIndex={0} aria-label={label}>
            <table className="kepu-table">
              <thead>
                <tr>
                  {headsOf(words, mayPropose).map(([head, numeric]) => (
                    <th key={head} scope="col" className={numeric ? 'kepu-number' : undefined}>
                      {head}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {own.map((line, index) => (
                  <RankingLine
                    key={line.application}
                    {...props}
                    line={line}
                    cutHere={line.funded && !own.slice(index + 1).some(({ funded }) => funded)}
                    choice={choices[line.application] ?? startOf(line)}
                    onChoose={(part) =>
                      setChoices((before) => ({
                        ...before,
                        [line.application]: { ...(before[line.application] ?? startOf(line)), ...part },
                      }))
                    }
                  />
                ))}
              </tbody>
            </table>
          </div>
          <CalibrationNotes calibration={calibration} words={words.calibration} />
        </section>
      ))}
      {mayPropose ? <Propose {...props} picked={picked} fenOf={fenOf} /> : <p className="kepu-hint">{words.notNow}</p>}
    </>
  )
}

interface ProposeProps extends Props {
  picked: readonly ShownLine[]
  fenOf: (line: ShownLine) => ReturnType<typeof parseYuan>
}

function Propose({ call, language, words, panel, inputWords, picked, fenOf }: ProposeProps) {
  const router = useRouter()
  const [minutes, setMinutes] = useState('')
  const [rest, setRest] = useState<'keep' | 'not_selected'>('keep')
  const [problem, setProblem] = useState('')
  const { state, send } = useCommand({ done: words.proposed, unreachable: panel.unreachable })
  const sending = state.at === 'sending'
  const give = async () => {
    const bad = picked.find((line) => !fenOf(line).ok)
    const wrong =
      picked.length === 0
        ? words.chooseOne
        : bad
          ? `${bad.number}: ${inputWords.problems.not_an_amount ?? ''}`
          : minutes.trim()
            ? ''
            : words.minutesNeeded
    setProblem(wrong)
    if (wrong) return
    const lines = picked.flatMap((line) => {
      const amount = fenOf(line)
      return amount.ok ? [{ application: line.application, fen: amount.fen }] : []
    })
    const sent = await send({
      subject: 'decision',
      verb: 'propose',
      input: { call, lines, minutes: minutes.trim(), rest },
      language,
    })
    if (sent?.done) router.push(`/admin/collections/decisions/${sent.id}`)
  }
  const labels = Object.fromEntries(picked.map((line, index) => [`lines.${String(index)}`, line.number]))
  return (
    <section className="kepu-dialogue" aria-label={words.propose}>
      <h2>{words.propose}</h2>
      <div className="kepu-field">
        <label htmlFor="kepu-minutes">{words.minutes}</label>
        <textarea id="kepu-minutes" rows={3} value={minutes} onChange={(event) => setMinutes(event.target.value)} />
      </div>
      <fieldset>
        <legend>{words.rest}</legend>
        {(['keep', 'not_selected'] as const).map((value) => (
          <label className="kepu-choice" key={value}>
            <input type="radio" name="kepu-rest" checked={rest === value} onChange={() => setRest(value)} />
            {words.rests[value]}
          </label>
        ))}
      </fieldset>
      {problem ? (
        <p className="kepu-problem" role="alert">
          {problem}
        </p>
      ) : null}
      {state.at === 'refused' ? <RefusedBox refused={state.refused} labels={labels} words={panel} /> : null}
      <div className="kepu-buttons">
        <button
          type="button"
          className="kepu-button kepu-button--primary"
          aria-disabled={sending}
          onClick={() => void give()}
        >
          {sending ? panel.sending : words.propose}
        </button>
      </div>
    </section>
  )
}
