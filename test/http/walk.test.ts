import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import type { SanitizedCollectionConfig } from 'payload'
import { databaseKind } from '../support/payload'
import { password as present, startServer } from '../support/server'
import type { TestServer } from '../support/server'
import { bare, cast, furnish, only, stored } from './whole-house'
import type { Bare, Person, Row, Who, WholeHouse } from './whole-house'

/** Payload's own: none of ours, and named here so that another one is noticed. */
const payloads = ['payload-kv', 'payload-preferences', 'payload-migrations']
const sides: (Who | 'visitor')[] = [
  ...(['visitor', 'creator', 'reviewer', 'officer', 'approver', 'finance'] as const),
  ...(['editor1', 'editor3', 'science', 'auditor', 'admin'] as const),
]
/** Those who are asked everything; the others the plain questions only. */
const thorough: readonly string[] = ['visitor', 'creator', 'reviewer', 'officer', 'editor1', 'admin']
const mark = 'INTRUDED'

let server: TestServer
let house: WholeHouse

beforeAll(async () => {
  server = await startServer()
  house = await furnish(server)
})
afterAll(() => server.close())

const collections = () => server.house.payload.config.collections
const ours = () => collections().filter(({ slug }) => !payloads.includes(slug))
const personOf = (who: Who | 'visitor'): Person | null => (who === 'visitor' ? null : house.people[who])
const ask = (who: Who | 'visitor', method: string, path: string, body?: unknown, headers?: Record<string, string>) =>
  bare(server, personOf(who)?.token ?? null, method, path, body, headers)

describe(`what every collection says, on ${databaseKind}`, () => {
  test('each states every operation itself; nothing is left to a default', () => {
    expect(collections().map(({ slug }) => slug)).toEqual([...ours().map(({ slug }) => slug), ...payloads])
    expect(ours().length).toBeGreaterThanOrEqual(30)
    const left: string[] = []
    for (const { slug, access } of ours())
      for (const operation of ['create', 'read', 'update', 'delete', 'unlock', 'readVersions', 'admin'] as const) {
        if (operation === 'admin' && slug !== 'users') continue
        const rule = (access as Record<string, unknown>)[operation]
        if (typeof rule !== 'function' || rule.name.startsWith('default')) left.push(`${slug}.${operation}`)
      }
    expect(left).toEqual([])
  })

  test('no GraphQL, no locked documents, no duplicating, no jobs, no uploads, no globals', () => {
    const { config } = server.house.payload
    expect(config.graphQL.disable).toBe(true)
    expect(config.globals).toEqual([])
    expect(config.jobs.enabled).not.toBe(true)
    expect(ours().filter(({ lockDocuments }) => lockDocuments !== false)).toEqual([])
    expect(ours().filter(({ disableDuplicate }) => !disableDuplicate)).toEqual([])
    for (const { upload } of ours()) expect(upload).toBeFalsy()
    const text = JSON.stringify(collections().map(({ slug }) => slug))
    expect(text).not.toContain('payload-locked-documents')
    expect(text).not.toContain('payload-jobs')
  })

  test('the engine holds what has a state; people write words only, and those have none', () => {
    const loose = ours().filter(({ custom }) => custom.held !== true && custom.appendOnly !== true)
    expect(loose.map(({ slug }) => slug).sort()).toEqual([
      'application-drafts',
      'kept-forms',
      'manuscripts',
      'registrations',
      'review-drafts',
      'uploads',
      'users',
    ])
    for (const { flattenedFields } of loose) expect(flattenedFields.map(({ name }) => name)).not.toContain('state')
  })
})

/** A value for each column that an intruder would like to see there. */
function intruded({ fields }: SanitizedCollectionConfig): Record<string, unknown> {
  const values: Record<string, unknown> = {}
  for (const field of fields) {
    if (!('name' in field) || field.name === 'id' || field.type === 'ui') continue
    const options = field.type === 'select' ? field.options : []
    const last = options.at(-1)
    const option = typeof last === 'object' ? last.value : last
    values[field.name] =
      field.type === 'number'
        ? 424_242
        : field.type === 'date'
          ? '2031-01-01T00:00:00.000Z'
          : field.type === 'select'
            ? 'hasMany' in field && field.hasMany
              ? [option]
              : option
            : field.type === 'json'
              ? [mark]
              : field.type === 'checkbox'
                ? true
                : mark
  }
  return values
}

