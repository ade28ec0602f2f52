import type { ApplicationRow } from '../../workflows/application/types'
import type { ReviewRow } from '../../workflows/review/types'
import { defaultRubric } from '../../workflows/rules/scoring'
import type { SupportMode } from '../../workflows/rules/vocabulary'
import type { Applied } from './past-applications'
import type { Cast } from './people'
import { rowsOf } from './stage'
import type { Stage } from './stage'

/** About what the experts think of each, in points. */
const standing: Readonly<Record<string, number>> = {
  heat: 88,
  codes: 84,
  kitchen: 86,
  river: 89,
  water: 85,
  quake: 87,
  clouds: 72,
}

const experts = [
  {
    who: 'expert1',
    day: '2026-04-24',
    lean: 0,
    good: '科学表述准确，关键步骤可操作。',
    weak: '内容基本正确，但与已有科普文章差别不大。',
  },
  {
    who: 'expert2',
    day: '2026-04-27',
    lean: -3,
    good: '依据清楚，重点突出，个别表述还可更通俗。',
    weak: '选题较常见，深度不够，建议补充本地观测例子。',
  },
  {
    who: 'expert3',
    day: '2026-04-28',
    lean: 2,
    good: '适合目标人群，便于在社区和学校传播。',
    weak: '文字通顺，形式较单一，传播力一般。',
  },
] as const

/** Three experts take every application on, and score it. */
export async function reviewed(stage: Stage, cast: Cast, applications: readonly Applied[]): Promise<void> {
  await stage.at('2026-04-22', '09:00')
  for (const { name, application } of applications)
    await stage.run({
      as: cast.officer,
      name: `${name}:assign`,
      subject: 'application',
      verb: 'assign',
      id: application,
      input: { experts: experts.map(({ who }) => cast[who].id) },
    })
  for (const expert of experts) {
    const as = cast[expert.who]
    await stage.at(expert.day, '10:00')
    for (const { name, work, application } of applications) {
      const review = { as, subject: 'review', id: await reviewOf(stage, application, as.id) }
      await stage.run({ ...review, name: `${name}:review:accept`, verb: 'accept', input: { noConflict: true } })
      const points = standing[name] ?? 75
      const scores = scoresOf(work.mode, points + expert.lean)
      const comment = points < 75 ? expert.weak : expert.good
      await stage.run({ ...review, name: `${name}:review:submit`, verb: 'submit', input: { scores, comment } })
    }
  }
}

async function reviewOf(stage: Stage, application: string, reviewer: string): Promise<string> {
  const row = await stage.house.engine.store.reader.get<ApplicationRow>('applications', application)
  const reviews = await rowsOf<ReviewRow>(stage, 'reviews', 'dossier', row?.dossier ?? '')
  const mine = reviews.find((one) => one.reviewer === reviewer)
  if (!mine) throw new Error(`no review of ${application} for ${reviewer}`)
  return mine.id
}

/** Points around a middle, some criteria better and some worse. */
const scoresOf = (mode: SupportMode, middle: number): Record<string, number> =>
  Object.fromEntries(defaultRubric(mode).criteria.map(({ key }, n) => [key, middle + ((n * 5 + middle) % 7) - 3]))
