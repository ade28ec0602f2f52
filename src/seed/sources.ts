import type { Cast } from './people'
import type { Stage } from './stage'

export interface Sources {
  programme: string
  fund: string
}

/** The programme with the document that it rests on, quoted by title and number, and 600,000 yuan for 2026. */
export async function sources(stage: Stage, { officer, finance }: Cast): Promise<Sources> {
  const { id: programme } = await stage.run({
    as: officer,
    name: 'programme:create',
    subject: 'programme',
    verb: 'create',
    input: {
      title: '繁荣科普创作资助计划（2026年，演示）',
      titleEn: 'Science-Popularisation Creation Funding Programme 2026 (demo)',
      basis: '《重庆市九龙坡区全民科学素质行动规划纲要实施方案（2021―2025年）》（九龙坡府办发〔2022〕24号）',
      leadUnits: ['区委宣传部', '区科协', '区大数据发展局'],
      year: 2026,
    },
  })
  await stage.at('2026-02-25', '10:00')
  const { id: fund } = await stage.run({
    as: finance,
    name: 'fund:create',
    subject: 'fund',
    verb: 'create',
    input: { title: '2026年科普创作资助经费（演示）', programme, year: 2026 },
  })
  const allocation = { subject: 'fund', verb: 'allocate', id: fund, input: { fen: 60_000_000 } }
  await stage.run({ as: finance, name: 'fund:allocate', ...allocation })
  return { programme, fund }
}
