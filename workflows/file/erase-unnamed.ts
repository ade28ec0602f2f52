import { z } from 'zod'
import { command, onlySystem, refuse } from '../engine'
import type { OutboxItem, Reader } from '../engine'
import type { FileRow } from './types'

/**
 * How long an original that nothing names is kept, in days: an upload may wait for its form, or have lost it. It is looked
 * at so long after it was sealed, and so long after it was taken out of a draft.
 */
export const graceDays = 30

const day = 86_400_000

/** Looks, when the grace is over, whether something names the file. `since` names the beginning: one look for each. */
export const lookForItsName = (file: string, since: string, now: Date): OutboxItem => ({
  kind: 'command',
  key: `command:file.erase_unnamed:${file}:${since}`,
  payload: { subject: 'file', verb: 'erase_unnamed', id: file, input: {} },
  notBefore: new Date(now.getTime() + graceDays * day),
})

interface Facts {
  named: boolean
}

/**
 * Whether a draft, a submission, a deliverable or a manuscript names this original. Only its owner's can: what others
 * name is not taken by any of them.
 */
export async function isNamed(reader: Reader, { id, owner }: Pick<FileRow, 'id' | 'owner'>): Promise<boolean> {
  const own = (column: string) => ({ [column]: { equals: owner } })
  const works = await reader.find<{ manuscript: string }>('works', own('owner'))
  const rows = [
    ...(await reader.find('application-drafts', own('owner'))),
    ...(await reader.find('submissions', own('applicant'))),
    ...(await reader.find('deliverables', own('owner'))),
    ...(works.length > 0
      ? await reader.find('manuscripts', { id: { in: works.map(({ manuscript }) => manuscript) } })
      : []),
  ]
  return rows.some((row) => JSON.stringify(row).includes(`"${id}"`))
}

/**
 * Erases an original that nothing names: of the row remains what it was, without its name; the bytes are removed a day
 * later, after another look.
 */
export const eraseUnnamed = command<FileRow, Facts, object>({
  subject: 'file',
  verb: 'erase_unnamed',
  from: ['sealed'],
  to: ['erased'],
  roles: ['system'],
  input: z.strictObject({}),
  quiet: true,
  facts: async (reader, subject) => ({ named: await isNamed(reader, subject) }),
  who: onlySystem,
  guard: ({ subject, facts }) => (subject.area !== 'sealed' || facts.named ? refuse('file_named') : null),
  decide: ({ subject, now }) => ({
    patch: { state: 'erased', name: null },
    outbox: [
      {
        kind: 'erase_file',
        key: `erase_file:${subject.id}`,
        payload: { file: subject.id },
        notBefore: new Date(now.getTime() + day),
      },
    ],
  }),
})
