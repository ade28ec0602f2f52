import { randomUUID } from 'node:crypto'
import type { ReactNode } from 'react'
import { formatYuan } from '../../../workflows/rules/money'
import { Countdown } from '../client/countdown'
import { amountInWords, stateWord } from '../say'
import { view } from '../view'
import { fill } from '../../i18n'

/** The hidden fields of a form that sends a command: its key is drawn when the page is. */
export function Hidden({ rev, next, back }: { rev?: number; next: string; back: string }) {
  return (
    <>
      <input type="hidden" name="_key" value={randomUUID()} />
      {rev === undefined ? null : <input type="hidden" name="_rev" value={rev} />}
      <input type="hidden" name="_next" value={next} />
      <input type="hidden" name="_back" value={back} />
    </>
  )
}

/**
 * A table; on a phone every row stands as a list of its own, with the column's name before each value, and the roles say
 * that it is a table all the same. `figures` names the columns of figures.
 */
export async function Table(props: {
  caption: string
  head: readonly string[]
  rows: readonly (readonly ReactNode[])[]
  figures?: readonly number[]
}) {
  const { caption, head, rows, figures = [] } = props
  const { w } = await view()
  const kind = (index: number) => (figures.includes(index) ? 'figure' : undefined)
  return (
    <div className="table" role="region" aria-label={fill(w.common.table, { caption })} tabIndex={0}>
      <table role="table">
        <caption>{caption}</caption>
        <thead role="rowgroup">
          <tr role="row">
            {head.map((text, index) => (
              <th key={text} scope="col" role="columnheader" className={kind(index)}>
                {text}
              </th>
            ))}
          </tr>
        </thead>
        <tbody role="rowgroup">
          {rows.map((cells, row) => (
            <tr key={row} role="row">
              {cells.map((cell, index) =>
                index === 0 ? (
                  <th key={index} scope="row" role="rowheader" className={kind(index)}>
                    {cell}
                  </th>
                ) : (
                  <td key={index} role="cell" className={kind(index)} data-label={head[index]}>
                    {cell === '' || cell === null ? null : <div>{cell}</div>}
                  </td>
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

/** Names and values, one below the other on a phone. */
export function Facts({ items }: { items: readonly (readonly [string, ReactNode] | null)[] }) {
  return (
    <dl className="facts">
      {items.map((item) =>
        item === null ? null : (
          <div key={item[0]}>
            <dt>{item[0]}</dt>
            <dd>{item[1]}</dd>
          </div>
        ),
      )}
    </dl>
  )
}

export async function State({ subject, state }: { subject: string; state: string }) {
  const { lang } = await view()
  return <span className="state">{stateWord(lang, subject, state)}</span>
}

export function Money({ fen }: { fen: number }) {
  return <span className="money">{formatYuan(fen)}</span>
}

export async function MoneyInWords({ fen }: { fen: number }) {
  const { lang } = await view()
  return lang === 'zh' ? (
    <>
      <Money fen={fen} /> <span className="soft">{amountInWords(lang, fen)}</span>
    </>
  ) : (
    <Money fen={fen} />
  )
}

/** How long until an instant, by the server's clock. */
export async function TimeLeft({ until, opening = false }: { until: string; opening?: boolean }) {
  const { w, now } = await view()
  const { days, hours, minutes, seconds, left, notYet, over } = w.time
  const words = { days, hours, minutes, seconds, over, left: opening ? notYet : left, join: ' ' }
  return <Countdown now={now.toISOString()} until={until} words={words} />
}

export function Hash({ text }: { text: string }) {
  return <code className="hash">{text}</code>
}

export async function Need({ required }: { required: boolean }) {
  const { w } = await view()
  return <small className="need">{required ? w.common.required : w.common.optional}</small>
}
