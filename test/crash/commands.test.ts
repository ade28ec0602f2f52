import { afterAll, beforeAll, describe, expect, jest } from '@jest/globals'
import { newApiKey } from '../../src/content-api/keys'
import { checkLinesFor } from '../../workflows/application/check-list'
import { defaultRules } from '../../workflows/call/defaults'
import { defaultRubric } from '../../workflows/rules/scoring'
import { allWell, answersOf, yuan } from '../journeys/story'
import { databaseKind } from '../support/payload'
import { password } from '../support/server'
import { steps } from '../support/steps'
import { answered } from './client'
import type { CrashClient } from './client'
import { openStage } from './server'
import type { Stage } from './server'
import { teller } from './told'
import type { Tell, Teller } from './told'

jest.setTimeout(300_000)

let stage: Stage
let story: Teller
let tell: Tell
let together: Teller['together']
const step = steps()
const staff = {} as Record<
  'admin' | 'officer' | 'approver' | 'finance' | 'editor1' | 'editor2' | 'editor3' | 'science' | 'expert' | 'creator',
  CrashClient
>
let fund = ''
let call = ''
let draft = { id: '', revision: 0 }
let application = ''
let notice = ''
let award = ''

const one = async <T>(collection: string, where: object) => {
  const [row] = await stage.reader.find<T & { id: string }>(collection, where as never, {
    sort: '-createdAt',
    limit: 1,
  })
  if (!row) throw new Error(`nothing in ${collection}`)
  return row
}
const get = <T>(collection: string, id: string) => one<T & Record<string, unknown>>(collection, { id: { equals: id } })
const stateOf = async (collection: string, id: string) => (await get<{ state: string }>(collection, id)).state

/** A minute and a second: the lease of whoever died is over. */
const leaseOver = () => {
  stage.at(new Date(stage.now().getTime() + 61_000).toISOString())
}

/** A command of the clock: the worker dies before its commit, the next one after it, a third finds it done. */
async function clockTells(subject: string, verb: string, collection: string, id: string, from: string, to: string) {
  const name = `${subject}.${verb}`
  await stage.dyingWorker(`kill ${name}:before`)
  expect({ name, state: await stateOf(collection, id) }).toEqual({ name, state: from })
  expect(await stage.findings()).toEqual([])
  leaseOver()
  await stage.dyingWorker(`kill ${name}:after`)
  const after = await get<{ rev: number; state: string }>(collection, id)
  expect({ name, state: after.state }).toEqual({ name, state: to })
  expect(await stage.findings()).toEqual([])
  leaseOver()
  await stage.drain()
  expect(await get(collection, id)).toMatchObject({ rev: after.rev, state: to })
  expect(
    await stage.reader.count('outbox', {
      state: { not_equals: 'done' },
      notBefore: { less_than_equal: stage.now().toISOString() },
    }),
  ).toBe(0)
  clockDied.add(name)
}
const clockDied = new Set<string>()

beforeAll(async () => {
  stage = await openStage('2026-03-02T01:00:00.000Z')
  story = teller(stage)
  ;({ tell, together } = story)
}, 120_000)
afterAll(() => stage.close())

