import type { Cast } from './people'
import { applied } from './past-applications'
import { awarded } from './past-awards'
import { decided } from './past-decision'
import { published } from './past-works'
import { reviewed } from './past-reviews'
import type { Sources } from './sources'
import type { Stage } from './stage'

/** The round of spring 2026, from the call to the released works. Dates keep to the working days of 2026. */
export async function pastRound(
  stage: Stage,
  cast: Cast,
  { programme, fund }: Sources,
  say: (line: string) => void,
): Promise<void> {
  say('演示数据：2026年第一批 征集、申报 … past round: call, applications')
  await stage.at('2026-02-26', '10:00')
  const { id: call } = await stage.run({
    as: cast.officer,
    name: 'round1:create',
    subject: 'call',
    verb: 'create',
    input: {
      title: '2026年原创科普作品征集与创作项目资助（第一批，演示）',
      titleEn: 'Call for original science works and project funding 2026, first round (demo)',
      programme,
      fund,
      opensAt: '2026-03-02T00:00:00+08:00',
      closesAt: '2026-04-11T00:00:00+08:00',
    },
  })
  await stage.at('2026-02-27', '15:00')
  await stage.run({ as: cast.officer, name: 'round1:open', subject: 'call', verb: 'open', id: call })
  const applications = await applied(stage, cast, call)
  say('演示数据：评审、审定、公示 … reviews, decision, public notice')
  await reviewed(stage, cast, applications)
  const awards = await decided(stage, cast, call, applications)
  say('演示数据：协议、拨付、验收 … agreements, payments, deliverables')
  await awarded(stage, cast, awards)
  say('演示数据：科学性审核、三审、发布 … scientific review, three reviews, releases')
  await published(stage, cast, awards)
}