const volatile = ['sessions', 'updatedAt']
const words = ['title', 'abstract', 'body', 'keywords', 'audience', 'theme', 'creditLine', 'licence', 'references']

/** What is stored, without what this person is meant to change through Payload. */
function untouchable(rows: Map<string, Row[]>, who: Who | 'visitor'): Record<string, unknown> {
  const me = personOf(who)?.id
  const kept: Record<string, unknown> = {}
  for (const [slug, list] of rows) kept[slug] = list
  const without = (row: Row, names: string[]) =>
    Object.fromEntries(Object.entries(row).filter(([name]) => !names.includes(name)))
  kept.users = (rows.get('users') ?? []).map((row) =>
    without(row, [...volatile, ...(row.id === me ? ['name', 'locale', 'hash', 'salt'] : [])]),
  )
  kept['payload-preferences'] = (rows.get('payload-preferences') ?? []).filter(
    ({ user }) => (user as { value?: string }).value !== me,
  )
  if (who === 'editor1' || who === 'editor3') {
    kept.manuscripts = (rows.get('manuscripts') ?? []).map((row) => without(row, [...words, 'updatedAt']))
    kept['manuscripts/versions'] = null
  }
  return JSON.parse(JSON.stringify(kept)) as Record<string, unknown>
}

describe(`with the first lock taken off nobody writes by a back door, on ${databaseKind}`, () => {
  /** What stood there after the one before had tried. */
  let last: Map<string, Row[]> | null = null

  test.each(sides)('%s tries every write of every collection', async (who) => {
    const rows = last ?? (await stored(server))
    const went: string[] = []
    const tried = async (slug: string, method: string, path: string, body?: unknown, headers = {}) => {
      const answer = await ask(who, method, path, body, headers)
      if (answer.status < 300) went.push(`${method} ${slug}`)
    }
    for (const config of collections()) {
      const { slug } = config
      if (config.endpoints === false) {
        expect((await ask(who, 'GET', `/${slug}`)).status).toBe(501)
        continue
      }
      const body = intruded(config)
      const victim = rows.get(slug)?.find(({ id }) => id !== personOf(who)?.id)?.id ?? 'nobody'
      const everything = `where[id][exists]=true`
      await tried(
        slug,
        'POST',
        `/${slug}`,
        slug === 'users' ? { ...body, email: 'x@x.cn', password: 'xxxxxxxxxxx1' } : body,
      )
      await tried(slug, 'PATCH', `/${slug}/${victim}?overrideLock=true`, body)
      await tried(slug, 'DELETE', `/${slug}/${victim}?trash=true`)
      if (!thorough.includes(who)) continue
      await tried(slug, 'POST', `/${slug}/${victim}/duplicate`, body)
      // Through `where` a person reaches own rows too: for an account that is the next test's matter.
      if (slug !== 'users') await tried(slug, 'PATCH', `/${slug}?${everything}&limit=0`, body)
      await tried(slug, 'DELETE', `/${slug}?${everything}&limit=0`)
      const version = rows.get(`${slug}/versions`)?.[0]?.id
      if (version) await tried(slug, 'POST', `/${slug}/versions/${version}?draft=true`)
    }
    const first = { email: 'first@example.cn', password: 'a-good-Pass-2026' }
    await tried('users/first-register', 'POST', '/users/first-register', first)
    await tried('jobs', 'POST', '/payload-jobs', { taskSlug: 'inline' })
    await tried('jobs/run', 'GET', '/payload-jobs/run')
    await tried('locked', 'POST', '/payload-locked-documents', { globalSlug: mark })
    await tried('graphql', 'POST', '/graphql', { query: '{ Users { docs { email } } }' })
    await ask(who, 'POST', '/users/unlock', { email: house.people.auditor.email })
    await ask(who, 'POST', `/payload-preferences/${mark}`, { value: mark })
    last = await stored(server)
    expect(untouchable(last, who)).toEqual(untouchable(rows, who))
    const mine =
      who === 'editor1' || who === 'editor3' ? ['PATCH manuscripts', 'PATCH manuscripts', 'POST manuscripts'] : []
    const own = personOf(who) ? ['POST', 'PATCH', 'DELETE'].map((method) => `${method} payload-preferences`) : []
    expect(went.filter((each) => ![...mine, ...own].includes(each))).toEqual([])
  })

  test('of the own account people change name, language and password, and nothing else', async () => {
    const { creator, admin } = house.people
    const { reader } = server.house.engine.store
    for (const { id, token } of [creator, admin]) {
      const before = await reader.get<Row>('users', id)
      const person = await reader.get<Row>('persons', id)
      const forged = {
        ...{ name: '新名字', locale: 'en', email: 'other@example.test', roles: ['admin', 'approver'], id: 'x' },
        ...{ _verified: false, hash: mark, salt: mark, resetPasswordToken: mark, sessions: [] },
      }
      for (const path of [`/users/${id}`, '/users?where[email][exists]=true'])
        await bare(server, token, 'PATCH', path, forged)
      const after = await reader.get<Row>('users', id)
      expect(after).toMatchObject({ name: '新名字', locale: 'en' })
      const same = ['id', 'email', '_verified', 'hash', 'salt', 'resetPasswordToken', 'sessions']
      for (const column of same) expect([column, after?.[column]]).toEqual([column, before?.[column]])
      expect(await reader.get('persons', id)).toEqual(person)
    }
    expect(await reader.count('users', { name: { equals: '新名字' } })).toBe(2)
    expect(JSON.parse((await bare(server, creator.token, 'GET', '/users/me')).text)).toMatchObject({
      user: { roles: ['creator'] },
    })
  })

  test('what an editor may not touch of a manuscript stays, and no version brings another back', async () => {
    const { editor1, editor2 } = house.people
    const read = () => server.house.engine.store.reader.get<Row>('manuscripts', house.manuscript)
    const before = await read()
    const forged = { format: 'game', aiUse: 'generated', files: [{ file: mark }], funding: { funded: mark } }
    await bare(server, editor2.token, 'PATCH', `/manuscripts/${house.manuscript}`, {
      ...forged,
      abstract: '改过的摘要',
    })
    expect(await read()).toMatchObject({
      ...{ format: before?.format, aiUse: before?.aiUse, files: before?.files, funding: before?.funding },
      abstract: '改过的摘要',
    })
    for (const person of [house.people.officer, house.people.science, house.people.creator]) {
      await bare(server, person.token, 'PATCH', `/manuscripts/${house.manuscript}`, { abstract: mark })
      expect(await read()).toMatchObject({ abstract: '改过的摘要' })
    }
    expect((await bare(server, editor1.token, 'DELETE', `/manuscripts/${house.manuscript}`)).status).toBe(403)
    expect(await read()).not.toBeNull()
  })

  test('an editor brings back the words of an older version, and nothing else of it', async () => {
    const { editor1, officer } = house.people
    const { payload, engine } = server.house
    const id = house.manuscript
    const save = (data: object) =>
      payload.update({ collection: 'manuscripts', id, data: data, overrideAccess: true, depth: 0 })
    await save({ title: '旧题', abstract: '旧的摘要', aiUse: 'none' })
    const { docs } = await payload.findVersions({
      collection: 'manuscripts',
      where: { 'version.title': { equals: '旧题' } },
    })
    const fixed = { aiUse: 'generated', funding: { funded: false }, files: [{ file: 'another', role: 'work' }] }
    await save({ title: '新题', abstract: '新的摘要', keywords: ['新'], ...fixed })
    const path = `/manuscripts/versions/${only(docs, 'version').id}`
    expect((await bare(server, officer.token, 'POST', path)).status).toBe(403)
    expect((await editor1.send('POST', `/api${path}`)).status).toBe(200)
    expect(await engine.store.reader.get('manuscripts', id)).toMatchObject({
      id,
      title: '旧题',
      abstract: '旧的摘要',
      ...fixed,
    })
  })
})

