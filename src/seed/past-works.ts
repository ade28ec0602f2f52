import type { AwardRow } from '../../workflows/award/types'
import type { Actor } from '../../workflows/engine'
import { blocksToLexical, lexicalToBlocks } from '../../workflows/work'
import type { ManuscriptRow, WorkRow } from '../../workflows/work'
import { acceptedAs, delivered, requested } from './past-awards'
import type { Awarded } from './past-decision'
import type { Cast } from './people'
import type { Stage } from './stage'
import { heatCorrection, quakePages } from './works/past'
import { pagesOf } from './write'

/** Five works are released, one of them corrected and one withdrawn; the project's work is at the second review. */
export async function published(stage: Stage, cast: Cast, awards: readonly Awarded[]): Promise<void> {
  const works = awards.filter(({ work }) => work.mode === 'work_call')
  await stage.at('2026-07-01', '09:00')
  for (const one of works) await reviewedToTheEnd(stage, cast, one)
  for (const [n, one] of works.entries()) {
    await stage.at(`2026-07-${String(n + 6).padStart(2, '0')}`, '10:00')
    await onWork(stage, cast.editor3, one, 'release', {})
  }
  await project(
    stage,
    cast,
    awards.find(({ name }) => name === 'quake'),
  )
  await corrected(
    stage,
    cast,
    works.find(({ name }) => name === 'heat'),
  )
  const gone = works.find(({ name }) => name === 'codes')
  await stage.at('2026-09-10', '14:00')
  if (gone)
    await onWork(stage, cast.editor3, gone, 'withdraw', { reason: '文中列举的骗术需要更新，作者重写后再发布。' })
}

async function workOf({ house }: Stage, { award }: Awarded): Promise<WorkRow> {
  const { reader } = house.engine.store
  const row = await reader.get<AwardRow>('awards', award)
  const work = row?.work ? await reader.get<WorkRow>('works', row.work) : null
  if (!work) throw new Error(`award ${award} has no work yet`)
  return work
}

async function onWork(stage: Stage, as: Actor, one: Awarded, verb: string, input: object, suffix = ''): Promise<void> {
  const { id } = await workOf(stage, one)
  await stage.run({ as, name: `${one.name}:work:${verb}${suffix}`, subject: 'work', verb, id, input })
}

async function reviewedToTheEnd(stage: Stage, cast: Cast, one: Awarded): Promise<void> {
  await scienceAndFirst(stage, cast, one)
  await onWork(stage, cast.editor2, one, 'pass', { note: '事实、数据和引用已核对。' }, ':2')
  await onWork(stage, cast.editor3, one, 'pass', { note: '导向和授权无问题。' }, ':3')
}

async function scienceAndFirst(stage: Stage, cast: Cast, one: Awarded): Promise<void> {
  await described(stage, cast, one)
  await onWork(stage, cast.science, one, 'pass_science', { note: '内容科学，表述准确。' })
  await onWork(stage, cast.editor1, one, 'pass', { note: '文字、标点已校。' }, ':1')
}

/** Before the reviews an editor adds keywords, and words for whoever cannot see the pictures. */
async function described(stage: Stage, cast: Cast, one: Awarded): Promise<void> {
  if (await stage.isDone(cast.science, `${one.name}:work:pass_science`)) return
  const { manuscript: id } = await workOf(stage, one)
  const manuscript = await manuscriptOf(stage, id)
  await onWork(stage, cast.editor1, one, 'declare_maps', { maps: { shown: 'no' } })
  const captions = one.work.pages ?? []
  for (const [n, { file }] of (manuscript.files as { file: string }[]).entries()) {
    const alt = captions[n]
    if (alt !== undefined) await onWork(stage, cast.editor1, one, 'choose', { file, choices: { alt } }, `:${n}`)
  }
  await stage.house.payload.update({
    collection: 'manuscripts',
    id,
    data: { keywords: one.work.keywords },
    overrideAccess: true,
    depth: 0,
  })
}

async function manuscriptOf({ house }: Stage, id: string): Promise<ManuscriptRow> {
  const manuscript = await house.engine.store.reader.get<ManuscriptRow>('manuscripts', id)
  if (!manuscript) throw new Error(`there is no manuscript ${id}`)
  return manuscript
}

/** The article gets the reminder that it lacked, as a new version with its reason. */
async function corrected(stage: Stage, cast: Cast, one: Awarded | undefined): Promise<void> {
  if (!one || (await stage.isDone(cast.editor3, `${one.name}:work:correct`))) return
  await stage.at('2026-07-20', '16:30')
  const { manuscript: id } = await workOf(stage, one)
  const blocks = lexicalToBlocks((await manuscriptOf(stage, id)).body).map((block) => ({
    ...block,
    text: withReminder(block.text),
  }))
  const body = blocksToLexical(blocks)
  await stage.house.payload.update({
    collection: 'manuscripts',
    id,
    data: { body: body as never },
    overrideAccess: true,
    depth: 0,
  })
  await onWork(stage, cast.editor1, one, 'propose_correction', { reason: heatCorrection.reason })
  await onWork(stage, cast.editor3, one, 'correct', {})
}

const withReminder = (text: string): string =>
  text
    .split('\n')
    .flatMap((entry) => (entry.startsWith(heatCorrection.after) ? [entry, heatCorrection.text] : [entry]))
    .join('\n')

/** The funded project is handed in; its last payment waits for finance, its work for the second editor. */
async function project(stage: Stage, cast: Cast, one: Awarded | undefined): Promise<void> {
  if (!one) return
  await stage.at('2026-07-14', '10:00')
  const pages = await pagesOf(stage, cast[one.maker].id, one.name, quakePages, one.name.length)
  await delivered(
    stage,
    cast,
    one,
    pages.map(({ id }) => id),
    '六页漫画终稿，已按专家意见修改。',
  )
  await stage.at('2026-07-15', '10:00')
  await acceptedAs(stage, cast, one)
  await stage.at('2026-07-16', '10:00')
  await requested(stage, cast, one, 2)
  await scienceAndFirst(stage, cast, { ...one, work: { ...one.work, pages: quakePages } })
}
