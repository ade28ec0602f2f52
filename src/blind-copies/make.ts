import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { rm, stat } from 'node:fs/promises'
import { v4 as uuidv4 } from 'uuid'
import { KINDS, blindCopy, wordsFoundIn, wordsInText, wordsOfDocx } from '../../media'
import type { Kind } from '../../media'
import type { BlindFile } from '../../workflows/dossier/blind-files'
import type { House } from '../faces'

export type MadeCopy = Omit<BlindFile, 'n'> | { code: string; reason?: string }

/**
 * Writes a copy without identity metadata under a random id, or says why none can be made.
 * @param words what would give the applicant away; a copy that holds any of them is not kept
 */
export async function makeBlindCopy(
  { storage, tools }: House,
  path: string,
  kind: Kind,
  words: string[] = [],
): Promise<MadeCopy> {
  const temp = await storage.tempPath()
  const made = await blindCopy(path, kind, tools, temp)
  if (!made.ok) return { code: made.code, reason: made.reason }
  const told = [
    ...(await wordsFoundIn(temp, words)),
    ...(made.kind === 'docx' ? wordsInText(await wordsOfDocx(temp), words) : []),
  ]
  if (told.length > 0) {
    await rm(temp, { force: true })
    return { code: 'identity_found_in_file' }
  }
  const id = uuidv4()
  const hash = createHash('sha256')
  for await (const chunk of createReadStream(temp)) hash.update(chunk as Buffer)
  const { size } = await stat(temp)
  await storage.put('blind', id, temp)
  return { id, mime: KINDS[made.kind].mime, kind: made.kind, bytes: size, sha256: hash.digest('hex') }
}