describe(`our own code with every access overridden, on ${databaseKind}`, () => {
  test('the Local API writes nothing that the engine holds', async () => {
    const { payload } = server.house
    const before = await stored(server)
    const through: string[] = []
    const held = ours().filter(({ custom }) => custom.held === true || custom.appendOnly === true)
    expect(held.length).toBeGreaterThanOrEqual(26)
    for (const config of held) {
      const collection = config.slug
      const data = intruded(config) as never
      const id = before.get(collection)?.[0]?.id ?? 'nobody'
      const where = { id: { exists: true } }
      const common = { overrideAccess: true, disableTransaction: true, overrideLock: true } as const
      const tries: [string, () => Promise<unknown>][] = [
        ['create', () => payload.create({ collection, data, ...common })],
        ['create draft', () => payload.create({ collection, data, draft: true, ...common })],
        ['update', () => payload.update({ collection, id, data, ...common })],
        ['updateWhere', () => payload.update({ collection, where, data, ...common })],
        ['delete', () => payload.delete({ collection, id, ...common })],
        ['deleteWhere', () => payload.delete({ collection, where, ...common })],
        ['duplicate', () => payload.duplicate({ collection, id, ...common })],
        ['restoreVersion', () => payload.restoreVersion({ collection, id, ...common })],
      ]
      for (const [name, attempt] of tries)
        await attempt().then(
          () => through.push(`${collection}.${name}`),
          () => undefined,
        )
    }
    expect(through).toEqual([])
    expect(JSON.stringify([...(await stored(server))])).toBe(JSON.stringify([...before]))
  })
})