describe(`kill -9 before and after the commit of every command, on ${databaseKind}`, () => {
  step('people and units', async () => {
    for (const role of ['admin', 'officer', 'approver', 'finance', 'editor1', 'editor2', 'editor3'] as const)
      staff[role] = await stage.person(role, role)
    staff.science = await stage.person('science', 'science_reviewer')
    staff.expert = await stage.person('专家一')
  })

  step('people and units, a media client and its scope, programme, fund and call', async () => {
    const { admin, officer, finance, expert } = staff
    const programmeAbout = {
      title: '繁荣科普创作资助计划',
      titleEn: 'Programme',
      basis: '九龙坡府办发〔2022〕24号',
      leadUnits: ['区科协'],
      year: 2026,
    }
    // The client's own key: one that the server draws is shown once, and no answer can repeat it.
    const { prefix, hash } = newApiKey()
    const [, unit, { id: programme }, client] = await together(
      [admin, 'person', 'grant_role', { role: 'reviewer' }, expert.id],
      [officer, 'organisation', 'create', { name: '甲医院', kind: 'institution' }],
      [officer, 'programme', 'create', programmeAbout],
      [admin, 'apiKey', 'issue', { client: '区融媒体中心', channel: 'convergence', scope: {}, prefix, hash }],
    )
    const [, made] = await together(
      [admin, 'person', 'suspend', { reason: '核查身份' }, expert.id],
      [finance, 'fund', 'create', { title: '2026年度科普创作资金', programme, year: 2026 }],
      [admin, 'apiKey', 'change_scope', { scope: { formats: ['video'] } }, client.id],
    )
    fund = made.id
    const callAbout = {
      title: '2026年度科普作品征集',
      programme,
      fund,
      opensAt: '2026-03-03T09:00:00+08:00',
      closesAt: '2026-04-11T00:00:00+08:00',
      rules: { ...defaultRules(), reviewersPerApplication: 1 },
    }
    const [, , , opened] = await together(
      [admin, 'person', 'restore', {}, expert.id],
      [finance, 'fund', 'allocate', { fen: yuan(50_000) }, fund],
      [admin, 'apiKey', 'revoke', {}, client.id],
      [officer, 'call', 'create', callAbout],
    )
    call = opened.id
    await tell(admin, 'person', 'grant_role', { role: 'editor1' }, expert.id)
    await together(
      [admin, 'person', 'revoke_role', { role: 'editor1' }, expert.id],
      [officer, 'call', 'amend', { titleEn: 'Call 2026' }, call],
    )
    await together(
      [officer, 'person', 'join', { organisation: unit.id }, expert.id],
      [officer, 'call', 'open', {}, call],
    )
    await story.settle()
  })

  step('verifying an address, though the server dies between the account and the person', async () => {
    stage.at('2026-03-10T02:00:00.000Z')
    const creator = stage.client()
    const email = 'creator@example.test'
    const register = () =>
      creator.form('/account/register', { name: '㛃𠮷·热合曼', email, password, passwordAgain: password, locale: 'zh' })
    const people = await stage.reader.count('persons', {})
    expect(await register()).toMatchObject({ status: 202 })
    const account = await one<{ _verificationToken: string }>('users', { email: { equals: email } })
    const verify = () => creator.form('/account/verify', { token: account._verificationToken, password })
    stage.order('kill person.register:before')
    expect(await verify()).toBe('lost')
    await stage.died()
    expect(await stage.reader.count('persons', {})).toBe(people)
    stage.order('kill person.register:after')
    expect(await verify()).toBe('lost')
    await stage.died()
    expect(await stage.reader.count('persons', {})).toBe(people + 1)
    expect(await stage.findings()).toEqual([])
    stage.order()
    expect(await verify()).toMatchObject({ status: 200 })
    expect(await stage.reader.count('persons', {})).toBe(people + 1)
    await creator.signIn(email)
    staff.creator = creator
  })

  step('a draft, submitted, withdrawn, submitted anew', async () => {
    const { creator, officer, expert } = staff
    const started = answered(await creator.form<{ id: string }>('/drafts', { call }))
    const saved = answered(
      await creator.form<{ revision: number; issues: unknown[] }>(`/drafts/${started.body.id}`, answersOf.article()),
    )
    expect(saved).toMatchObject({ status: 200, body: { issues: [] } })
    draft = { id: started.body.id, revision: saved.body.revision }
    const about = { person: expert.id, disciplines: ['330'], speciality: '公共卫生', rank: '正高' }
    const [first] = await together(
      [creator, 'application', 'submit', { draft: draft.id, revision: draft.revision }],
      [officer, 'expert', 'enrol', about],
    )
    await tell(creator, 'application', 'withdraw', { reason: '还想再改' }, first.id)
    await stage.drain()
    application = (await tell(creator, 'application', 'submit', { draft: draft.id, revision: draft.revision })).id
    const { id: dossier } = await one('dossiers', {})
    await clockTells('dossier', 'complete', 'dossiers', dossier, 'preparing', 'ready')
  })

  step('the call closes by the clock', async () => {
    stage.at('2026-04-10T16:00:01.000Z')
    await clockTells('call', 'close', 'calls', call, 'open', 'closed')
  })

  step('formal check, correction, assignment, review', async () => {
    const { officer, creator, expert } = staff
    const check = allWell(checkLinesFor(await get<{ mode: 'work_call'; format: 'video' }>('applications', application)))
    const failing = check.map((line) =>
      line.key === 'similarity' ? { ...line, ok: false, note: '请补充出处。' } : line,
    )
    await tell(officer, 'application', 'return_for_correction', { check: failing }, application)
    const saved = await creator.form<{ revision: number }>(`/drafts/${draft.id}`, {
      references: '《长江渔业资源公报》。',
    })
    await tell(creator, 'application', 'resubmit', { revision: answered(saved).body.revision }, application)
    await stage.drain()
    await tell(officer, 'application', 'accept', { check }, application)
    await tell(officer, 'application', 'assign', { experts: [expert.id] }, application)
    const review = (await one('reviews', { reviewer: { equals: expert.id } })).id
    await tell(expert, 'review', 'accept', { noConflict: true }, review)
    const scores = Object.fromEntries(defaultRubric('work_call').criteria.map(({ key }) => [key, 85]))
    await tell(expert, 'review', 'submit', { scores, vetoes: [], comment: '内容准确,表达清楚。' }, review)
  })

  step('decision, notice, objection', async () => {
    const { officer, approver } = staff
    const lines = [{ application, fen: yuan(6000) }]
    const decision = (await tell(officer, 'decision', 'propose', { call, lines, minutes: '第3次会议' })).id
    await tell(approver, 'decision', 'confirm', {}, decision)
    expect(await get('funds', fund)).toMatchObject({ committed: yuan(6000) })
    award = (await one('awards', {})).id
    stage.at('2026-04-30T02:00:00.000Z')
    const about = { decision, title: '拟资助名单公示', contact: '区科协 023-68000000' }
    notice = (await tell(officer, 'notice', 'publish', about)).id
    const objection = await tell(stage.client(), 'objection', 'raise', {
      notice,
      award,
      name: '张居民',
      contact: '13800000000',
      ground: '该作品与往年一部作品相似,请核查来源。',
    })
    stage.at('2026-05-11T16:00:00.000Z')
    await clockTells('notice', 'end', 'notices', notice, 'published', 'ended')
    await tell(officer, 'objection', 'dismiss', { reply: '经核查,素材来源清楚,异议不成立。' }, objection.id)
    expect(await stateOf('awards', award)).toBe('standing')
  })

  step('agreement and deliverable', async () => {
    const { officer, creator } = staff
    await tell(creator, 'award', 'sign', { accountHolder: '本人账户', agree: true }, award)
    await tell(creator, 'award', 'deliver', { files: [], note: '成稿' }, award)
    await tell(officer, 'award', 'accept_deliverable', {}, award)
    await stage.drain()
  })

  step('payment; scientific review, three editors, release, correction, withdrawal', async () => {
    const { officer, finance, science, editor1, editor2, editor3 } = staff
    const work = await one<{ manuscript: string }>('works', {})
    const [first, ...others] = await stage.reader.find<{ id: string }>('payments', { award: { equals: award } })
    const voucher = (id: string) => ({ voucher: `V-${id.slice(-6)}` })
    const { id } = first!
    await together(
      [officer, 'payment', 'request', {}, id],
      [science, 'work', 'pass_science', { note: '科学内容准确。' }, work.id],
    )
    await together(
      [finance, 'payment', 'approve', {}, id],
      [editor1, 'work', 'declare_maps', { maps: { shown: 'yes', numbers: ['GS(2023)2767号'] } }, work.id],
    )
    await tell(editor1, 'work', 'pass', { note: '一审通过' }, work.id)
    await tell(editor2, 'work', 'pass', { note: '二审通过' }, work.id)
    await tell(editor3, 'work', 'pass', { note: '三审通过' }, work.id)
    await together([finance, 'payment', 'pay', voucher(id), id], [editor3, 'work', 'release', {}, work.id])
    for (const { id: other } of others) {
      await tell(officer, 'payment', 'request', {}, other)
      await tell(finance, 'payment', 'approve', {}, other)
      await tell(finance, 'payment', 'pay', voucher(other), other)
    }
    expect(await get('funds', fund)).toMatchObject({ committed: yuan(6000), paid: yuan(6000) })
    const edited = await editor1.send('PATCH', `/api/manuscripts/${work.manuscript}`, {
      abstract: '更正:请少量多次饮水。',
    })
    expect(edited).toMatchObject({ status: 200 })
    await together(
      [editor1, 'work', 'propose_correction', { reason: '补充步骤' }, work.id],
      [officer, 'award', 'close', {}, award],
    )
    await tell(editor3, 'work', 'correct', {}, work.id)
    await tell(editor3, 'work', 'withdraw', { reason: '作者要求撤回' }, work.id)
    const log = await stage.reader.find<{ seq: number; kind: string }>('releases', {}, { sort: 'seq' })
    expect(log.map(({ seq, kind }) => [seq, kind])).toEqual([
      [2, 'publish'],
      [3, 'correct'],
      [4, 'withdraw'],
    ])
    await story.settle()
  })

  step(
    'every verb died before and after, every shape of commit among them; the journal says what the tables say',
    async () => {
      await stage.drain()
      expect(await stage.findings()).toEqual([])
      const shapes = {
        'one subject': ['call.amend', 'person.suspend'],
        'two subjects': ['fund.allocate', 'decision.confirm'],
        birth: ['application.submit'],
        release: ['work.release', 'work.correct', 'work.withdraw'],
      }
      expect([...story.died]).toEqual(expect.arrayContaining(Object.values(shapes).flat()))
      expect([...clockDied].sort()).toEqual(['call.close', 'dossier.complete', 'notice.end'])
      expect(story.died.size).toBe(43)
    },
  )
})
