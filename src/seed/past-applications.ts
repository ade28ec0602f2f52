import { writeFile } from 'node:fs/promises'
import type { FileAnswer } from '../../workflows/rules/forms'
import type { SealedFile } from '../files/intake'
import { applicants } from './cast'
import type { Maker } from './cast'
import { sealed } from './files'
import type { Cast } from './people'
import { drawClip } from './pictures'
import type { Stage } from './stage'
import { clouds, codes, heat, kitchen, kitchenSafety, light, quake, riverComic, riverFilm } from './works/past'
import type { DemoWork } from './works/types'
import { water, waterGame } from './works/water'
import { answersOf, asPages, begun, checkOf, pagesOf, rewritten, submitted } from './write'

/** An application that passed the formal check. */
export interface Applied {
  name: string
  maker: Maker
  work: DemoWork
  application: string
  files: SealedFile[]
}

interface Entry {
  name: string
  maker: Maker
  work: DemoWork
}

interface Written extends Entry {
  draft: string
  files: SealedFile[]
}

/** Eight applications: one handed in twice, one corrected, one refused in the formal check. */
export async function applied(stage: Stage, cast: Cast, call: string): Promise<Applied[]> {
  const { ffmpeg } = stage.house.tools
  const river = ffmpeg ? riverFilm : riverComic
  const write = (entry: Entry) => written(stage, cast, call, entry)
  const handIn = async (entry: Entry, day: string, time: string) => {
    await stage.at(day, time)
    const draft = await write(entry)
    const { id } = await submitted(stage, cast[entry.maker], entry.name, draft.draft)
    return { ...draft, application: id }
  }
  const first = await handIn({ name: 'codes', maker: 'individual', work: codes }, '2026-03-10', '20:05')
  const heatOne = await handIn({ name: 'heat', maker: 'hospital', work: heat }, '2026-03-12', '10:20')
  const codesOne = await againAfterWithdrawal(stage, cast, first)
  const kitchenOne = await handIn({ name: 'kitchen', maker: 'school', work: kitchen }, '2026-03-25', '16:40')
  const riverOne = await handIn({ name: 'river', maker: 'studio', work: river }, '2026-04-02', '11:15')
  const waterOne = await handIn({ name: 'water', maker: 'school', work: water }, '2026-04-07', '15:20')
  const quakeOne = await handIn({ name: 'quake', maker: 'studio', work: quake }, '2026-04-08', '09:30')
  const cloudsOne = await handIn({ name: 'clouds', maker: 'individual', work: clouds }, '2026-04-09', '21:00')
  const lightOne = await handIn({ name: 'light', maker: 'school', work: light }, '2026-04-10', '23:50')
  await stage.at('2026-04-10', '24:00')
  await stage.at('2026-04-13', '09:30')
  for (const one of [heatOne, codesOne, riverOne, waterOne, quakeOne, cloudsOne]) await accepted(stage, cast, one)
  await refused(stage, cast, lightOne)
  const corrected = await afterCorrection(stage, cast, kitchenOne)
  return [heatOne, codesOne, corrected, riverOne, waterOne, quakeOne, cloudsOne]
}

/** The draft with its files drawn and sealed. */
async function written(stage: Stage, cast: Cast, call: string, { name, maker, work }: Entry): Promise<Written> {
  const owner = cast[maker]
  const whole = wholeWork(stage, work)
  const files = whole
    ? [await sealed(stage, owner.id, `${name}/${work.format === 'video' ? 'film' : work.format}`, whole)]
    : await pagesOf(stage, owner.id, name, work.pages ?? [], name.length)
  const named = whole ? files.map(({ id }): FileAnswer => ({ file: id, role: 'work' })) : asPages(files)
  const answers = answersOf(applicants[maker], work, named)
  const draft = await begun(stage, { name, owner, call, answers, files })
  return { name, maker, work, draft, files }
}

/** How the one file is made that is all of the work, where it is one: a film or a game. */
function wholeWork({ house }: Stage, { format }: DemoWork): ((path: string) => Promise<void>) | null {
  const { ffmpeg } = house.tools
  if (format === 'video' && ffmpeg) return (path) => drawClip(path, ffmpeg)
  return format === 'game' ? (path) => writeFile(path, waterGame()) : null
}

/** Withdrawn to add the source of a claim, and handed in anew. */
async function againAfterWithdrawal(
  stage: Stage,
  cast: Cast,
  one: Written & { application: string },
): Promise<typeof one> {
  const owner = cast[one.maker]
  await stage.at('2026-03-15', '08:30')
  await stage.run({
    as: owner,
    name: `${one.name}:withdraw`,
    subject: 'application',
    verb: 'withdraw',
    id: one.application,
    input: { reason: '补充参考资料后重新提交。' },
  })
  await stage.at('2026-03-20', '19:45')
  const references = `${one.work.references}\n国家反诈中心发布的防骗提示。`
  const work = { ...one.work, references }
  await rewritten(stage, one.draft, answersOf(applicants[one.maker], work, []), [])
  const { id } = await submitted(stage, owner, one.name, one.draft, 2)
  return { ...one, work, application: id }
}

const accepted = (
  stage: Stage,
  cast: Cast,
  { name, work, application }: Pick<Applied, 'name' | 'work' | 'application'>,
) =>
  stage.run({
    as: cast.officer,
    name: `${name}:accept`,
    subject: 'application',
    verb: 'accept',
    id: application,
    input: { check: checkOf(work) },
  })

const refused = (
  stage: Stage,
  cast: Cast,
  { name, work, application }: Pick<Applied, 'name' | 'work' | 'application'>,
) =>
  stage.run({
    as: cast.officer,
    name: `${name}:reject`,
    subject: 'application',
    verb: 'reject',
    id: application,
    input: {
      check: checkOf(work, { completed_in_window: '作品完成并发表于征集规定的时间之前，不符合完成时间的要求。' }),
    },
  })

/** Returned for a missing safety page, and handed in again with it. */
async function afterCorrection(stage: Stage, cast: Cast, one: Written & { application: string }): Promise<typeof one> {
  const owner = cast[one.maker]
  const { name, work, application, draft } = one
  await stage.at('2026-04-14', '14:00')
  await stage.run({
    as: cast.officer,
    name: `${name}:return`,
    subject: 'application',
    verb: 'return_for_correction',
    id: application,
    input: { check: checkOf(work, { complete: '面向小学生的实验内容，请补充一页安全提示后重新提交。' }) },
  })
  await stage.at('2026-04-17', '17:10')
  const captions = [...(work.pages ?? []), kitchenSafety]
  const files = await pagesOf(stage, owner.id, name, captions, name.length)
  const whole = { ...work, pages: captions }
  await rewritten(stage, draft, answersOf(applicants[one.maker], whole, asPages(files)), files)
  const again = { subject: 'application', verb: 'resubmit', id: application, input: { revision: 2 } }
  await stage.run({ as: owner, name: `${name}:resubmit`, ...again })
  await stage.at('2026-04-20', '10:00')
  await accepted(stage, cast, one)
  return { ...one, work: whole, files }
}