type Own = (row: Row, me: string) => boolean
const money = ['officer', 'approver', 'finance', 'auditor'] as const
const desk = ['editor1', 'editor2', 'editor3', 'science', 'officer', 'auditor'] as const
const log = ['editor1', 'editor2', 'editor3', 'officer', 'auditor', 'admin'] as const
const none: Own = () => false
const by =
  (column: string): Own =>
  (row, me) =>
    row[column] === me

/** Who reads every row, and which rows any other signed-in person reads. */
const readers: Record<string, [all: readonly (Who | 'visitor')[], own: Own]> = {
  users: [['admin'], by('id')],
  persons: [['admin', 'officer', 'auditor'], by('id')],
  organisations: [[...money, 'admin'], none],
  experts: [['admin', 'officer', 'auditor'], by('person')],
  'api-keys': [['admin', 'officer', 'auditor'], none],
  programmes: [[], () => true],
  funds: [[...money, 'admin'], none],
  calls: [[...money, 'admin'], ({ state }) => state !== 'draft'],
  'application-drafts': [[], by('owner')],
  applications: [money, by('applicant')],
  submissions: [['officer', 'auditor'], by('applicant')],
  dossiers: [['officer', 'auditor'], none],
  reviews: [['officer', 'auditor'], by('reviewer')],
  'review-drafts': [[], by('reviewer')],
  decisions: [money, none],
  notices: [['visitor'], () => true],
  objections: [['officer', 'auditor'], none],
  awards: [money, (row, me) => row.owner === me && row.state !== 'proposed'],
  payments: [money, by('owner')],
  deliverables: [money, by('owner')],
  ledger: [[...money, 'admin'], none],
  files: [['officer', 'auditor'], by('owner')],
  works: [desk, by('owner')],
  manuscripts: [desk, none],
  'release-order': [log, none],
  releases: [log, none],
  catalogue: [log, none],
  journal: [['auditor', 'admin'], none],
  commands: [[], none],
  outbox: [[], none],
  'kept-forms': [[], none],
  registrations: [[], none],
  uploads: [[], none],
}

