import type { PayloadRequest } from 'payload'
import { standingOfFiles } from '../../workflows/file/queries'
import { filesToChoose } from '../../workflows/work/queries'
import type { WorkRow } from '../../workflows/work'
import { engine } from '../engine'
import { seenAt } from '../file-choices/seen'
import { ChoicesForm } from './ChoicesForm.client'
import type { Row } from './command-fields'
import { hasOneOf } from './roles-of'
import type { Dictionary } from './words'

interface Props {
  subject: string
  row: Row
  req: PayloadRequest
  words: Dictionary
}

/** In a work, for its editors: what is chosen about each file, to be confirmed or changed. */
export async function ChoicesPanel({ subject, row, req, words }: Props) {
  const work = row as unknown as WorkRow
  const mayChoose = hasOneOf(req.user, ['editor1', 'editor2', 'editor3']) && req.user?.id !== work.owner
  if (subject !== 'work' || !mayChoose || work.state === 'withdrawn') return null
  const {
    store: { reader },
    clock,
  } = engine()
  const files = await filesToChoose(reader, work)
  if (files.length === 0) return null
  const standings = await standingOfFiles(
    reader,
    files.map((one) => one.row),
    clock.now(),
  )
  const { fileChoices } = words.vocabulary
  return (
    <section className="kepu-panel" aria-labelledby="kepu-choices">
      <h2 id="kepu-choices">{fileChoices.title}</h2>
      <p>{work.state === 'released' ? fileChoices.leadReleased : fileChoices.leadEditor}</p>
      {files.map(({ row: { id }, role, names, choices, seconds }, n) => (
        <details key={id}>
          <summary>
            {words.option('role', role)} {n + 1} · {choices.alt ?? fileChoices.altMissing}
          </summary>
          <ChoicesForm
            work={work.id}
            rev={work.rev}
            file={id}
            language={words.language}
            panel={words.admin.panel}
            fields={{
              ...{ id: `kepu-choices-${String(n)}`, names, choices, seconds, ...seenAt(id, standings.get(id)) },
              ...{ field: 'kepu-field', words: fileChoices },
            }}
          />
        </details>
      ))}
    </section>
  )
}
