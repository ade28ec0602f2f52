import { handleEndpoints } from 'payload'
import { checkLinesFor } from '../../workflows/application/check-list'
import { defaultRubric } from '../../workflows/rules/scoring'
import { allWell, draft, yuan } from '../journeys/story'
import { password } from '../support/server'
import type { Client, TestServer } from '../support/server'
import { metadata } from '../support/tus'
import { comicPage } from '../support/works'

export type Person = Client & { id: string; email: string; token: string }
export type Row = Record<string, unknown> & { id: string }

/** Every role alone, two creators, and reviewers who have accepted, have only been assigned, and have nothing. */
export const cast = {
  creator: ['creator'],
  otherCreator: ['creator'],
  reviewer: ['reviewer'],
  assignedReviewer: ['reviewer'],
  foreignReviewer: ['reviewer'],
  officer: ['officer'],
  approver: ['approver'],
  finance: ['finance'],
  editor1: ['editor1'],
  editor2: ['editor2'],
  editor3: ['editor3'],
  science: ['science_reviewer'],
  auditor: ['auditor'],
  admin: ['admin'],
} as const
export type Who = keyof typeof cast

export interface WholeHouse {
  people: Record<Who, Person>
  programme: string
  fund: string
  call: string
  /** One came through to a released work, one is in review, one is proposed for an award. */
  applications: { released: string; inReview: string; proposed: string }
  award: string
  notice: string
  work: string
  manuscript: string
}

/** The session's token, as the admin itself asks for it. */
export async function withToken<T extends Client>(person: T): Promise<T & { token: string }> {
  const { body } = await person.get<{ token?: string }>('/api/users/me')
  if (!body.token) throw new Error('no token')
  return { ...person, token: body.token }
}

export interface Bare {
  status: number
  text: string
}