describe(`with the first lock taken off everybody reads own rows and no other, on ${databaseKind}`, () => {
  let rows: Map<string, Row[]>
  let secrets: string[]
  beforeAll(async () => {
    rows = await stored(server)
    const open = new Set<unknown>(['submissions', 'deliverables', 'journal'].flatMap(hashesOf))
    const hidden = ['salt', 'hash', 'resetPasswordToken', '_verificationToken']
    secrets = [...rows]
      .flatMap(([, list]) => list.flatMap((row) => hidden.map((column) => row[column])))
      .filter((value): value is string => typeof value === 'string' && value.length > 8 && !open.has(value))
  })

  /** Hashes that are no secrets: of what was handed in, and of the journal. */
  const hashesOf = (slug: string) => (rows.get(slug) ?? []).map(({ hash }) => hash)

  function expected(who: Who | 'visitor', slug: string): Row[] {
    const [all, own] = readers[slug] ?? [[], none]
    const list = rows.get(slug) ?? []
    if (all.includes(who)) return list
    const me = personOf(who)
    if (!me) return []
    if (slug === 'dossiers') {
      const reviews = rows.get('reviews') ?? []
      const mine = reviews.filter(
        ({ reviewer, state }) => reviewer === me.id && /^(accepted|submitted)$/.test(String(state)),
      )
      return list.filter(({ id }) => mine.some(({ dossier }) => dossier === id))
    }
    return list.filter((row) => own(row, me.id))
  }

  /** Ids of all rows told anywhere in an answer, however deep. */
  function told(value: unknown, found = new Set<string>()): Set<string> {
    if (typeof value !== 'object' || value === null) return found
    const { id, updatedAt } = value as { id?: unknown; updatedAt?: unknown }
    if (typeof id === 'string' && updatedAt !== undefined) found.add(id)
    for (const inner of Object.values(value)) told(inner, found)
    return found
  }

  function clean(answer: Bare) {
    expect(secrets.filter((secret) => answer.text.includes(secret))).toEqual([])
    for (const column of ['"head":', '"touched":', '"salt":']) expect(answer.text).not.toContain(column)
  }

  test('the table above names every collection', () => {
    expect(Object.keys(readers).sort()).toEqual(
      ours()
        .map(({ slug }) => slug)
        .sort(),
    )
    for (const [slug, list] of rows)
      if (!['objections', ...payloads].includes(slug)) expect([slug, list.length > 0]).toEqual([slug, true])
    expect(secrets.length).toBeGreaterThan(60)
  })

  test.each([...sides, 'otherCreator', 'assignedReviewer', 'foreignReviewer'] as const)('%s', async (who) => {
    const mayRead = new Set(Object.keys(readers).flatMap((slug) => expected(who, slug).map(({ id }) => id)))
    for (const slug of Object.keys(readers)) {
      const due = expected(who, slug).map(({ id }) => id)
      const list = await ask(who, 'GET', `/${slug}?limit=0&pagination=false&depth=0`)
      clean(list)
      const docs = list.status === 200 ? (JSON.parse(list.text) as { docs: Row[] }).docs : []
      expect([slug, docs.length]).toEqual([slug, Math.min(due.length, 100)])
      if (due.length <= 100) expect([slug, docs.map(({ id }) => id).sort()]).toEqual([slug, [...due].sort()])
      const count = await ask(who, 'GET', `/${slug}/count`)
      if (count.status === 200) expect([slug, JSON.parse(count.text)]).toEqual([slug, { totalDocs: due.length }])
      else expect([slug, due]).toEqual([slug, []])
      const other = rows.get(slug)?.find(({ id }) => !due.includes(id))
      if (other) {
        const got = await ask(who, 'GET', `/${slug}/${other.id}?depth=2&draft=true&trash=true`)
        expect([slug, [403, 404].includes(got.status), told(safely(got.text)).size]).toEqual([slug, true, 0])
      }
      const [mine] = due
      if (mine && thorough.includes(who))
        clean(await ask(who, 'GET', `/${slug}/${mine}?depth=3&select[salt]=true&select[hash]=true&select[head]=true`))
      if (slug === 'manuscripts' || slug === 'persons') {
        const versions = await ask(who, 'GET', `/${slug}/versions?limit=0`)
        const sees = slug === 'manuscripts' && (desk as readonly string[]).includes(who)
        expect([slug, told(safely(versions.text)).size > 0]).toEqual([slug, sees])
      }
      if (!thorough.includes(who)) continue
      const more = 'depth=10&trash=true&draft=true&populate[persons][salt]=true&joins[reviews][limit]=0'
      const deep = await ask(who, 'GET', `/${slug}?limit=20&${more}`)
      clean(deep)
      expect([slug, [...told(safely(deep.text))].filter((id) => !mayRead.has(id))]).toEqual([slug, []])
    }
  })

  test.each(['visitor', 'reviewer', 'admin'] as const)('sorting and filtering give nothing away to %s', async (who) => {
    const refused = async (path: string) => {
      const answer = await ask(who, 'GET', path)
      const { docs = [] } = safely(answer.text) as { docs?: unknown[] }
      expect([path, answer.status >= 400 || docs.length === 0]).toEqual([path, true])
      clean(answer)
    }
    for (const { slug, flattenedFields, custom } of ours()) {
      const relations = flattenedFields.filter(({ type }) => type === 'relationship').map(({ name }) => name)
      for (const [n, name] of relations.entries()) {
        const keys = [`${name}.salt`, `-${name}.name`, `${name}__hash`, `title,${name}.head`]
        await refused(`/${slug}?sort=${keys[n % keys.length] ?? ''}`)
        const inner = ['name', 'hash', 'salt', 'call.fund.committed', 'applicant.email'][n % 5] ?? ''
        await refused(`/${slug}?where[or][0][and][0][${name}.${inner}][exists]=true`)
      }
      const hidden = [
        ...(custom.held === true ? ['head', 'touched', 'salt'] : []),
        ...(slug === 'users' ? ['hash', 'salt', 'resetPasswordToken'] : []),
      ]
      for (const name of [...hidden, ...(slug === 'api-keys' ? ['hash'] : [])]) {
        await refused(`/${slug}?sort=${name}`)
        await refused(`/${slug}?where[and][0][${name}][like]=a`)
      }
    }
  })

  test('what may be done says nothing of what is there', async () => {
    for (const who of ['visitor', 'creator', 'reviewer'] as const) {
      const answer = await ask(who, 'GET', '/access')
      const told = safely(answer.text) as {
        collections: Record<string, Record<string, unknown>>
        canAccessAdmin?: boolean
      }
      expect(told.canAccessAdmin ?? false).toBe(false)
      for (const [slug, may] of Object.entries(told.collections).filter(([name]) => !payloads.includes(name)))
        for (const verb of ['create', 'delete', ...(slug === 'users' ? [] : ['update'])])
          expect([slug, verb, may[verb] ?? null]).toEqual([slug, verb, null])
    }
  })
})

