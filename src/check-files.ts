import { setPriority } from 'node:os'
import type { Area } from '../media'
import type { Reader } from '../workflows/engine'
import type { FileRow } from '../workflows/file/types'
import type { ReleaseLogRow } from '../workflows/release'
import type { House } from './faces'

/** Bytes that the tables name, and what they must be. */
interface Named {
  area: Area
  id: string
  sha256: string
}

export interface FilesChecked {
  files: number
  bytes: number
  /** Bytes that some row names and that are not there, or are others. */
  wrong: (Named & { code: 'missing' | 'changed' })[]
  /** Bytes that no row names: left by a death in between. */
  leftovers: Leftover[]
}

export interface Leftover {
  area: Area | 'unfinished'
  id: string
}

/** Long enough that no upload or rendition under way looks like a leftover. */
const LEFTOVER_SECONDS = 2 * 86_400
const PAGE = 500

/**
 * Reads every stored file again and compares its SHA-256 with what was noted when it came in or was made; finds what
 * nothing names. At the lowest priority, one file after the other: a server beside it stays quick.
 */
export async function checkFiles({ storage, engine }: House): Promise<FilesChecked> {
  setPriority(19)
  const checked: FilesChecked = { files: 0, bytes: 0, wrong: [], leftovers: [] }
  const known = new Set<string>()
  for await (const named of namedFiles(engine.store.reader)) {
    if (known.has(named.id)) continue
    known.add(named.id)
    checked.files += 1
    checked.bytes += (await storage.stat(named.area, named.id))?.bytes ?? 0
    const found = await storage.hash(named.area, named.id)
    if (found !== named.sha256 && (await stillNamed(engine.store.reader, named)))
      checked.wrong.push({ ...named, code: found === null ? 'missing' : 'changed' })
  }
  for await (const { id } of rowsOf<{ id: string }>(engine.store.reader, 'uploads')) known.add(id)
  const { orphans, unfinished } = await storage.sweep({ known, olderThanSeconds: LEFTOVER_SECONDS })
  // Sealing keeps the hour at which the last byte came: what was sealed while this went on looks old, and has a row by now.
  const found: Leftover[] = [...orphans, ...unfinished.map((id) => ({ area: 'unfinished' as const, id }))]
  for (const { area, id } of found) if (!(await hasRow(engine.store.reader, id))) checked.leftovers.push({ area, id })
  return checked
}

const hasRow = async (reader: Reader, id: string): Promise<boolean> =>
  (await reader.get('files', id)) !== null || (await reader.get('uploads', id)) !== null

/** Whether it was not erased since its row was read. */
async function stillNamed(reader: Reader, { area, id }: Named): Promise<boolean> {
  return area === 'renditions' || (await reader.get<FileRow>('files', id))?.state !== 'erased'
}

export async function removeLeftover({ storage }: House, { area, id }: Leftover): Promise<void> {
  await (area === 'unfinished' ? storage.discardUnfinished(id) : storage.remove(area, id))
}

/** Originals and blind copies, what was made of them, and what was released once. */
async function* namedFiles(reader: Reader): AsyncGenerator<Named> {
  for await (const row of rowsOf<FileRow>(reader, 'files')) {
    if (row.state === 'erased') continue
    yield { area: row.area, id: row.id, sha256: row.sha256 }
    for (const { entries } of Object.values(row.renditions ?? {}))
      for (const made of Object.values(entries))
        if (made.state === 'ready') yield { area: 'renditions', id: made.id, sha256: made.sha256 }
  }
  for await (const { representation } of rowsOf<ReleaseLogRow>(reader, 'releases'))
    for (const { renditions } of representation?.files ?? [])
      for (const { id, sha256 } of renditions) yield { area: 'renditions', id, sha256 }
}

/** All rows of a collection, page by page. */
async function* rowsOf<Row extends { id: string }>(reader: Reader, collection: string): AsyncGenerator<Row> {
  for (let last = ''; ;) {
    const rows = await reader.find<Row>(collection, { id: { greater_than: last } }, { sort: 'id', limit: PAGE })
    yield* rows
    const end = rows.at(-1)
    if (!end) return
    last = end.id
  }
}
