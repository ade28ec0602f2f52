import type { Kind } from '../../media'
import { MediaRefusal, virusScan } from '../../media'
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

/** What came in, wherever it lies now. */
export interface CameIn {
  path: string
  bytes: number
  sha256: string
  /** As its sender called it and its type; both may be ''. */
  name: string
  mime: string
  /** A death left it in the storage already, under its id. */
  stored?: boolean
}

/**
 * Seals a file that one request brought whole.
 * @param key of the upload: the same bytes sent again under the same key are the same file
 * @throws as `sealAs`
 */
export function seal(house: House, owner: string, file: CameIn, key?: string): Promise<SealedFile> {
  return sealAs(
    house,
    owner,
    file,
    key === undefined ? uuidv7() : uuidv5(`${owner}\n${key}\n${file.sha256}`, uuidv5.URL),
  )
}

/**
 * Checks an upload by its content, seals it under its id, and records it by a command. The bytes are stored before the
 * row says so: a crash in between leaves bytes without a row, which the same upload sent again takes up.
 * @param id what is sealed under it already is the same upload, and is told again
 * @throws MediaRefusal for what it is, Refusal for what may not be done
 */
export async function sealAs(house: House, owner: string, file: CameIn, id: string): Promise<SealedFile> {
  const { bytes, sha256, name, path } = file
  const known = await sealedBefore(house, owner, id)
  if (known) return known
  const scan = await scanned(house, path)
  const { kind, mime, facts: found } = await examined(house, file)
  const facts = { ...found, ...(scan ? { scan } : {}) }
  if (file.stored !== true) await house.storage.put('sealed', id, path)
  await runCommand(house.engine, {
    actor: system,
    subject: 'file',
    verb: 'seal',
    key: `seal:${id}`,
    input: { id, owner, name: name || 'file', mime, kind, bytes, sha256, facts },
  })
  return { id, name, mime, kind, bytes, sha256 }
}

/** Before anything of ours opens it. */
async function scanned({ config, engine }: House, path: string) {
  if (config.virusScan === null) return null
  return { engine: await virusScan(path, config.virusScan), at: engine.clock.now().toISOString() }
}

/** What the file is; of one that its reader died of, operators are told. */
async function examined({ examiner, log }: House, { path, name, mime, sha256 }: CameIn) {
  try {
    return await examiner.examine(path, { name, mime })
  } catch (error) {
    if (error instanceof MediaRefusal && unexamined.has(error.code))
      log.warn({ code: error.code, sha256, err: String(error.cause) }, 'a file could not be examined')
    throw error
  }
}

const unexamined: ReadonlySet<string> = new Set(['file_unreadable', 'file_not_examined'])

/**
 * What was sealed under an id before, if it was, and by this person.
 * @throws Refusal 422 `key_reused` when what was sealed was erased since
 */
export async function sealedBefore({ engine }: House, owner: string, id: string): Promise<SealedFile | null> {
  const row = await engine.store.reader.get<FileRow>('files', id)
  if (row?.owner !== owner) return null
  if (row.state !== 'sealed') throw refuse('key_reused', { status: 422 })
  return {
    ...{ id, name: row.name ?? '', mime: row.mime, kind: row.kind as Kind },
    ...{ bytes: row.bytes, sha256: row.sha256 },
  }
}
