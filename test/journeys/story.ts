import type { Client } from '../support/server'
import { comicPage, film, hasFfmpeg } from '../support/works'

/** The bits of the programme's story that more than one test tells. All over HTTP. */

export const yuan = (n: number) => n * 100

const common = (over: Record<string, string | string[]>): Record<string, string | string[]> => ({
  applicantKind: 'individual',
  contactName: '㛃𠮷·热合曼',
  contactPhone: '023-68000000',
  town: 'yangjiaping',
  'team.0.name': '㛃𠮷·热合曼',
  'team.0.role': '编导',
  mode: 'work_call',
  theme: 'H',
  'audience[]': ['elderly', 'general'],
  discipline: '330',
  originality: '全部画面、文字与配音均为本人创作。',
  references: '《高温作业分级》等公开资料。',
  'budget.0.item': 'production',
  'budget.0.yuan:yuan': '12,000.00',
  'budget.1.item': 'editing',
  'budget.1.yuan:yuan': '8000',
  'requestedFen:yuan': '15,000',
  aiUse: 'none',
  licence: 'cc-by-nc-4.0',
  originalityPledge: 'on',
  integrityPledge: 'on',
  ...over,
})

export const answersOf = {
  video: () =>
    common({
      title: '高温天气怎样防中暑',
      format: 'video',
      abstract: '用三个生活场景讲清中暑的先兆、急救步骤和预防办法，适合老人观看。',
    }),
  comic: () =>
    common({
      title: '验证码不能给别人',
      format: 'comic',
      theme: 'O',
      abstract: '四格漫画讲清短信验证码为什么不能告诉陌生人。',
      aiUse: 'assisted',
      aiStatement: '分镜草稿使用了生成工具，成稿由本人重画。',
      'requestedFen:yuan': '8000',
    }),
  article: () =>
    common({
      title: '长江里的鱼为什么要休渔',
      format: 'article',
      theme: 'N',
      'audience[]': ['youth', 'farmer'],
      abstract: '从鱼的一生讲起，说明十年禁渔怎样让江水恢复生机。',
      body: '# 鱼的一生\n\n许多江鱼要长三到四年才第一次产卵。捕得太早，等于收走了种子。\n\n- 洄游需要通道\n- 产卵需要流水\n\n> 休渔让一代鱼长大。\n\n禁渔之后，监测到的鱼类资源正在恢复。',
      'requestedFen:yuan': '6000',
    }),
}
export type Kind = keyof typeof answersOf

/** Starts a draft, answers every question, uploads what the work needs. */
export async function draft(client: Client, call: string, kind: Kind): Promise<{ id: string; revision: number }> {
  const started = await client.form<{ id: string }>('/drafts', { call }, { accept: 'application/json' })
  if (started.status !== 201) throw new Error(`draft: ${String(started.status)} ${JSON.stringify(started.body)}`)
  const { id } = started.body
  const saved = await client.form<{ revision: number; issues: unknown[] }>(
    `/drafts/${id}`,
    { _revision: '1', ...answersOf[kind]() },
    { accept: 'application/json' },
  )
  if (saved.status !== 200 || saved.body.issues.length > 0) throw new Error(`answers: ${JSON.stringify(saved.body)}`)
  if (kind === 'article') return { id, revision: saved.body.revision }
  const files = kind === 'video' ? (hasFfmpeg ? [film()] : []) : await Promise.all([1, 2, 3, 4].map(comicPage))
  const role = kind === 'video' ? 'work' : 'page'
  const uploaded = await client.upload(`/drafts/${id}/files`, { role }, files)
  if (uploaded.status !== 200) throw new Error(`files: ${JSON.stringify(uploaded.body)}`)
  return { id, revision: saved.body.revision + 1 }
}

/** The formal check with every line well, for these lines. */
export const allWell = (keys: readonly string[]) => keys.map((key) => ({ key, ok: true }))
