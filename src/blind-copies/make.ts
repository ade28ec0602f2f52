import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { rm, stat } from 'node:fs/promises'
import { v4 as uuidv4 } from 'uuid'
import { KINDS, MediaRefusal } from '../../media'
import type { Kind, SearchedCopy } from '../../media'
import type { BlindFile } from '../../workflows/dossier/blind-files'
import type { House } from '../faces'

export type MadeCopy = Omit<BlindFile, 'n'> | { code: string; reason?: string }

/** Whoever copied it died of it: an officer looks at it. */
const unreadable: SearchedCopy = { ok: false, code: 'blind_copy_not_possible', reason: 'unreadable' }

/**
 * Writes a copy without identity metadata under a random id, or says why none can be made.
 * @param words what would give the applicant away; a copy that holds any of them is not kept
 */
export async function makeBlindCopy(
  { storage, examiner }: House,
  path: string,
  kind: Kind,
  words: string[] = [],
): Promise<MadeCopy> {
  const temp = await storage.tempPath()
  const made = await examiner.copyBlind({ from: path, kind, to: temp, words }).catch((error: unknown) => {
    if (error instanceof MediaRefusal && error.code === 'file_unreadable') return unreadable
    throw error
  })
  if (!made.ok) {
    await rm(temp, { force: true })
    return { code: made.code, ...(made.reason === undefined ? {} : { reason: made.reason }) }
  }
  const id = uuidv4()
  const hash = createHash('sha256')
  for await (const chunk of createReadStream(temp)) hash.update(chunk as Buffer)
  const { size } = await stat(temp)
  await storage.put('blind', id, temp).catch(async (error: unknown) => {
    await rm(temp, { force: true })
    throw error
  })
  return { id, mime: KINDS[made.kind].mime, kind: made.kind, bytes: size, sha256: hash.digest('hex') }
}
