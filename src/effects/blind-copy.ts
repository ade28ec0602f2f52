import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { v4 as uuidv4 } from 'uuid'
import { KINDS, blindCopy, wordsFoundIn } from '../../media'
import type { Kind } from '../../media'
import { runCommand, system } from '../../workflows/engine'
import type { Json } from '../../workflows/engine'
import { asRefusal } from '../problem'
import type { House } from '../faces'
import type { Effect } from '../worker'

interface Submission {
  answers: Record<string, unknown>
  files: { file: string; role: string; kind: Kind }[]
}

type Copy = { id: string; n: number; mime: string; kind: string; bytes: number; sha256: string }
type Reason = { code: string; reason?: string }

/**
 * Makes the files of a blind copy: identity metadata gone, a random id, and a search for the applicant's own words in
 * every byte. What cannot be made so, an officer must look at.
 */
export const blindCopyEffect =
  (house: House): Effect =>
  async ({ key, payload }) => {
    const { dossier, submission } = payload as { dossier: string; submission: string }
    const { reader } = house.engine.store
    // Recorded by a worker that was lost before it could say so.
    if ((await reader.get<{ state: string }>('dossiers', dossier))?.state !== 'preparing') return
    const of = await reader.get<Submission>('submissions', submission)
    if (!of) throw new Error('the submission is not there')
    const words = await tellingWords(house, of)
    const copies: Copy[] = []
    const reasons: Reason[] = []
    const wanted = of.files.filter(({ role }) => role !== 'evidence')
    for (const [n, { file, kind }] of wanted.entries()) {
      const result = await copyOf(house, file, kind, words)
      if ('code' in result) reasons.push(result)
      else copies.push({ ...result, n })
    }
    const verb = reasons.length > 0 ? 'block' : 'complete'
    const input = { ...(reasons.length > 0 ? { reasons } : { files: copies }) } as unknown as Json
    try {
      await runCommand(house.engine, {
        actor: system,
        subject: 'dossier',
        verb,
        id: dossier,
        key: `${key}:${uuidv4()}`,
        input,
      })
    } catch (error) {
      // Another worker was faster; its copies stand and ours are left to the sweep.
      if (asRefusal(error)?.code !== 'wrong_state') throw error
    }
  }

async function copyOf(house: House, file: string, kind: Kind, words: string[]): Promise<Omit<Copy, 'n'> | Reason> {
  const { storage, tools } = house
  const temp = await storage.tempPath()
  const made = await blindCopy(storage.path('sealed', file), kind, tools, temp)
  if (!made.ok) return { code: made.code, reason: made.reason }
  if ((await wordsFoundIn(temp, words)).length > 0) return { code: 'identity_found_in_file' }
  const id = uuidv4()
  const hash = createHash('sha256')
  for await (const chunk of createReadStream(temp)) hash.update(chunk as Buffer)
  const { size } = await stat(temp)
  await storage.put('blind', id, temp)
  return { id, mime: KINDS[made.kind].mime, kind: made.kind, bytes: size, sha256: hash.digest('hex') }
}

/** What would give the applicant away: names, organisation, telephone, the names of the files. */
async function tellingWords({ engine }: House, { answers, files }: Submission): Promise<string[]> {
  const rows = await engine.store.reader.find<{ name: string | null }>('files', {
    id: { in: files.map(({ file }) => file) },
  })
  const team = (answers.team ?? []) as { name?: string; organisation?: string }[]
  const said = [
    ...['organisationName', 'contactName', 'contactPhone'].map((question) => answers[question]),
    ...team.flatMap(({ name, organisation }) => [name, organisation]),
    ...rows.map(({ name }) => name),
  ]
  return said.filter((word): word is string => typeof word === 'string' && Array.from(word.trim()).length >= 2)
}
