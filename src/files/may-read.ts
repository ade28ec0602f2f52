import type { Actor, Reader } from '../../workflows/engine'
import type { FileRow } from '../../workflows/file/types'

const staff = ['officer', 'auditor'] as const
const editors = ['editor1', 'editor2', 'editor3', 'science_reviewer'] as const

/** The owner, the office, editors where it is of a work, and reviewers where it is of a dossier of theirs. */
export async function mayRead(reader: Reader, actor: Actor, file: FileRow): Promise<boolean> {
  if (actor.kind !== 'person') return false
  if (file.owner !== null && file.owner === actor.id) return true
  if (staff.some((role) => actor.roles.includes(role))) return true
  if (editors.some((role) => actor.roles.includes(role)) && (await isOfWork(reader, file))) return true
  if (file.area !== 'blind' || !actor.roles.includes('reviewer')) return false
  const where = { and: [{ reviewer: { equals: actor.id } }, { state: { in: ['accepted', 'submitted'] } }] }
  const mine = await reader.find<{ dossier: string }>('reviews', where)
  const dossiers = await reader.find<{ files: { file?: string; id?: string }[] }>('dossiers', {
    id: { in: mine.map(({ dossier }) => dossier) },
  })
  return dossiers.some(({ files: own }) => own.some((each) => (each.file ?? each.id) === file.id))
}

/** Before the award nothing is for editors: one who also reviews would know the applicant by the original. */
async function isOfWork(reader: Reader, { id, owner }: FileRow): Promise<boolean> {
  if (owner === null) return false
  const works = await reader.find<{ manuscript: string }>('works', { owner: { equals: owner } })
  const manuscripts = await reader.find<{ files: { file: string }[] | null }>('manuscripts', {
    id: { in: works.map(({ manuscript }) => manuscript) },
  })
  return manuscripts.some(({ files: named }) => (named ?? []).some(({ file }) => file === id))
}
