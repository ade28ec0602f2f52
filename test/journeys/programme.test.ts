import { afterAll, beforeAll, describe, expect } from '@jest/globals'
import { checkJournal } from '../../workflows/engine'
import { checkLinesFor } from '../../workflows/application/check-list'
import { defaultRubric } from '../../workflows/rules/scoring'
import { changeByHand } from '../support/by-hand'
import { databaseKind } from '../support/payload'
import { password, startServer } from '../support/server'
import type { Client, TestServer } from '../support/server'
import { steps } from '../support/steps'
import { hasFfmpeg } from '../support/works'
import { allWell, draft, yuan } from './story'

type Person = Client & { id: string; email: string }

let server: TestServer
const step = steps()
const staff = {} as Record<
  'admin' | 'officer' | 'approver' | 'finance' | 'editor1' | 'editor2' | 'editor3' | 'science' | 'auditor',
  Person
>
const experts: Person[] = []
const units: string[] = []
let creators: Person[] = []
let call = ''
let fund = ''
const drafts: { id: string; revision: number }[] = []
const applications: string[] = []
let decision = ''
let notice = ''
let awards: string[] = []
const works: string[] = []
let media: { key: string; id: string }
let cursor = ''

const at = (instant: string) => {
  server.clock.at = new Date(instant)
}
const read = <T>(collection: string, id: string) =>
  server.house.engine.store.reader.get<T & Record<string, unknown>>(collection, id)
const find = <T>(collection: string, where: object) =>
  server.house.engine.store.reader.find<T & { id: string }>(collection, where as never)
const stateOf = async (collection: string, id: string) => (await read<{ state: string }>(collection, id))?.state

beforeAll(async () => {
  server = await startServer('2026-03-02T01:00:00.000Z')
})
afterAll(() => server.close())

