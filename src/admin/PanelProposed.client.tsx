'use client'

import { useRouter } from 'next/navigation'
import { useRef, useState } from 'react'
import type { PanelProposal } from '../../workflows/panel'
import type { Catalogue } from '../i18n'
import { assignPanel } from './assign-panel'
import type { Assigned } from './assign-panel'
import type { TakenOut } from './ask-panel'
import { PanelLine } from './PanelLine.client'
import { certaintyOf, filled, gainOf, matchOf, nameOf, tenthsOf } from './panel-words'

interface Props {
  proposal: PanelProposal
  language: 'zh' | 'en'
  words: Catalogue['admin']['assigning']
  onAgain: (without: readonly TakenOut[]) => void
}

const keyOf = ({ application, expert }: TakenOut) => `${application} ${expert}`

/** A proposed panel: every new pair may be unticked, and what is left is assigned. */
export function PanelProposed({ proposal, language, words, onAgain }: Props) {
  const { answer } = proposal
  const router = useRouter()
  const fresh = answer.pairs
    .filter(({ kept }) => kept === null)
    .map(({ work, expert }) => ({ application: work, expert }))
  const [out, setOut] = useState<ReadonlySet<string>>(new Set())
  const [sending, setSending] = useState(false)
  const [assigned, setAssigned] = useState<Assigned | null>(null)
  const keys = useRef<Record<string, string>>({})
  const ticked = fresh.filter((pair) => !out.has(keyOf(pair)))
  const assign = async () => {
    if (sending || ticked.length === 0) return
    setSending(true)
    const works = [...new Set(ticked.map(({ application }) => application))].map((application) => ({
      application,
      experts: ticked.filter((pair) => pair.application === application).map(({ expert }) => expert),
    }))
    const drawn = (name: string) => (keys.current[name] ??= crypto.randomUUID())
    setAssigned(await assignPanel(works, drawn, language))
    setSending(false)
    router.refresh()
  }
  const toggle = (pair: TakenOut, tick: boolean) =>
    setOut((before) => {
      const next = new Set(before)
      if (tick) next.delete(keyOf(pair))
      else next.add(keyOf(pair))
      return next
    })
  return (
    <section aria-label={words.result}>
      <h2>{words.result}</h2>
      <Summary proposal={proposal} words={words} />
      <div className="kepu-scroll" role="region" tabIndex={0} aria-label={words.result}>
        <table className="kepu-table">
          <thead>
            <tr>
              {[words.application, words.experts, words.remarks].map((head) => (
                <th key={head} scope="col">
                  {head}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {answer.works.map((line) => (
              <PanelLine
                key={line.work}
                {...{ line, proposal, words }}
                isTicked={(pair) => !out.has(keyOf(pair))}
                onTick={toggle}
              />
            ))}
          </tbody>
        </table>
      </div>
      <Lots proposal={proposal} words={words} />
      {assigned ? <Outcome assigned={assigned} proposal={proposal} words={words} /> : null}
      <div className="kepu-buttons">
        {assigned?.refused.length === 0 ? null : (
          <button
            type="button"
            className="kepu-button kepu-button--primary"
            aria-disabled={sending || ticked.length === 0}
            onClick={() => void assign()}
          >
            {words.assign}
          </button>
        )}
        {out.size > 0 ? (
          <button
            type="button"
            className="kepu-button kepu-button--plain"
            onClick={() => onAgain(fresh.filter((pair) => out.has(keyOf(pair))))}
          >
            {words.again}
          </button>
        ) : null}
      </div>
      {ticked.length === 0 ? <p className="kepu-hint">{words.nothing}</p> : null}
    </section>
  )
}

function Summary({ proposal, words }: Pick<Props, 'proposal' | 'words'>) {
  const { totals, certificate, affinities, loads, experts, reports } = proposal.answer
  const { assigned, demand, short, worst } = totals
  const helpful = experts
    .filter(({ oneMore }) => oneMore !== null && (oneMore.seats > 0 || oneMore.seniors > 0))
    .map(({ expert }) => nameOf(proposal, expert))
  const notReady = proposal.notReady.map((id) => proposal.applications[id]?.number ?? id)
  const lines = [
    filled(words.summary, { assigned, demand, short, worst: worst === null ? '—' : matchOf(worst) }),
    certificate ? certaintyOf(certificate, words) : '',
    filled(words.loads, {
      list: loads.map(({ load, experts: count }) => `${load} × ${count}`).join(words.separator),
    }),
    filled(words.matches, { list: tenthsOf(affinities, words) || '—' }),
    helpful.length > 0 ? filled(words.oneMore, { list: helpful.slice(0, 10).join(words.separator) }) : '',
    proposal.oneMoreEach ? filled(words.oneMoreEach, { gain: gainOf(proposal.oneMoreEach, words) }) : '',
    notReady.length > 0 ? filled(words.notReady, { numbers: notReady.join(words.separator) }) : '',
    ...reports.map(({ code, work, expert }) => {
      const who = [work && proposal.applications[work]?.number, expert && nameOf(proposal, expert)]
      return who.filter(Boolean).join(words.separator) + words.colon + words.reports[code]
    }),
  ]
  return lines.filter(Boolean).map((line) => <p key={line}>{line}</p>)
}

/** The draw as it is published: every lot in its order, and what became of it. */
function Lots({ proposal, words }: Pick<Props, 'proposal' | 'words'>) {
  const { draw } = proposal.answer
  if (!draw) return null
  return (
    <details>
      <summary>{words.lots}</summary>
      {draw.completed ? <p>{words.completed}</p> : null}
      <pre>{JSON.stringify({ seed: proposal.answer.seed, works: draw.works }, null, 1)}</pre>
    </details>
  )
}

function Outcome({ assigned, proposal, words }: Pick<Props, 'proposal' | 'words'> & { assigned: Assigned }) {
  return (
    <div role="status">
      <p>{filled(words.assigned, { count: assigned.count })}</p>
      {assigned.refused.length > 0 ? <p>{words.refused}</p> : null}
      <ul>
        {assigned.refused.map(({ application, expert, title }) => (
          <li key={`${application} ${expert ?? ''}`}>
            {proposal.applications[application]?.number ?? application}
            {expert === null ? '' : words.separator + nameOf(proposal, expert)}
            {words.colon}
            {title}
          </li>
        ))}
      </ul>
    </div>
  )
}
