import type { PayloadRequest } from 'payload'
import type { ApplicationRow, SubmissionRow } from '../../workflows/application/types'
import { alikeFiles } from '../alike-files'
import type { AlikeFile } from '../alike-files'
import { engine } from '../engine'
import type { Row } from './command-fields'
import { hasOneOf } from './roles-of'
import type { Dictionary } from './words'

interface Props {
  subject: string
  row: Row
  req: PayloadRequest
  words: Dictionary
}

/** In an application, for officers alone: which of its files look like files of other applications. */
export async function AlikePanel({ subject, row, req, words }: Props) {
  const { submission, applicant } = row as unknown as ApplicationRow
  if (subject !== 'application' || !hasOneOf(req.user, ['officer']) || req.user?.id === applicant) return null
  const { reader } = engine().store
  const of = await reader.get<SubmissionRow>('submissions', submission)
  const found = of ? await alikeFiles(reader, of) : []
  if (found.length === 0) return null
  const numbers = await reader.find<ApplicationRow>('applications', {
    id: { in: [...new Set(found.map(({ application }) => application))] },
  })
  const { title, lead } = words.admin.alike
  return (
    <section className="kepu-panel" aria-labelledby="kepu-alike">
      <h2 id="kepu-alike">{title}</h2>
      <p>{lead}</p>
      <ul>
        {found.map((one) => (
          <li key={`${one.file} ${one.other} ${one.application}`}>
            {line(one, numbers.find(({ id }) => id === one.application)?.number ?? '', words)}
          </li>
        ))}
      </ul>
    </section>
  )
}

function line({ file, other, application, how, mirrored }: AlikeFile, number: string, words: Dictionary) {
  const { alike } = words.admin
  return (
    <>
      {mirrored ? alike.mirrored : alike.how[how]} · <a href={`/files/${file}`}>{alike.own}</a> ·{' '}
      <a href={`/files/${other}`}>{alike.other}</a> ·{' '}
      <a href={`/admin/collections/applications/${application}`}>{number}</a>
    </>
  )
}
