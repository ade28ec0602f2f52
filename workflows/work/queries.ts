import type { Reader } from '../engine'
import type { FileRow } from '../file/types'
import { picturesLacking } from '../rules/forms'
import { choosable, pictureSeconds } from '../rules/choices'
import type { ChoiceName, FileChoices } from '../rules/choices'
import type { FileRole } from '../rules/vocabulary'
import { lexicalToBlocks } from './body'
import { filesOf } from './manuscript'
import { roleOf } from './representation'
import type { ManuscriptRow, WorkRow } from './types'

/** A file of a work about which there is something to choose. */
export interface FileToChoose {
  row: FileRow
  role: FileRole
  seconds: number | undefined
  names: ChoiceName[]
  choices: FileChoices
}

/** The files of a work about which there is something to choose, in their order. */
export async function filesToChoose(reader: Reader, work: WorkRow): Promise<FileToChoose[]> {
  const manuscript = await reader.get<ManuscriptRow>('manuscripts', work.manuscript)
  const named = (manuscript && filesOf(manuscript)) ?? []
  const rows = await reader.find<FileRow>('files', { id: { in: named.map(({ file }) => file) } })
  return named.flatMap(({ file, role: said }) => {
    const row = rows.find(({ id }) => id === file)
    const role = row && roleOf({ role: said }, row.mime)
    if (!role) return []
    const seconds = pictureSeconds(row.facts)
    const names = choosable({ mime: row.mime, role, seconds })
    return names.length === 0 ? [] : [{ row, role, seconds, names, choices: work.choices?.[file] ?? {} }]
  })
}

/** The illustrations that a work's text names by their numbers, and that it does not have. */
export async function picturesLackingIn(reader: Reader, work: WorkRow): Promise<number[]> {
  const manuscript = await reader.get<ManuscriptRow>('manuscripts', work.manuscript)
  if (!manuscript) return []
  const named = filesOf(manuscript) ?? []
  const rows = await reader.find<FileRow>('files', { id: { in: named.map(({ file }) => file) } })
  const pictures = named.filter(({ file, role }) => {
    const mime = rows.find(({ id }) => id === file)?.mime ?? ''
    return roleOf({ role }, mime) === 'illustration' && mime.startsWith('image/')
  })
  return picturesLacking(lexicalToBlocks(manuscript.body), pictures.length)
}
