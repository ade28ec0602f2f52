import {
  addDays,
  covers,
  deadline,
  endOfShanghaiDay,
  plan2026,
  shanghaiDay,
  shanghaiParts,
} from '../../workflows/rules/calendar'
import type { WorkingCalendar } from '../../workflows/rules/calendar'
import type { ApplicationRow } from '../../workflows/application/types'
import type { ReviewRow } from '../../workflows/review/types'
import { applicants } from './cast'
import type { Cast } from './people'
import type { Sources } from './sources'
import { rowsOf } from './stage'
import type { Stage } from './stage'
import { bagsDraft, birdsDraft, medicine, thunder } from './works/open'
import { answersOf, asPages, begun, checkOf, pagesOf, submitted } from './write'

/** The round that is open when the demo is written: it began ten days ago and has four weeks to go. */
export async function openRound(
  stage: Stage,
  cast: Cast,
  { programme, fund, now }: Sources & { now: Date },
  say: (line: string) => void,
): Promise<void> {
  say('演示数据：正在征集的一批 … the round that is open now')
  const today = shanghaiDay(now)
  const day = (count: number) => addDays(today, count)
  await stage.at(day(-12), '10:00')
  const { id: call } = await stage.run({
    as: cast.officer,
    name: 'round2:create',
    subject: 'call',
    verb: 'create',
    input: {
      title: `${shanghaiParts(now).year}年原创科普作品征集与创作项目资助（第二批，演示）`,
      titleEn: `Call for original science works and project funding ${shanghaiParts(now).year}, second round (demo)`,
      programme,
      fund,
      opensAt: deadline(day(-10), '09:00').toISOString(),
      closesAt: endOfShanghaiDay(day(28)).toISOString(),
      calendar: calendarUntil(day(120)),
    },
  })
  await stage.at(day(-11), '15:00')
  await stage.run({ as: cast.officer, name: 'round2:open', subject: 'call', verb: 'open', id: call })
  await underReview(stage, cast, call, day)
  const bags = { ...applicants.individual, ...bagsDraft }
  await begun(stage, { name: 'bags', owner: cast.individual, call, answers: bags })
  await handedIn(stage, cast, call, day)
  const pages = await pagesOf(stage, cast.school.id, 'birds', ['麻雀：一年四季都在操场边。'], 1)
  const birds = { ...applicants.school, ...birdsDraft, files: asPages(pages) }
  await begun(stage, { name: 'birds', owner: cast.school, call, answers: birds, files: pages })
}

/** An article that the experts have just got: one has taken it on, two have not answered yet. */
async function underReview(stage: Stage, cast: Cast, call: string, day: (count: number) => string): Promise<void> {
  await stage.at(day(-7), '10:00')
  const answers = answersOf(applicants.hospital, medicine, [])
  const draft = await begun(stage, { name: 'medicine', owner: cast.hospital, call, answers })
  const { id } = await submitted(stage, cast.hospital, 'medicine', draft)
  await stage.at(day(-5), '11:00')
  const on = { as: cast.officer, subject: 'application', id }
  await stage.run({ ...on, name: 'medicine:accept', verb: 'accept', input: { check: checkOf(medicine) } })
  await stage.at(day(-4), '09:00')
  const experts = [cast.expert1.id, cast.expert2.id, cast.expert3.id]
  await stage.run({ ...on, name: 'medicine:assign', verb: 'assign', input: { experts } })
  await stage.at(day(-3), '20:00')
  const row = await stage.house.engine.store.reader.get<ApplicationRow>('applications', id)
  const reviews = await rowsOf<ReviewRow>(stage, 'reviews', 'dossier', row?.dossier ?? '')
  const review = reviews.find(({ reviewer }) => reviewer === cast.expert1.id)
  if (!review) throw new Error('the first expert has no review')
  const accept = { subject: 'review', verb: 'accept', id: review.id, input: { noConflict: true } }
  await stage.run({ as: cast.expert1, name: 'medicine:review:accept', ...accept })
}

/** A comic that waits for its formal check. */
async function handedIn(stage: Stage, cast: Cast, call: string, day: (count: number) => string): Promise<void> {
  await stage.at(day(-2), '16:00')
  const pages = await pagesOf(stage, cast.studio.id, 'thunder', thunder.pages ?? [], 2)
  const answers = answersOf(applicants.studio, thunder, asPages(pages))
  const draft = await begun(stage, { name: 'thunder', owner: cast.studio, call, answers, files: pages })
  await submitted(stage, cast.studio, 'thunder', draft)
}

/**
 * The official plan of 2026; where the demo needs later days, weekends alone are taken off there, and the calendar says
 * so. A real call waits for the published plan instead.
 */
function calendarUntil(last: string): WorkingCalendar {
  if (covers(plan2026, last)) return structuredClone(plan2026)
  return {
    ...structuredClone(plan2026),
    name: '2026年全国放假安排，演示延长',
    to: last,
    source: `${plan2026.source}；${addDays(plan2026.to, 1)}起仅除去双休日，不是官方安排，只用于演示`,
  }
}
