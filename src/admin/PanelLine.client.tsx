'use client'

import type { PanelProposal } from '../../workflows/panel'
import type { PlacedPair, WorkLine } from '../../workflows/rules/assignment'
import type { Catalogue } from '../i18n'
import type { TakenOut } from './ask-panel'
import { filled, lossOf, matchOf, nameOf, partsOf } from './panel-words'

interface Props {
  line: WorkLine
  proposal: PanelProposal
  words: Catalogue['admin']['assigning']
  isTicked: (pair: TakenOut) => boolean
  onTick: (pair: TakenOut, tick: boolean) => void
}

/** One application: its panel, what is missing and what blocks it, and why others are not on it. */
export function PanelLine({ line, proposal, words, isTicked, onTick }: Props) {
  const named = proposal.applications[line.work]
  const pairs = proposal.answer.pairs.filter(({ work }) => work === line.work)
  const blocked = Object.entries(line.blocked ?? {}).map(
    ([block, count]) => words.blocks[block as keyof typeof words.blocks] + words.colon + String(count),
  )
  return (
    <tr>
      <th scope="row">
        <a href={`/admin/collections/applications/${line.work}`}>{named?.number ?? line.work}</a> {named?.title}
      </th>
      <td>
        <ul>
          {pairs.map((pair) => (
            <li key={pair.expert}>
              <Placed pair={pair} {...{ proposal, words, isTicked, onTick }} />
            </li>
          ))}
        </ul>
      </td>
      <td>
        {line.short > 0 ? (
          <p className="kepu-short">
            {filled(words.short, { count: line.short })} ({blocked.join(words.separator)})
          </p>
        ) : null}
        {line.lacksSenior ? <p className="kepu-short">{words.lacksSenior}</p> : null}
        <Better line={line} proposal={proposal} words={words} />
      </td>
    </tr>
  )
}

function Placed({ pair, proposal, words, isTicked, onTick }: Omit<Props, 'line'> & { pair: PlacedPair }) {
  const name = nameOf(proposal, pair.expert)
  const match = (
    <details>
      <summary>
        {words.match} {matchOf(pair.affinity)}
      </summary>
      {partsOf(pair.parts, words)}
    </details>
  )
  if (pair.kept !== null)
    return (
      <>
        {name} <span className="kepu-hint">{words.kept}</span>
        {match}
      </>
    )
  const own = { application: pair.work, expert: pair.expert }
  return (
    <>
      <label className="kepu-choice">
        <input type="checkbox" checked={isTicked(own)} onChange={(event) => onTick(own, event.target.checked)} />
        {name}
      </label>
      {match}
    </>
  )
}

function Better({ line, proposal, words }: Pick<Props, 'line' | 'proposal' | 'words'>) {
  if (!line.better || line.better.length === 0) return null
  return (
    <details>
      <summary>{words.whyNot}</summary>
      <ul>
        {line.better.map(({ expert, affinity, block, loss }) => (
          <li key={expert}>
            {nameOf(proposal, expert)} ({words.match} {matchOf(affinity)}){words.colon}
            {words.blocks[block]}
            {block === 'conflict' ? '' : words.separator + lossOf(loss, words)}
          </li>
        ))}
      </ul>
    </details>
  )
}