function safely(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return {}
  }
}

describe(`the first lock, on ${databaseKind}`, () => {
  test.each(['visitor', 'creator', 'reviewer'] as const)('%s gets no answer from any collection', async (who) => {
    const token = personOf(who)?.token
    const headers: Record<string, string> = token ? { authorization: `JWT ${token}` } : {}
    const client = server.client()
    const rows = await stored(server)
    const names = (rows.get('users') ?? []).flatMap(({ id, email, name }) => [id, email, name].map(String))
    const titles = ['applications', 'works', 'funds', 'calls', 'organisations'].flatMap((slug) =>
      (rows.get(slug) ?? []).map(({ title, name }) => String(title ?? name)),
    )
    for (const { slug } of collections()) {
      const id = rows.get(slug)?.[0]?.id ?? 'x'
      for (const [method, path] of [
        ['GET', ''],
        ['GET', `/${id}`],
        ['PATCH', `/${id}`],
        ['DELETE', '?where[id][exists]=true'],
        ['POST', `/access/${id}`],
      ] as const) {
        const body = method === 'GET' ? undefined : {}
        const answer = await client.send<unknown>(method, `/api/${slug}${path}`, body, headers)
        const allowed = slug.startsWith('payload-') ? [401, 403, 404] : [token ? 403 : 401]
        expect([method, slug, path, allowed.includes(answer.status)]).toEqual([method, slug, path, true])
        const text = JSON.stringify(answer.body)
        expect([...names, ...titles].filter((word) => text.includes(word))).toEqual([])
      }
    }
    for (const path of [
      '/api/access',
      '/api/users/init',
      '/api/graphql',
      '/api/USERS',
      '/api/users/',
      '/api//users',
      '/api',
    ])
      expect([path, [401, 403, 404].includes((await client.get(path, headers)).status)]).toEqual([path, true])
    const registered = { email: 'intruder@example.test', password: 'a-good-Pass-2026' }
    for (const path of ['/api/users/first-register', '/api/users/First-Register', '/api/users/first%2Dregister'])
      expect((await client.send('POST', path, registered, headers)).status).toBe(404)
    const override = { ...headers, 'x-payload-http-method-override': 'GET' }
    for (const path of ['login', 'logout', 'forgot-password', 'reset-password']) {
      const answer = await client.send<unknown>('POST', `/api/users/${path}`, { where: {}, limit: 100 }, override)
      expect([path, names.filter((word) => JSON.stringify(answer.body).includes(word))]).toEqual([path, []])
    }
    expect(await server.house.engine.store.reader.count('users', { email: { equals: 'intruder@example.test' } })).toBe(
      0,
    )
  })

  test('a password set here keeps the rules of a password', async () => {
    const { officer } = house.people
    const hash = async () => (await server.house.engine.store.reader.get<Row>('users', officer.id))?.hash
    const before = await hash()
    for (const password of ['short', '1234567890', officer.email, 'aaaaaaaaaaaa']) {
      const form = new FormData()
      form.set('_payload', JSON.stringify({ password }))
      const headers = { authorization: `JWT ${officer.token}` }
      const sent = await fetch(`${server.url}/api/users/${officer.id}`, { method: 'PATCH', headers, body: form })
      const plain = await officer.send('PATCH', `/api/users/${officer.id}`, { password })
      const where = await officer.send('PATCH', `/api/users?where[id][equals]=${officer.id}`, { password })
      const reset = await server.client().send('POST', '/api/users/reset-password', { token: 'x', password })
      expect([sent.status, plain.status, where.status]).toEqual([422, 422, 422])
      // Whose token it is not is not known, and so no address to compare with.
      expect(reset.status).toBe(password === officer.email ? 403 : 422)
    }
    expect(await hash()).toBe(before)
    const next = { password: 'quite another 2', currentPassword: present }
    expect((await officer.send('PATCH', `/api/users/${officer.id}`, next)).status).toBe(200)
    expect(await hash()).not.toBe(before)
  })

  test('staff reach no collection of Payload itself but their own settings', async () => {
    const { officer, admin } = house.people
    for (const { client } of [{ client: officer }, { client: admin }]) {
      for (const path of [
        'payload-preferences',
        'payload-kv',
        'payload-kv/count',
        'payload-migrations',
        'Payload-Preferences',
      ])
        expect([path, (await client.get(`/api/${path}`)).status]).toEqual([path, 404])
      expect((await client.send('POST', '/api/payload-preferences/nav', { value: { open: true } })).status).toBe(200)
      expect(
        (await client.send<unknown>('POST', '/api/payload-preferences/nav', { value: 'x'.repeat(3_000_000) })).status,
      ).toBe(413)
    }
  })

  test('roles come from the record: a person loses them at once, whatever the token was issued for', async () => {
    const { admin, finance } = house.people
    expect((await finance.get('/api/funds')).status).toBe(200)
    await admin.command('person', 'revoke_role', { role: 'finance' }, finance.id)
    expect((await finance.get('/api/funds')).status).toBe(403)
    await admin.command('person', 'grant_role', { role: 'finance' }, finance.id)
    await admin.command('person', 'suspend', { reason: '核查' }, finance.id)
    expect((await finance.get('/api/funds')).status).toBe(403)
    expect(await finance.refused('fund', 'allocate', { fen: 100 }, house.fund)).toBe('person_suspended')
    await admin.command('person', 'restore', {}, finance.id)
    expect((await finance.get('/api/funds')).status).toBe(200)
    expect(Object.keys(cast)).toContain('finance')
  })
})
