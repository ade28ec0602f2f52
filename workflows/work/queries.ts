import type { Reader } from '../engine'
import type { FileRow } from '../file/types'
import { choosable, pictureSeconds } from '../rules/choices'
import type { ChoiceName, FileChoices } from '../rules/choices'
import type { FileRole } from '../rules/vocabulary'
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
