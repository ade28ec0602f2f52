import type { Kind, ReceivedFile } from '../../media'
import { probe, readLabel, sniffKind } from '../../media'
import { refuse, runCommand, system } from '../../workflows/engine'
import type { FileRow } from '../../workflows/file/types'
import { v5 as uuidv5, v7 as uuidv7 } from 'uuid'
import type { House } from '../faces'

export interface SealedFile {
  id: string
  name: string
  mime: string
  kind: Kind
  bytes: number
  sha256: string
}

/**
 * Checks an upload by its content, seals it under an id of its own, and records it by a command. The bytes are on the
 * disk before the row says so: a crash in between leaves bytes without a row, which the same upload sent again takes up.
 * @param key of the upload: the same bytes sent again under the same key are the same file
 * @throws MediaRefusal for what it is, Refusal for what may not be done
 */
export async function seal(house: House, owner: string, file: ReceivedFile, key?: string): Promise<SealedFile> {
  const { bytes, sha256, name } = file
  const id = key === undefined ? uuidv7() : uuidv5(`${owner}\n${key}\n${sha256}`, uuidv5.URL)
  const known = key === undefined ? null : await sealedBefore(house, id)
  if (known) return known
  const { kind, mime } = await sniffKind(file.path, { name, mime: file.mime })
  const facts = { ...(await probe(file.path, kind, house.tools)), label: await readLabel(file.path, kind, house.tools) }
  await house.storage.put('sealed', id, file.path)
  await runCommand(house.engine, {
    actor: system,
    subject: 'file',
    verb: 'seal',
    key: `seal:${id}`,
    input: { id, owner, name: name || 'file', mime, kind, bytes, sha256, facts },
  })
  return { id, name, mime, kind, bytes, sha256 }
}

/** @throws Refusal 422 `key_reused` when what was sealed under this key was erased since */
async function sealedBefore({ engine }: House, id: string): Promise<SealedFile | null> {
  const row = await engine.store.reader.get<FileRow>('files', id)
  if (!row) return null
  if (row.state !== 'sealed') throw refuse('key_reused', { status: 422 })
  return {
    ...{ id, name: row.name ?? '', mime: row.mime, kind: row.kind as Kind },
    ...{ bytes: row.bytes, sha256: row.sha256 },
  }
}
