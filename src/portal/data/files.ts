import type { Actor, Reader } from '../../../workflows/engine'
import { standingOfFiles } from '../../../workflows/file/queries'
import type { FileRow } from '../../../workflows/file/types'
import { pictureSeconds } from '../../../workflows/rules/choices'
import { engine } from '../../engine'
import type { ShownFile } from '../components/answer'

/** Originals that a person has uploaded, the newest first. */
export async function myFiles(reader: Reader, actor: Actor): Promise<ShownFile[]> {
  const where = {
    and: [{ owner: { equals: actor.id } }, { area: { equals: 'sealed' } }, { state: { equals: 'sealed' } }],
  }
  const rows = await reader.find<FileRow>('files', where, { sort: '-createdAt' })
  return shownFiles(reader, rows)
}

/** Files as their owner may see them, with what was found in each and what is made of it. */
export async function shownFiles(reader: Reader, rows: readonly FileRow[]): Promise<ShownFile[]> {
  const standings = await standingOfFiles(reader, rows, engine().clock.now())
  return rows.map(({ id, name, mime, bytes, facts }) => {
    const standing = standings.get(id)
    return { id, name, mime, bytes, seconds: pictureSeconds(facts), ...(standing ? { standing } : {}) }
  })
}