/** Payload's REST with the first lock taken off: asked directly, with this token. */
export async function bare(
  server: TestServer,
  token: string | null,
  method: string,
  path: string,
  body?: unknown,
  headers: Record<string, string> = {},
): Promise<Bare> {
  const request = new Request(`${server.url}/api${path}`, {
    method,
    headers: {
      ...(token === null ? {} : { authorization: `JWT ${token}` }),
      ...(body === undefined || typeof body === 'string' ? {} : { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  })
  const { payload } = server.house
  // A refusal is what is looked for here: Payload need not write each into the log.
  payload.logger.level = 'silent'
  const response = await handleEndpoints({ config: payload.config, request })
  // On SQLite nothing else lets the event loop turn, and the server's connections would time out unheard.
  await new Promise((resolve) => setImmediate(resolve))
  return { status: response.status, text: await response.text() }
}

/** Everything that is stored, by collection, by id; versions as collections of their own. */
export async function stored(server: TestServer): Promise<Map<string, Row[]>> {
  const { db, config } = server.house.payload
  const found = new Map<string, Row[]>()
  for (const { slug, versions } of config.collections) {
    const collection = slug
    const ask = { limit: 0, pagination: false, sort: 'id' }
    found.set(slug, (await db.find<Row>({ collection, ...ask })).docs)
    if (versions) found.set(`${slug}/versions`, (await db.findVersions({ collection, ...ask })).docs)
  }
  return found
}

/** The one row that there must be. */
export const only = <T>(rows: readonly T[], what: string): T => {
  const [row] = rows
  if (row === undefined) throw new Error(`no ${what}`)
  return row
}

export async function score(expert: Client, review: string, mode: 'work_call' | 'project_grant' = 'work_call') {
  const scores = Object.fromEntries(defaultRubric(mode).criteria.map(({ key }, n) => [key, 80 + n]))
  await expert.command('review', 'submit', { scores, vetoes: [], comment: '内容准确。' }, review)
}

/** A call that is open since 3 March 2026 and closes at the end of 10 April, with its fund. */
export async function openCall(server: TestServer, officer: Client, finance: Client, input: object = {}) {
  const programme = (
    await officer.command('programme', 'create', {
      ...{
        title: '科普创作资助计划',
        titleEn: 'Programme',
        basis: '办发〔2022〕24号',
        leadUnits: ['区科协'],
        year: 2026,
      },
    })
  ).id
  const fund = (await finance.command('fund', 'create', { title: '2026年度资金', programme, year: 2026 })).id
  await finance.command('fund', 'allocate', { fen: yuan(100_000) }, fund)
  const window = { opensAt: '2026-03-03T09:00:00+08:00', closesAt: '2026-04-11T00:00:00+08:00' }
  const about = { title: '2026年度科普作品征集', programme, fund, ...window, ...input }
  const call = (await officer.command('call', 'create', about)).id
  await officer.command('call', 'open', {}, call)
  server.clock.at = new Date('2026-03-10T02:00:00.000Z')
  return { programme, fund, call }
}

export async function acceptApplication(server: TestServer, officer: Client, id: string): Promise<void> {
  const row = await server.house.engine.store.reader.get<{ mode: 'work_call'; format: 'comic' }>('applications', id)
  if (!row) throw new Error('no application')
  await officer.command('application', 'accept', { check: allWell(checkLinesFor(row)) }, id)
}

export async function enrol(officer: Client, person: string, unit: string): Promise<void> {
  const organisation = (await officer.command('organisation', 'create', { name: unit, kind: 'institution' })).id
  await officer.command('person', 'join', { organisation }, person)
  await officer.command('expert', 'enrol', { person, disciplines: ['330'], speciality: '公共卫生', rank: '正高' })
}

/** Rows in every collection: three applications at three places of the way, and all that hangs on them. */
export async function furnish(server: TestServer): Promise<WholeHouse> {
  const people = {} as Record<Who, Person>
  for (const [who, roles] of Object.entries(cast) as [Who, (typeof cast)[Who]][])
    people[who] = await withToken(await server.person(`姓名-${who}`, ...roles.filter((role) => role !== 'creator')))
  const { creator, otherCreator, reviewer, assignedReviewer, officer, approver, finance, admin } = people
  const { reader } = server.house.engine.store
  const { programme, fund, call } = await openCall(server, officer, finance)
  await officer.command('call', 'create', {
    ...{ title: '尚未公布的征集', programme, fund },
    ...{ opensAt: '2026-09-03T09:00:00+08:00', closesAt: '2026-10-11T00:00:00+08:00' },
  })

  const submit = async (client: Client, kind: 'article' | 'comic') => {
    const made = await draft(client, call, kind)
    return (await client.command('application', 'submit', { draft: made.id, revision: made.revision })).id
  }
  const applications = {
    released: await submit(creator, 'article'),
    inReview: await submit(creator, 'comic'),
    proposed: await submit(otherCreator, 'article'),
  }
  await creator.upload('/my/files', {}, [await comicPage(9)])
  await enrol(officer, reviewer.id, '甲医院')
  await enrol(officer, assignedReviewer.id, '乙大学')
  await server.drain()
  for (const id of Object.values(applications)) {
    await acceptApplication(server, officer, id)
    const experts = id === applications.inReview ? [reviewer.id, assignedReviewer.id] : [reviewer.id]
    await officer.command('application', 'assign', { experts }, id)
  }
  for (const review of await reader.find<Row>('reviews', { reviewer: { equals: reviewer.id } })) {
    await reviewer.command('review', 'accept', { noConflict: true }, review.id)
    const under = only(await reader.find<Row>('applications', { dossier: { equals: review.dossier } }), 'application')
    if (under.id !== applications.inReview) await score(reviewer, review.id)
    else await reviewer.form(`/reviews/${review.id}/draft`, { 'scores.science:number': '80', comment: '未交' })
  }
  server.clock.at = new Date('2026-04-11T02:00:00.000Z')
  await server.drain()

  const decide = async (application: string) => {
    const lines = [{ application, fen: yuan(6000) }]
    const { id } = await officer.command('decision', 'propose', { call, lines, minutes: '第3次会议' })
    await approver.command('decision', 'confirm', {}, id)
    return id
  }
  const decision = await decide(applications.released)
  await decide(applications.proposed)
  const about = { decision, title: '拟资助名单公示', contact: '区科协 023-68000000' }
  const notice = (await officer.command('notice', 'publish', about)).id
  const award = only(await reader.find<Row>('awards', { application: { equals: applications.released } }), 'award').id
  const ground = '该作品与往年一部作品相似,请核查来源。'
  const said = { notice, award, name: '张居民', contact: '13800000000', ground }
  const objection = (await server.client().command('objection', 'raise', said)).id
  await officer.command('objection', 'dismiss', { reply: '经核查,异议不成立。' }, objection)
  server.clock.at = new Date('2026-05-20T02:00:00.000Z')
  await server.drain()

  await creator.command('award', 'sign', { accountHolder: '本人账户', agree: true }, award)
  await creator.command('award', 'deliver', { files: [], note: '成稿' }, award)
  await officer.command('award', 'accept_deliverable', {}, award)
  await server.drain()
  const work = only(await reader.find<Row & { manuscript: string }>('works', {}), 'work')
  await people.science.command('work', 'pass_science', { note: '准确。' }, work.id)
  await creator.command('work', 'declare_maps', { maps: { shown: 'yes', exemption: '社区街区图' } }, work.id)
  for (const editor of [people.editor1, people.editor2, people.editor3])
    await editor.command('work', 'pass', { note: '通过' }, work.id)
  await people.editor3.command('work', 'release', {}, work.id)
  await admin.command('apiKey', 'issue', { client: '区融媒体中心', channel: 'convergence', scope: {} })
  await server.drain()
  const newcomer = { name: '新人', email: 'newcomer@example.test', password, passwordAgain: password }
  await server.client().form('/account/register', newcomer)
  // Last: the story takes longer than what is unfinished is kept.
  await creator.send('POST', '/uploads', undefined, {
    ...{ 'tus-resumable': '1.0.0', 'upload-length': '9', 'upload-metadata': metadata({ filename: 'a.png' }) },
  })
  return { people, programme, fund, call, applications, award, notice, work: work.id, manuscript: work.manuscript }
}
