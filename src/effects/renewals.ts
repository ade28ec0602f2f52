import { createHash } from 'node:crypto'
import { PROFILES } from '../../media'
import type { Kind } from '../../media'
import { runCommand, system } from '../../workflows/engine'
import type { Reader } from '../../workflows/engine'
import type { FileRow } from '../../workflows/file/types'
import { sameProfiles } from '../../workflows/file/renditions'
import { preparingFacts } from '../../workflows/work'
import type { WorkRow } from '../../workflows/work'
import type { House } from '../faces'
import { words } from '../i18n'
import { enqueue } from '../outbox'
import { asRefusal } from '../problem'
import type { Effect } from '../worker'
import { marking } from './marking'
import { planOf, unlessDone } from './renditions'

/** Names this table of profiles: another table has another name. */
const tableOf = (): string => createHash('sha256').update(JSON.stringify(PROFILES)).digest('hex').slice(0, 16)

/** Asks, once for each table of profiles, that the files of works are made anew where an older table made them. */
export const askForRenewals = ({ engine }: House): Promise<void> =>
  enqueue(engine, { kind: 'renewals', key: `renewals:${tableOf()}`, payload: {} })

const PAGE = 50
/** On the way to a release or released: their files are marked. */
const MARKED = ['review1', 'review2', 'review3', 'cleared', 'released']

/**
 * Goes through all works whose files are marked. What another revision made is planned anew: of a released work beside
 * what is released, to be switched at once when all of it is there; of a work under review in its place. Asked again, it
 * finds what is planned already.
 */
export const renewalsEffect =
  (house: House): Effect =>
  async ({ key }) => {
    for await (const work of worksOf(house.engine.store.reader)) {
      await renewedFiles(house, work, key)
      if (work.state === 'released') await switchOver(house, work.id, `${key}:${work.id}:${work.rev}`)
      await new Promise((resolve) => setImmediate(resolve))
    }
  }

async function* worksOf(reader: Reader): AsyncGenerator<WorkRow> {
  for (let last = ''; ;) {
    const where = { and: [{ state: { in: MARKED } }, { id: { greater_than: last } }] }
    const rows = await reader.find<WorkRow>('works', where, { sort: 'id', limit: PAGE })
    yield* rows
    const end = rows.at(-1)
    if (!end) return
    last = end.id
  }
}

async function renewedFiles(house: House, work: WorkRow, key: string): Promise<void> {
  const { originals } = await preparingFacts(house.engine.store.reader, work)
  for (const { id } of originals) {
    const file = await house.engine.store.reader.get<FileRow>('files', id)
    if (file) await renewedFile(house, work, file, key)
  }
}

/** Only files that are marked with the words as they stand: others are made anew with their new words anyway. */
async function renewedFile(house: House, work: WorkRow, file: FileRow, key: string): Promise<void> {
  const { id, kind, facts, renditions } = file
  const known = renditions?.release
  if (known?.work !== work.id) return
  const marked = await marking(house, { id, facts }, work.id)
  if (known.stamp !== marked.stamp) return
  const plan = planOf({ kind: kind as Kind, facts: facts ?? {}, set: 'release', work: work.id }, marked)
  if (sameProfiles(known, plan)) return
  const set = work.state === 'released' ? 'renewal' : 'release'
  const asked = {
    actor: system,
    subject: 'file',
    verb: 'plan_renditions',
    id,
    key: `${key}:${id}`,
    input: { set, plan },
  }
  await unlessDone(runCommand(house.engine, asked))
}

/** There is something left to be made, something failed, or the work has moved on: nothing to switch, now or ever. */
const notNow = ['nothing_to_renew', 'renditions_not_ready', 'rendition_failed', 'wrong_state']

/** Lets newer files take the place of the released ones, if all of them are there. */
export async function switchOver({ engine }: House, work: string, key: string): Promise<void> {
  const reason = words('zh').vocabulary.renewalReason
  try {
    await runCommand(engine, { actor: system, subject: 'work', verb: 'renew', id: work, input: { reason }, key })
  } catch (error) {
    if (!notNow.includes(asRefusal(error)?.code ?? '')) throw error
  }
}
