import type { Kind, ReceivedFile } from '../../media'
import { probe, sniffKind } from '../../media'
import { runCommand, system } from '../../workflows/engine'
import { v7 as uuidv7 } from 'uuid'
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
 * disk before the row says so: a crash in between leaves a file that nobody names, for the sweep.
 * @throws MediaRefusal for what it is, Refusal for what may not be done
 */
export async function seal(house: House, owner: string, file: ReceivedFile): Promise<SealedFile> {
  const { kind, mime } = await sniffKind(file.path, { name: file.name, mime: file.mime })
  const facts = await probe(file.path, kind, house.tools)
  const id = uuidv7()
  await house.storage.put('sealed', id, file.path)
  const { bytes, sha256, name } = file
  await runCommand(house.engine, {
    actor: system,
    subject: 'file',
    verb: 'seal',
    key: `seal:${id}`,
    input: { id, owner, name: name || 'file', mime, kind, bytes, sha256, facts },
  })
  return { id, name, mime, kind, bytes, sha256 }
}
