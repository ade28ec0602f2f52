'use client'

import { formatYuan } from '../../workflows/rules/money/format'
import type { Catalogue } from '../i18n'
import type { Chosen } from './RankingTable.client'
import type { ShownLine } from './shown-ranking'

interface Props {
  line: ShownLine
  /** The suggested line of the money is drawn under this one. */
  cutHere: boolean
  choice: Chosen
  mayPropose: boolean
  maySeeReviewers: boolean
  words: Catalogue['admin']['ranking']
  onChoose: (part: Partial<Chosen>) => void
}

/** One application in the ranking: its score opens to the sheets it was made from. */
export function RankingLine({ line, cutHere, choice, mayPropose, maySeeReviewers, words, onChoose }: Props) {
  const name = `${line.number} ${line.title}`
  return (
    <>
      <tr>
        <td className="kepu-number">{line.rank}</td>
        <th scope="row">
          <a href={`/admin/collections/applications/${line.application}`}>{line.number}</a> {line.title}
          <span className="kepu-hint"> {line.state}</span>
        </th>
        <td className="kepu-number">
          <details>
            <summary>{line.score}</summary>
            <Sheets line={line} maySeeReviewers={maySeeReviewers} words={words} />
          </details>
        </td>
        <td className="kepu-number">{line.spread}</td>
        <td className="kepu-number">{line.calibrated}</td>
        <td className="kepu-number">
          {line.expectedRank}
          {line.beatsNext ? <span className="kepu-hint"> {line.beatsNext}</span> : null}
        </td>
        <td>{line.group}</td>
        <td className="kepu-number">{formatYuan(line.requestedFen)}</td>
        <td className="kepu-number">{formatYuan(line.capFen)}</td>
        <td>{line.funding}</td>
        <td>{line.flags.join(words.separator)}</td>
        {mayPropose ? (
          <td>
            {line.open ? (
              <span className="kepu-propose">
                <input
                  type="checkbox"
                  aria-label={`${words.choose} ${name}`}
                  checked={choice.chosen}
                  onChange={(event) => onChoose({ chosen: event.target.checked })}
                />
                <input
                  type="text"
                  inputMode="decimal"
                  aria-label={`${words.amount} ${name}`}
                  value={choice.amount}
                  onChange={(event) => onChoose({ amount: event.target.value })}
                />
              </span>
            ) : null}
          </td>
        ) : null}
      </tr>
      {cutHere ? (
        <tr className="kepu-cut">
          <td colSpan={mayPropose ? 12 : 11}>{words.cutLine}</td>
        </tr>
      ) : null}
    </>
  )
}

const Sheets = ({ line, maySeeReviewers, words }: Pick<Props, 'line' | 'maySeeReviewers' | 'words'>) => (
  <ol className="kepu-sheets">
    {line.sheets.map(({ review, total, criteria, vetoes }) => (
      <li key={review}>
        {maySeeReviewers ? <a href={`/admin/collections/reviews/${review}`}>{total}</a> : <strong>{total}</strong>}
        {': '}
        {criteria.map(({ label, points }) => `${label} ${String(points)}`).join(words.separator)}
        {vetoes.length > 0 ? ` · ${words.vetoed} ${vetoes.join(words.separator)}` : ''}
      </li>
    ))}
  </ol>
)
