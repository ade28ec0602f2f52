import { createHash } from 'node:crypto'
import { PROFILES } from '../../media'
import type { Kind } from '../../media'
import { runCommand, system } from '../../workflows/engine'
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

/** Works that are gone through at once, before others in the queue have their turn. */
const PAGE = 50
/** Where so many renditions wait to be made anew already, the next page has time: so long, in milliseconds. */
const [ENOUGH, LATER] = [200, 600_000]
/** On the way to a release or released: their files are marked. */
const MARKED = ['review1', 'review2', 'review3', 'cleared', 'released']

/**
 * Goes through all works whose files are marked, a page with each row. What another revision made is planned anew: of a
 * released work beside what is released, to be switched at once when all of it is there; of a work under review in its
 * place. Asked again, it finds what is planned already.
 */
export const renewalsEffect =
  (house: House, page = PAGE): Effect =>
  async ({ key, payload }) => {
    const { after = '' } = payload as { after?: string }
    const where = { and: [{ state: { in: MARKED } }, { id: { greater_than: after } }] }
    const works = await house.engine.store.reader.find<WorkRow>('works', where, { sort: 'id', limit: page })
    for (const work of works) await leavingRoom(() => renewedWork(house, work, key))
    const last = works.at(-1)
    if (last) await askForNext(house, key, last.id)
  }

async function askForNext({ engine }: House, key: string, after: string): Promise<void> {
  const ahead = { and: [{ kind: { in: ['renewal_still', 'renewal_timed'] } }, { state: { equals: 'waiting' } }] }
  const isEnough = (await engine.store.reader.count('outbox', ahead)) > ENOUGH
  const notBefore = new Date(engine.clock.now().getTime() + (isEnough ? LATER : 0))
  const [, table = ''] = key.split(':')
  await enqueue(engine, { kind: 'renewals', key: `renewals:${table}:${after}`, payload: { after }, notBefore })
}

/** Then as long as it took belongs to others: most of it is work of this very thread. */
async function leavingRoom(work: () => Promise<void>): Promise<void> {
  const began = performance.now()
  await work()
  await new Promise((resolve) => setTimeout(resolve, performance.now() - began))
}

async function renewedWork(house: House, work: WorkRow, key: string): Promise<void> {
  const { reader } = house.engine.store
  const { originals } = await preparingFacts(reader, work)
  for (const { id } of originals) {
    const file = await reader.get<FileRow>('files', id)
    if (file) await renewedFile(house, work, file, key)
  }
  if (work.state === 'released' && originals.length > 0)
    await switchOver(house, work.id, `${key}:${work.id}:${work.rev}`)
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
