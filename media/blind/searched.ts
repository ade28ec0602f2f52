import { rm } from 'node:fs/promises'
import type { Kind } from '../kinds'
import type { Tools } from '../tools'
import { blindCopy } from './copy'
import type { BlindCopy } from './copy'
import { wordsOfDocx } from './docx'
import { wordsFoundIn, wordsInText } from './search'

export interface BlindJob {
  readonly from: string
  readonly kind: Kind
  /** A temporary path; putting it into the storage is the caller's. */
  readonly to: string
  /** What would give the applicant away. */
  readonly words: readonly string[]
}

export type SearchedCopy =
  BlindCopy | { readonly ok: false; readonly code: 'identity_found_in_file'; readonly reason?: never }

/** Writes a blind copy and hunts in it for words that tell who applies; one that holds any of them is not kept. */
export async function searchedCopy({ from, kind, to, words }: BlindJob, tools: Tools): Promise<SearchedCopy> {
  const made = await blindCopy(from, kind, tools, to)
  if (!made.ok) return made
  const told = [
    ...(await wordsFoundIn(to, words)),
    ...(made.kind === 'docx' ? wordsInText(await wordsOfDocx(to), words) : []),
  ]
  if (told.length === 0) return made
  await rm(to, { force: true })
  return { ok: false, code: 'identity_found_in_file' }
}
