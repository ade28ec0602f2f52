import type { AwardRow } from '../../workflows/award/types'
import { visitor } from '../../workflows/engine'
import type { Applied } from './past-applications'
import type { Cast } from './people'
import { rowsOf } from './stage'
import type { Stage } from './stage'

export interface Awarded extends Applied {
  award: string
}

/** What each is granted, in fen; who is not named is not selected. */
const grants: Readonly<Record<string, number>> = {
  heat: 1_200_000,
  codes: 800_000,
  kitchen: 1_500_000,
  river: 1_800_000,
  water: 900_000,
  quake: 4_500_000,
}

/** Proposed by one person, confirmed by another, published; an objection is looked into and dismissed. */
export async function decided(
  stage: Stage,
  cast: Cast,
  call: string,
  applications: readonly Applied[],
): Promise<Awarded[]> {
  const { officer, approver } = cast
  const chosen = applications.filter(({ name }) => name in grants)
  await stage.at('2026-05-07', '10:00')
  const { id: decision } = await stage.run({
    as: officer,
    name: 'round1:propose',
    subject: 'decision',
    verb: 'propose',
    input: {
      call,
      lines: chosen.map(({ name, application }) => ({ application, fen: grants[name] })),
      minutes: '资助计划办公室2026年第3次会议纪要（演示）',
      rest: 'not_selected',
    },
  })
  await stage.at('2026-05-08', '16:00')
  await stage.run({ as: approver, name: 'round1:confirm', subject: 'decision', verb: 'confirm', id: decision })
  const rows = await rowsOf<AwardRow>(stage, 'awards', 'decision', decision)
  const awards = chosen.map((one) => ({
    ...one,
    award: rows.find(({ application }) => application === one.application)?.id ?? '',
  }))
  await stage.at('2026-05-11', '09:00')
  const { id: notice } = await stage.run({
    as: officer,
    name: 'round1:notice',
    subject: 'notice',
    verb: 'publish',
    input: {
      decision,
      title: '2026年科普创作资助（第一批）拟资助名单公示（演示）',
      contact: '资助计划办公室（演示），023-00000000',
    },
  })
  await objected(stage, cast, notice, awards.find(({ name }) => name === 'river')?.award ?? '')
  await stage.at('2026-05-18', '24:00')
  await stage.at('2026-05-20', '10:00')
  await stage.run({ as: officer, name: 'round1:conclude', subject: 'call', verb: 'conclude', id: call })
  return awards
}

async function objected(stage: Stage, { officer }: Cast, notice: string, award: string): Promise<void> {
  await stage.at('2026-05-13', '15:20')
  const { id } = await stage.run({
    as: visitor,
    name: 'round1:objection',
    subject: 'objection',
    verb: 'raise',
    input: {
      notice,
      award,
      name: '示例居民',
      contact: '023-00000000',
      ground: '该作品与去年见过的一部同题材作品相近，请核实是否原创。',
    },
  })
  await stage.at('2026-05-15', '11:00')
  await stage.run({
    as: officer,
    name: 'round1:dismiss',
    subject: 'objection',
    verb: 'dismiss',
    id,
    input: { reply: '经核对脚本、工程文件和完成时间，两部作品题材相近而内容不同，未发现抄袭，异议不成立。' },
  })
}
