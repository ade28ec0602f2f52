import type { Actor, Reader } from '../../../workflows/engine'
import type { FileRow } from '../../../workflows/file/types'
import type { ShownFile } from '../components/answer'

/** Originals that a person has uploaded, the newest first. */
export async function myFiles(reader: Reader, actor: Actor): Promise<ShownFile[]> {
  const where = {
    and: [{ owner: { equals: actor.id } }, { area: { equals: 'sealed' } }, { state: { equals: 'sealed' } }],
  }
  const rows = await reader.find<FileRow>('files', where, { sort: '-createdAt' })
  return rows.map(({ id, name, mime, bytes }) => ({ id, name, mime, bytes }))
}
