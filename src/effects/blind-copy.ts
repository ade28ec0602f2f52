import { v4 as uuidv4 } from 'uuid'
import { wordsInText } from '../../media'
import type { Kind } from '../../media'
import { runCommand, system } from '../../workflows/engine'
import type { Json } from '../../workflows/engine'
import type { BlindFile } from '../../workflows/dossier/blind-files'
import type { FileChoices } from '../../workflows/rules/choices'
import { makeBlindCopy } from '../blind-copies/make'
import { asRefusal } from '../problem'
import type { House } from '../faces'
import type { Effect } from '../worker'

interface Submission {
  answers: Record<string, unknown>
  files: { file: string; role: string; kind: Kind; choices?: FileChoices }[]
}

type Reason = { n: number; code: string; reason?: string }

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
    const copies: BlindFile[] = []
    const reasons: Reason[] = []
    const wanted = of.files.filter(({ role }) => role !== 'evidence')
    for (const [n, { file, kind, choices }] of wanted.entries()) {
      const result = await house.storage.local(async (pathOf) =>
        makeBlindCopy(house, await pathOf('sealed', file), kind, words),
      )
      if ('code' in result) reasons.push({ ...result, n })
      else copies.push({ ...result, n, ...namingNobody(choices?.alt, words) })
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

/** Words in a file's place go along only if they tell nobody; without them the file is shown all the same. */
const namingNobody = (alt: string | undefined, words: readonly string[]) =>
  alt === undefined || wordsInText(alt, words).length > 0 ? {} : { alt }

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
