import { Gutter } from '@payloadcms/ui'
import { notFound } from 'next/navigation'
import type { DocumentViewServerProps, PayloadRequest } from 'payload'
import type { Role } from '../../workflows/rules/vocabulary'
import { engine } from '../engine'
import { verbWord } from './journal-words'
import { hasOneOf } from './roles-of'
import { titlesOf } from './titles'
import { sayWhen } from './when'
import { dictionary } from './words'

export const historyReaders: readonly Role[] = ['officer', 'auditor', 'admin']

interface Row {
  id: string
  rev: number
  verb: string
  actor: string
  at: string
  hash: string
}

/** Every command that changed this document: what, when, by whom, and the hash of its journal row. */
export async function HistoryView({ doc, initPageResult: { req, collectionConfig } }: DocumentViewServerProps) {
  if (!req.user || !hasOneOf(req.user, historyReaders)) notFound()
  const { id } = doc as { id?: string }
  if (!id || !collectionConfig) notFound()
  const rows = await engine().store.reader.find<Row>(
    'journal',
    { subject: { equals: id } },
    { sort: '-rev', limit: 500 },
  )
  const words = dictionary(req.i18n.language)
  const names = await namesOf(req, rows)
  const { history } = words.admin
  return (
    <Gutter className="kepu-history">
      <h2>{history.title}</h2>
      <p className="kepu-hint">{history.about}</p>
      <div className="kepu-scroll" role="region" tabIndex={0} aria-label={history.title}>
        <table className="kepu-table">
          <thead>
            <tr>
              <th scope="col">{history.rev}</th>
              <th scope="col">{history.verb}</th>
              <th scope="col">{history.at}</th>
              <th scope="col">{history.actor}</th>
              <th scope="col">{history.hash}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.id}>
                <td className="kepu-number">{row.rev}</td>
                <td>{verbWord(row.verb, words)}</td>
                <td>
                  <time dateTime={row.at}>{sayWhen(row.at, words.language)}</time>
                </td>
                <td>{row.actor === 'system' ? words.role('system') : (names.get(row.actor)?.text ?? row.actor)}</td>
                <td>
                  <code title={row.hash}>{row.hash.slice(0, 16)}</code>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Gutter>
  )
}

const namesOf = (req: PayloadRequest, rows: readonly Row[]) =>
  titlesOf(
    req,
    'persons',
    rows.map(({ actor }) => actor),
  )