describe(`the programme, from a call to a media editor's pull, on ${databaseKind}`, () => {
  step('the office is set up, roles are granted by command', async () => {
    staff.admin = await server.person('管理员', 'admin')
    for (const [name, role] of [
      ['officer', 'officer'],
      ['approver', 'approver'],
      ['finance', 'finance'],
      ['editor1', 'editor1'],
      ['editor2', 'editor2'],
      ['editor3', 'editor3'],
      ['science', 'science_reviewer'],
      ['auditor', 'auditor'],
    ] as const) {
      const person = await server.person(name)
      await staff.admin.command('person', 'grant_role', { role }, person.id)
      staff[name] = person
    }
    expect(await staff.officer.refused('person', 'grant_role', { role: 'finance' }, staff.approver.id)).toBe(
      'role_missing',
    )
  })

  step('an officer makes the programme and a call; opening freezes it', async () => {
    const { officer, finance } = staff
    const programme = await officer.command('programme', 'create', {
      title: '繁荣科普创作资助计划',
      titleEn: 'Science-Popularisation Creation Funding Programme',
      basis: '九龙坡府办发〔2022〕24号',
      leadUnits: ['区委宣传部', '区科协', '区大数据发展局'],
      year: 2026,
    })
    fund = (
      await finance.command('fund', 'create', { title: '2026年度科普创作资金', programme: programme.id, year: 2026 })
    ).id
    await finance.command('fund', 'allocate', { fen: yuan(25_000) }, fund)
    const made = await officer.command('call', 'create', {
      title: '2026年度科普作品征集与项目资助',
      programme: programme.id,
      fund,
      opensAt: '2026-03-03T09:00:00+08:00',
      closesAt: '2026-04-11T00:00:00+08:00',
    })
    call = made.id
    await officer.command('call', 'amend', { titleEn: 'Call 2026' }, call)
    await officer.command('call', 'open', {}, call)
    expect(await officer.refused('call', 'amend', { title: '改名' }, call)).toBe('wrong_state')
    expect(await read<{ frozenHash: string }>('calls', call)).toMatchObject({
      frozenHash: expect.stringMatching(/^[0-9a-f]{64}$/) as unknown,
    })
  })

  step('three creators register by e-mail, and can sign in only once the address is confirmed', async () => {
    at('2026-03-10T02:00:00.000Z')
    creators = []
    for (const [n, name] of ['㛃𠮷·热合曼', '李科普', '王编辑'].entries()) {
      const client = server.client()
      const email = `creator${String(n)}@example.test`
      const done = await client.form(
        '/account/register',
        { name, email, password, passwordAgain: password, locale: 'zh' },
        { accept: 'application/json' },
      )
      expect(done.status).toBeLessThan(300)
      await expect(client.signIn(email)).rejects.toThrow()
      await server.drain()
      const mail = server.mails().find(({ to }) => to.includes(email))
      const token = /[?&]token=(\w+)/.exec(mail?.text ?? '')?.[1]
      expect({ mail: mail?.subject, token }).toMatchObject({ token: expect.any(String) as unknown })
      await client.form('/account/verify', { token: token ?? '', password }, { accept: 'application/json' })
      await client.signIn(email)
      const [account] = await find<{ email: string }>('users', { email: { equals: email } })
      creators.push({ ...client, id: account?.id ?? '', email })
    }
    for (const name of ['甲医院', '乙大学', '丙研究院', '丁中学'])
      units.push((await staff.officer.command('organisation', 'create', { name, kind: 'institution' })).id)
    await staff.officer.command('person', 'join', { organisation: units[3] }, creators[0]?.id)
  })

  step('each drafts and submits a work; a submission has a number, a hash and a receipt', async () => {
    for (const [n, kind] of (['video', 'comic', 'article'] as const).entries()) {
      const creator = creators[n]
      if (!creator) throw new Error('no creator')
      const made = await draft(creator, call, kind === 'video' && !hasFfmpeg ? 'article' : kind)
      drafts.push(made)
      const done = await creator.command('application', 'submit', { draft: made.id, revision: made.revision })
      expect(done.answer).toMatchObject({
        number: expect.stringMatching(/^JLP-2026-/) as unknown,
        receipt: expect.any(String) as unknown,
        hash: expect.stringMatching(/^[0-9a-f]{64}$/) as unknown,
      })
      applications.push(done.id)
      expect(await creator.refused('application', 'submit', { draft: made.id, revision: made.revision })).toBe(
        'already_submitted',
      )
    }
    await server.drain()
  })

  step('one is withdrawn and submitted anew', async () => {
    const [, creator] = creators
    await creator?.command('application', 'withdraw', { reason: '还想再改' }, applications[1])
    const again = await creator?.command('application', 'submit', {
      draft: drafts[1]?.id,
      revision: drafts[1]?.revision,
    })
    expect(await stateOf('applications', applications[1] ?? '')).toBe('withdrawn')
    applications[1] = again?.id ?? ''
    await server.drain()
  })

  step('a submission one second late is refused and keeps its draft', async () => {
    const [creator] = creators
    if (!creator) throw new Error('no creator')
    const late = await draft(creator, call, 'article')
    at('2026-04-10T16:00:01.000Z')
    expect(await creator.refused('application', 'submit', { draft: late.id, revision: late.revision })).toBe(
      'call_closed',
    )
    expect(await read('application-drafts', late.id)).toMatchObject({ answers: { title: '长江里的鱼为什么要休渔' } })
    await server.drain()
    expect(await stateOf('calls', call)).toBe('closed')
  })

  step('the formal check is written line by line; one comes back corrected as version 2', async () => {
    const { officer } = staff
    for (const [n, id] of applications.entries()) {
      const row = await read<{ mode: 'work_call'; format: 'video' }>('applications', id)
      if (!row) throw new Error('no application')
      const check = allWell(checkLinesFor(row))
      if (n === 2) {
        const failing = check.map((line) =>
          line.key === 'similarity' ? { ...line, ok: false, note: '请补充参考文献的出处。' } : line,
        )
        expect(await officer.refused('application', 'accept', { check: failing }, id)).toBe('check_has_failed_lines')
        await officer.command('application', 'return_for_correction', { check: failing }, id)
        const saved = await creators[2]?.form<{ revision: number }>(
          `/drafts/${drafts[2]?.id ?? ''}`,
          { references: '《长江渔业资源公报》等公开资料。' },
          { accept: 'application/json' },
        )
        await creators[2]?.command('application', 'resubmit', { revision: saved?.body.revision }, id)
        await server.drain()
      }
      await officer.command('application', 'accept', { check }, id)
      expect(await stateOf('applications', id)).toBe('accepted')
    }
    expect(await read('applications', applications[2] ?? '')).toMatchObject({ version: 2 })
  })

  step('experts are assigned; one of the same organisation is refused', async () => {
    const { officer, admin } = staff
    for (const [n, unit] of units.entries()) {
      const expert = await server.person(`专家${String(n + 1)}`)
      await admin.command('person', 'grant_role', { role: 'reviewer' }, expert.id)
      await officer.command('person', 'join', { organisation: unit }, expert.id)
      await officer.command('expert', 'enrol', {
        person: expert.id,
        disciplines: ['330'],
        speciality: '公共卫生',
        rank: '正高',
      })
      experts.push(expert)
    }
    const conflicted = experts[3]?.id
    const [first] = applications
    expect(await officer.refused('application', 'assign', { experts: [conflicted] }, first)).toBe('expert_conflict')
    for (const id of applications)
      await officer.command('application', 'assign', { experts: experts.slice(0, 3).map((expert) => expert.id) }, id)
  })

  step('experts score every criterion, see no identity, and nobody sees the scores of another', async () => {
    const reviews = await find<{ reviewer: string; dossier: string; state: string }>('reviews', {
      call: { equals: call },
    })
    expect(reviews).toHaveLength(9)
    const keys = defaultRubric('work_call').criteria.map(({ key }) => key)
    for (const [n, review] of reviews.entries()) {
      const expert = experts.find(({ id }) => id === review.reviewer)
      if (!expert) throw new Error('no expert')
      const scores = Object.fromEntries(keys.map((key, k) => [key, 70 + ((n * 7 + k * 3) % 25)]))
      await expert.command('review', 'accept', { noConflict: true }, review.id)
      const partial = Object.fromEntries(Object.entries(scores).slice(1))
      expect(await expert.refused('review', 'submit', { scores: partial, comment: '不完整' }, review.id)).toBe(
        'scores_incomplete',
      )
      const other = reviews.find(({ reviewer }) => reviewer !== expert.id)
      expect((await expert.get(`/commands/review/${other?.id ?? ''}`)).status).toBe(404)
      await expert.command('review', 'submit', { scores, vetoes: [], comment: '内容准确,表达清楚。' }, review.id)
    }
  })

  step('two different people decide; the money is checked; the proposal freezes what it was based on', async () => {
    const { officer, approver, finance } = staff
    const lines = applications.map((application, n) => ({ application, fen: yuan([12_000, 8000, 6000][n] ?? 0) }))
    expect(await officer.refused('decision', 'propose', { call, lines, minutes: '第3次会议' })).toBe('fund_short')
    await finance.command('fund', 'allocate', { fen: yuan(75_000) }, fund)
    decision = (await officer.command('decision', 'propose', { call, lines, minutes: '第3次会议' })).id
    await staff.admin.command('person', 'grant_role', { role: 'approver' }, officer.id).catch(() => undefined)
    expect(['two_people_needed', 'role_missing']).toContain(await officer.refused('decision', 'confirm', {}, decision))
    const done = await approver.command('decision', 'confirm', {}, decision)
    awards = (done.answer as { awards: string[] }).awards
    expect(awards).toHaveLength(3)
    expect(await read('funds', fund)).toMatchObject({ committed: yuan(26_000), paid: 0 })
  })

  step(
    'the public notice has its computed last day; an objection holds one award only; then the awards stand',
    async () => {
      at('2026-04-30T02:00:00.000Z')
      const { officer } = staff
      const published = await officer.command('notice', 'publish', {
        decision,
        title: '拟资助名单公示',
        contact: '区科协 023-68000000',
      })
      notice = published.id
      expect(published.answer).toMatchObject({ lastDay: '2026-05-11' })
      const resident = server.client()
      const objection = await resident.command('objection', 'raise', {
        notice,
        award: awards[0],
        name: '张居民',
        contact: '13800000000',
        ground: '该作品与往年一部作品相似,请核查来源。',
      })
      expect(await stateOf('awards', awards[0] ?? '')).toBe('objection_hold')
      expect(await stateOf('awards', awards[1] ?? '')).toBe('public_notice')
      at('2026-05-11T16:00:00.000Z')
      await server.drain()
      expect(await stateOf('notices', notice)).toBe('ended')
      expect(await stateOf('awards', awards[1] ?? '')).toBe('standing')
      expect(await stateOf('awards', awards[0] ?? '')).toBe('objection_hold')
      await officer.command('objection', 'dismiss', { reply: '经核查,素材来源清楚,异议不成立。' }, objection.id)
      expect(await stateOf('awards', awards[0] ?? '')).toBe('standing')
      expect(
        await resident.refused('objection', 'raise', {
          notice,
          award: awards[1],
          name: '李居民',
          contact: '13900000000',
          ground: '公示期已过才看到,希望核查。',
        }),
      ).toBe('notice_ended')
    },
  )

  step('agreement, deliverable, acceptance and payment by plan, in an append-only ledger', async () => {
    const { officer, finance } = staff
    for (const [n, award] of awards.entries()) {
      const row = await read<{ owner: string }>('awards', award)
      const owner = creators.find(({ id }) => id === row?.owner)
      if (!owner) throw new Error(`no owner ${String(n)}`)
      await owner.command('award', 'sign', { accountHolder: '本人账户', agree: true }, award)
      const [application] = await find<{ submission: string }>('applications', {
        id: { equals: (await read<{ application: string }>('awards', award))?.application },
      })
      const submission = await read<{ files: { file: string }[] }>('submissions', application?.submission ?? '')
      await owner.command(
        'award',
        'deliver',
        { files: submission?.files.map(({ file }) => file) ?? [], note: '成片' },
        award,
      )
      await officer.command('award', 'accept_deliverable', {}, award)
      await server.drain()
      for (const payment of await find<{ state: string }>('payments', { award: { equals: award } })) {
        await officer.command('payment', 'request', {}, payment.id)
        expect(await officer.refused('payment', 'approve', {}, payment.id)).toMatch(/role_missing|two_people_needed/)
        await finance.command('payment', 'approve', {}, payment.id)
        const done = await finance.command(
          'payment',
          'pay',
          { voucher: `V-${String(n)}-${payment.id.slice(-6)}` },
          payment.id,
        )
        expect(done.state).toBe('paid')
      }
    }
    expect(await read('funds', fund)).toMatchObject({ committed: yuan(26_000), paid: yuan(26_000) })
    expect(await find('ledger', { fund: { equals: fund } })).toHaveLength(2 + 3 + 3)
  })

  step('a work passes science and three editors and is released as one row of the log', async () => {
    const { science, editor1, editor2, editor3 } = staff
    for (const { id } of await find<{ number: string }>('works', {})) {
      works.push(id)
      await science.command('work', 'pass_science', { note: '科学内容准确。' }, id)
      expect(await editor2.refused('work', 'pass', { note: '越级' }, id)).toBe('role_missing')
      await editor1.command('work', 'declare_maps', { maps: { shown: 'no' } }, id)
      await editor1.command('work', 'pass', { note: '一审通过' }, id)
      await editor2.command('work', 'pass', { note: '二审通过' }, id)
      await editor3.command('work', 'pass', { note: '三审通过' }, id)
      await server.drain()
      await editor3.command('work', 'release', {}, id)
    }
    await server.drain()
    const log = await find<{ seq: number; kind: string }>('releases', {})
    expect(log.map(({ seq }) => seq).sort((a, b) => a - b)).toEqual([2, 3, 4])
  })

  step('a media editor lists, searches, opens, downloads and follows', async () => {
    const issued = await staff.admin.command('apiKey', 'issue', {
      client: '区融媒体中心',
      channel: 'convergence',
      scope: {},
    })
    media = { key: issued.key ?? '', id: issued.id }
    const headers = { authorization: `Bearer ${media.key}` }
    const client = server.client()
    expect((await client.get('/content/v1/works')).status).toBe(401)
    const list = await client.get<{ items: { number: string; title: string }[] }>(
      '/content/v1/works?audience=elderly&theme=H&limit=10',
      headers,
    )
    expect(list.status).toBe(200)
    expect(list.body.items.map(({ title }) => title)).toContain(
      hasFfmpeg ? '高温天气怎样防中暑' : list.body.items[0]?.title,
    )
    const found = await client.get<{ items: { number: string; title: string }[] }>(
      `/content/v1/works?q=${encodeURIComponent('洄游')}`,
      headers,
    )
    expect(found.body.items.map(({ title }) => title)).toContain('长江里的鱼为什么要休渔')
    expect((await client.get(`/content/v1/works?colour=red`, headers)).status).toBe(400)
    const comic = (
      await client.get<{ items: { number: string; format: string }[] }>('/content/v1/works?format=comic', headers)
    ).body.items[0]
    const one = await client.get<{
      creditLine: string
      licence: { code: string }
      files: { id: string; sha256: string }[]
    }>(`/content/v1/works/${comic?.number ?? ''}`, headers)
    expect(one.body).toMatchObject({ licence: { code: 'cc-by-nc-4.0' } })
    expect(one.body.creditLine.length).toBeGreaterThan(0)
    const tag = one.headers.get('etag') ?? ''
    expect(
      (await client.get(`/content/v1/works/${comic?.number ?? ''}`, { ...headers, 'if-none-match': tag })).status,
    ).toBe(304)
    const file = one.body.files[0]
    const bytes = await client.get<Buffer>(`/content/v1/works/${comic?.number ?? ''}/files/${file?.id ?? ''}`, headers)
    expect(bytes.status).toBe(200)
    expect(bytes.headers.get('etag')).toContain(file?.sha256)
    const resident = server.client()
    const open = `/files/${file?.id ?? ''}`
    expect((await resident.get(open)).status).toBe(404)
    expect((await resident.get(`${open}/image-320?work=${comic?.number ?? ''}`)).headers.get('content-type')).toMatch(
      /^image\//,
    )
    const changes = await client.get<{ items: { seq: number }[]; next: string }>('/content/v1/changes', headers)
    expect(changes.body.items).toHaveLength(3)
    cursor = changes.body.next
  })

  step(
    'a correction and a withdrawal reach the follower, in order, and the withdrawn work is never live again',
    async () => {
      const { editor3, editor1 } = staff
      const [first, second] = works
      const work = await read<{ manuscript: string; number: string }>('works', first ?? '')
      const edited = await editor1.send<unknown>('PATCH', `/api/manuscripts/${work?.manuscript ?? ''}`, {
        abstract: '更正:先兆中暑时应立即转移到阴凉处,并少量多次饮水。',
      })
      expect({ status: edited.status, body: edited.body }).toMatchObject({ status: 200 })
      expect(await editor3.refused('work', 'correct', {}, first)).toBe('correction_not_proposed')
      await editor1.command('work', 'propose_correction', { reason: '补充急救步骤' }, first)
      await editor3.command('work', 'correct', {}, first)
      await editor3.command('work', 'withdraw', { reason: '作者要求撤回' }, second)
      const headers = { authorization: `Bearer ${media.key}` }
      const client = server.client()
      const changes = await client.get<{ items: { kind: string; seq: number }[]; next: string }>(
        `/content/v1/changes?cursor=${encodeURIComponent(cursor)}`,
        headers,
      )
      expect(changes.body.items.map(({ kind }) => kind)).toEqual(['correct', 'withdraw'])
      expect(changes.body.items.map(({ seq }) => seq)).toEqual([5, 6])
      const gone = await read<{ number: string }>('works', second ?? '')
      expect((await client.get(`/content/v1/works/${gone?.number ?? ''}`, headers)).status).toBe(410)
      await staff.admin.command('apiKey', 'change_scope', { scope: { formats: ['video'] } }, media.id)
      expect(
        (await client.get(`/content/v1/changes?cursor=${encodeURIComponent(changes.body.next)}`, headers)).status,
      ).toBe(410)
    },
  )

  step('the journal replays all of it, and names a row that was changed by hand', async () => {
    await server.drain()
    const report = await checkJournal(server.house.engine)
    expect(report.findings).toEqual([])
    const award = await read<{ fen: number }>('awards', awards[0] ?? '')
    await changeByHand(server.house.payload, 'awards', awards[0] ?? '', 'fen', (award?.fen ?? 0) + 1)
    expect((await checkJournal(server.house.engine)).findings).toMatchObject([{ collection: 'awards', id: awards[0] }])
    await changeByHand(server.house.payload, 'awards', awards[0] ?? '', 'fen', award?.fen)
    const [gone] = await server.house.engine.store.reader.find<{ id: string }>('catalogue', { live: { equals: 'no' } })
    await changeByHand(server.house.payload, 'catalogue', gone?.id ?? '', 'live', 'yes')
    expect((await checkJournal(server.house.engine)).findings).toMatchObject([
      { collection: 'catalogue', id: gone?.id, code: 'projection_differs' },
    ])
    await changeByHand(server.house.payload, 'catalogue', gone?.id ?? '', 'live', 'no')
  })
})
