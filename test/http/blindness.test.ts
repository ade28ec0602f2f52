import { createHash } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import PDFDocument from 'pdfkit'
import type { CollectionSlug } from 'payload'
import sharp from 'sharp'
import { sessionOf } from '../../src/session'
import { myApplication, myWork } from '../../workflows/application/queries'
import { callFor, callsOpenNow } from '../../workflows/call/queries'
import { myReview, myReviews } from '../../workflows/review/queries'
import { answersOf } from '../journeys/story'
import { databaseKind } from '../support/payload'
import { startServer } from '../support/server'
import type { Client, TestServer } from '../support/server'
import { film, hasFfmpeg } from '../support/works'
import type { MadeFile } from '../support/works'
import { acceptApplication, bare, enrol, only, openCall, score, stored, withToken } from './whole-house'
import type { Row } from './whole-house'

type Person = Client & { id: string; email: string; token: string }

/** What tells who applies; none of it may be anywhere a reviewer looks. */
const planted: Record<string, string> = {
  name: '欧阳㛃哨',
  organisation: '青禾哨兵科普工作室',
  phone: '023-61239876',
  member: '司徒𠮷哨兵',
  memberUnit: '山城哨兵影像社',
  fileName: '欧阳的相机-哨兵-0042',
  exif: 'ExifArtistSentinel',
  udta: 'UdtaTitleSentinel',
  pdfAuthor: 'PdfAuthorSentinel',
}
/** What tells the work; it is for reviewers who accepted, and for no other. */
const work: Record<string, string> = { title: '验证码哨兵标题', abstract: '四格漫画讲清短信验证码为什么不能告诉陌生人' }
/** What tells who reviews; the applicant never learns it. */
const judge: Record<string, string> = {
  judgeName: '评审人独孤哨',
  judgeUnit: '评审人所在哨兵医院',
  comment: '评语哨兵：画面清楚',
}

let server: TestServer
let creator: Person
let reviewer: Person
let assigned: Person
let foreign: Person
let officer: Client
let call = ''
const applications: string[] = []
let original: { id: string; sha256: string }[] = []

const reader = () => server.house.engine.store.reader
const find = (collection: string, where: object) => reader().find<Row>(collection, where as never)

async function picture(n: number, type: 'png' | 'jpeg'): Promise<MadeFile> {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="900" height="1200"><rect width="900" height="1200" fill="hsl(${String(n * 80)} 50% 70%)"/></svg>`
  const exif = {
    IFD0: { Artist: planted.exif ?? '', Copyright: planted.exif ?? '', ImageDescription: planted.exif ?? '' },
  }
  const bytes = await sharp(Buffer.from(svg)).withExif(exif).toFormat(type).toBuffer()
  return { name: `${planted.fileName ?? ''}-${String(n)}.${type}`, type: `image/${type}`, bytes }
}

function paper(): Promise<MadeFile> {
  const pdf = new PDFDocument({ info: { Author: planted.pdfAuthor ?? '', Title: planted.pdfAuthor ?? '' } })
  const parts: Buffer[] = []
  pdf.on('data', (part: Buffer) => parts.push(part))
  const made = new Promise<MadeFile>((resolve) => {
    pdf.on('end', () => {
      resolve({ name: `${planted.fileName ?? ''}.pdf`, type: 'application/pdf', bytes: Buffer.concat(parts) })
    })
  })
  pdf.rect(50, 50, 200, 200).stroke()
  pdf.end()
  return made
}

async function submit(kind: 'video' | 'comic' | 'article', files: MadeFile[], more: Record<string, string>) {
  const json = { accept: 'application/json' }
  const { id } = (await creator.form<{ id: string }>('/drafts', { call }, json)).body
  const told = {
    ...{ applicantKind: 'enterprise', organisationName: planted.organisation ?? '', contactName: planted.name ?? '' },
    ...{
      contactPhone: planted.phone ?? '',
      'team.0.name': planted.member ?? '',
      'team.0.organisation': planted.memberUnit ?? '',
    },
  }
  const saved = await creator.form<{ revision: number; issues: unknown[] }>(
    `/drafts/${id}`,
    { _revision: '1', ...answersOf[kind](), ...told, ...more },
    json,
  )
  expect(saved.body.issues).toEqual([])
  if (files.length > 0) expect((await creator.upload(`/drafts/${id}/files`, { role: 'page' }, files)).status).toBe(200)
  if (kind === 'comic') await choose(id)
  const draft = await reader().get<Row & { revision: number }>('application-drafts', id)
  const done = await creator.command('application', 'submit', { draft: id, revision: draft?.revision })
  applications.push(done.id)
}

/** Words in a page's place may name their maker; the other page's do not. */
const alts = [`${planted.name ?? ''}和同事画的第一页`, '接到陌生来电的老人']

async function choose(draft: string): Promise<void> {
  const json = { accept: 'application/json' }
  const inDraft = async () => {
    const row = await reader().get<{ answers: { files: { file: string }[] } }>('application-drafts', draft)
    return row?.answers.files.map(({ file }) => file) ?? []
  }
  const [first = '', second = ''] = await inDraft()
  const at = (file: string, what: string) => `/drafts/${draft}/files/${file}/${what}`
  for (const [file, alt] of [
    [first, alts[0] ?? ''],
    [second, alts[1] ?? ''],
  ] as const) {
    const fields = { 'choices.alt': alt, 'choices.focal.x:percent': '25', 'choices.focal.y:percent': '75' }
    const saved = await creator.form(at(file, 'choices'), { ...fields, 'choices.spread:boolean': 'on' }, json)
    expect(saved.status).toBe(200)
  }
  expect((await creator.form(at(first, 'move'), { to: '1' }, json)).status).toBe(200)
  expect(await inDraft()).toEqual([second, first])
  expect((await creator.form(at(second, 'move'), { to: '1' }, json)).status).toBe(200)
  const refused = await creator.form<{ issues: { field: string; code: string }[] }>(
    at(first, 'choices'),
    { 'choices.poster:number': '1', 'choices.focal.x:percent': '300', 'choices.focal.y:percent': '1' },
    json,
  )
  expect([refused.status, refused.body.issues.map(({ field, code }) => `${field} ${code}`)]).toEqual([
    422,
    ['choices.focal.x not_a_share'],
  ])
  const other = await creator.form<{ issues: { code: string }[] }>(
    at(first, 'choices'),
    { 'choices.cut15:number': '1' },
    json,
  )
  expect(other.body.issues).toMatchObject([{ code: 'not_for_this_file' }])
  expect((await asAnother(at(first, 'choices'))).status).toBe(404)
}

const asAnother = (path: string) => reviewer.form(path, { 'choices.alt': '别人的' }, { accept: 'application/json' })

beforeAll(async () => {
  server = await startServer()
  creator = await withToken(await server.person(planted.name ?? ''))
  reviewer = await withToken(await server.person(judge.judgeName ?? '', 'reviewer'))
  assigned = await withToken(await server.person('评审乙', 'reviewer'))
  foreign = await withToken(await server.person('评审丙', 'reviewer'))
  officer = await server.person('经办人', 'officer')
  const finance = await server.person('财务', 'finance')
  ;({ call } = await openCall(server, officer, finance))
  const unit = await officer.command('organisation', 'create', { name: planted.organisation, kind: 'enterprise' })
  await officer.command('person', 'join', { organisation: unit.id }, creator.id)
  await submit('comic', [await picture(1, 'png'), await picture(2, 'jpeg')], {
    title: work.title ?? '',
    abstract: work.abstract ?? '',
  })
  await submit('article', [await paper()], {})
  if (hasFfmpeg) await submit('video', [{ ...film(2, planted.udta), name: `${planted.fileName ?? ''}.mp4` }], {})
  for (const [person, name] of [
    [reviewer, judge.judgeUnit ?? ''],
    [assigned, '乙医院'],
    [foreign, '丙医院'],
  ] as const)
    await enrol(officer, person.id, name)
  await server.drain()
  for (const [n, id] of applications.entries()) {
    const dossier = only(
      await find('dossiers', { id: { equals: (await reader().get<Row>('applications', id))?.dossier } }),
      'dossier',
    )
    if (dossier.state === 'blocked') {
      // What could not be made blind an officer must look at; without its files the rest may be read.
      await officer.command('dossier', 'release_anyway', { files: [], reason: '附件不送审' }, dossier.id)
    }
    await acceptApplication(server, officer, id)
    await officer.command(
      'application',
      'assign',
      { experts: n === 0 ? [reviewer.id, assigned.id] : [reviewer.id] },
      id,
    )
  }
  for (const review of await find('reviews', { reviewer: { equals: reviewer.id } }))
    await reviewer.command('review', 'accept', { noConflict: true }, review.id)
  await server.drain()
  original = (await find('files', { owner: { equals: creator.id } })) as typeof original
  const one = async (slug: string, columns: string[]) => {
    for (const [n, row] of (await find(slug, {})).entries())
      for (const column of columns) planted[`${slug}.${column}.${String(n)}`] = String(row[column])
  }
  await one('applications', ['id', 'number'])
  await one('submissions', ['id', 'receipt', 'hash'])
  await one('application-drafts', ['id'])
  for (const [n, { id, sha256 }] of original.entries())
    Object.assign(planted, { [`file.${String(n)}`]: id, [`sha.${String(n)}`]: sha256 })
  Object.assign(planted, { person: creator.id, email: creator.email, unit: unit.id })
})
afterAll(() => server.close())

/** The forms a word may take in bytes or in text. */
function traces(value: string): Buffer[] {
  const utf8 = Buffer.from(value)
  const base64 = [0, 1, 2].map((shift) =>
    Buffer.concat([Buffer.alloc(shift), utf8])
      .toString('base64')
      .slice(shift === 0 ? 0 : 4)
      .replace(/.?.?=*$/, '')
      .slice(0, -2),
  )
  const little = Buffer.from(value, 'utf16le')
  const escaped = JSON.stringify(value)
    .slice(1, -1)
    .replaceAll(/[^\x20-\x7e]/gu, (sign) =>
      [...Array(sign.length).keys()].map((n) => `\\u${sign.charCodeAt(n).toString(16).padStart(4, '0')}`).join(''),
    )
  const texts = [utf8.toString('hex'), encodeURIComponent(value), escaped, ...base64.filter((each) => each.length >= 8)]
  return [utf8, little, Buffer.from(little).swap16(), ...texts.map((text) => Buffer.from(text))]
}

interface Found {
  where: string
  bytes: Buffer
}
class Hunt {
  readonly seen: Found[] = []
  add(where: string, what: unknown): void {
    this.seen.push({
      where,
      bytes: Buffer.isBuffer(what) ? what : Buffer.from(typeof what === 'string' ? what : JSON.stringify(what)),
    })
  }
  /** Where which of these words stand. */
  of(words: Record<string, string>): string[] {
    const all = Object.entries(words).map(([name, value]) => [name, traces(value)] as const)
    return this.seen.flatMap(({ where, bytes }) =>
      all.flatMap(([name, forms]) => (forms.some((form) => bytes.includes(form)) ? [`${name} in ${where}`] : [])),
    )
  }
}

/** What Payload's REST says to this person when the first lock is off; `all`: whatever the question. */
async function huntRest(hunt: Hunt, person: Person, all = false): Promise<void> {
  const ask = async (path: string) => {
    hunt.add(path, (await bare(server, person.token, 'GET', path)).text)
  }
  for (const path of ['/access', '/users/me', '/users/init']) await ask(path)
  for (const { slug, flattenedFields, endpoints } of server.house.payload.config.collections) {
    if (endpoints === false) continue
    const list = await bare(server, person.token, 'GET', `/${slug}?limit=0&depth=0&trash=true`)
    hunt.add(slug, list.text)
    for (const depth of all && list.status === 200 ? ['1', '2', '10'] : ['10'])
      await ask(`/${slug}?depth=${depth}&pagination=false&draft=true`)
    for (const path of [
      '/count',
      '/versions?limit=0&depth=3',
      '/nobody',
      '?joins[reviews][limit]=0&populate[persons][name]=true&select[name]=true&depth=2',
    ])
      await ask(`/${slug}${path}`)
    if (list.status !== 200) continue
    for (const { id } of (JSON.parse(list.text) as { docs: { id: string }[] }).docs)
      await ask(`/${slug}/${id}?depth=10`)
    for (const { name, type } of all ? flattenedFields : []) {
      await ask(
        `/${slug}?sort=${name}&where[${name}][${type === 'text' ? 'like' : 'exists'}]=${type === 'text' ? 'a' : 'true'}&depth=1`,
      )
      if (type === 'relationship') await ask(`/${slug}?where[or][0][${name}.name][exists]=true`)
    }
  }
}

/** Every subject of the commands, asked for by ids this person knows, and by one that is none. */
async function huntCommands(hunt: Hunt, person: Client, ids: string[]): Promise<void> {
  for (const { subject, commands } of server.house.engine.registry.workflows) {
    for (const id of [...ids.slice(0, 5), 'nobody'])
      hunt.add(`commands/${subject}/${id}`, (await person.get<unknown>(`/commands/${subject}/${id}`)).body)
    for (const [n, { verb, from }] of commands.entries()) {
      const id = from === 'birth' ? '' : `${ids[n % ids.length] ?? 'nobody'}/`
      const key = { 'idempotency-key': `hunt-${subject}-${verb}-key` }
      const answer = await person.send<unknown>('POST', `/commands/${subject}/${id}${verb}`, { input: { no: 1 } }, key)
      hunt.add(`${subject}.${verb}`, answer.body)
    }
  }
}

const mailsTo = (person: { email: string }) => server.mails().filter(({ to }) => to.includes(person.email))
const actorOf = async (person: Person) =>
  (await sessionOf(server.house.payload, new Headers({ authorization: `JWT ${person.token}` }))).actor

describe(`blindness, on ${databaseKind}`, () => {
  test('the hunt would find the words where they are: with the officer, and in the originals', async () => {
    const hunt = new Hunt()
    hunt.add('stored', JSON.stringify([...(await stored(server))]))
    for (const { id } of original) hunt.add(id, (await creator.get<Buffer>(`/files/${id}`)).body)
    const found = hunt.of(planted)
    for (const name of Object.keys(planted))
      if (name !== 'udta' || hasFfmpeg) expect(found.join('\n')).toContain(`${name} in`)
    for (const name of ['exif', 'pdfAuthor', ...(hasFfmpeg ? ['udta'] : [])])
      expect(original.some(({ id }) => found.includes(`${name} in ${id}`))).toBe(true)
  })

  test('words in a file’s place go to reviewers unless they name somebody, and no other choice does', async () => {
    const dossiers = await find('dossiers', { format: { equals: 'comic' } })
    const files = dossiers.flatMap((one) => one.files as object[])
    expect(files.map((file) => 'alt' in file && file.alt)).toEqual([false, alts[1]])
    expect(JSON.stringify(dossiers)).not.toMatch(/focal|spread|choices/)
  })

  test('a reviewer who has accepted finds the work, and nothing of who made it', async () => {
    const hunt = new Hunt()
    await huntRest(hunt, reviewer, true)
    const reviews = await find('reviews', { reviewer: { equals: reviewer.id } })
    const actor = await actorOf(reviewer)
    const now = server.clock.at
    hunt.add('myReviews', await myReviews(reader(), actor, now))
    hunt.add('callsOpenNow', await callsOpenNow(reader(), now))
    hunt.add('callFor', await callFor(reader(), actor, call, now))
    const files: string[] = []
    for (const { id } of reviews) {
      const page = await myReview(reader(), actor, id, now)
      hunt.add(`myReview ${id}`, page)
      files.push(...(page?.dossier?.files ?? []).map(({ file }) => file))
    }
    expect(files.length).toBeGreaterThanOrEqual(2)
    for (const file of files) {
      const got = await reviewer.get<Buffer>(`/files/${file}`)
      expect([file, got.status, got.body.length > 100]).toEqual([file, 200, true])
      hunt.add(`bytes of ${file}`, got.body)
      hunt.add(`headers of ${file}`, [...got.headers].flat().join('\n'))
      expect(original.map(({ sha256 }) => sha256)).not.toContain(createHash('sha256').update(got.body).digest('hex'))
      for (const rendition of ['image-320', 'image-960', 'poster', 'constructor', '..%2f..'])
        hunt.add(`${file}/${rendition}`, (await reviewer.get<unknown>(`/files/${file}/${rendition}`)).body)
    }
    await huntCommands(hunt, reviewer, [
      ...reviews.map(({ id }) => id),
      ...reviews.map(({ dossier }) => String(dossier)),
      ...files,
      call,
    ])
    for (const path of ['/content/v1/works', '/content/v1/openapi.json', '/commands/openapi.json', '/health/ready'])
      hunt.add(path, (await reviewer.get<unknown>(path)).body)
    hunt.add('mails', mailsTo(reviewer))
    expect(mailsTo(reviewer).length).toBeGreaterThan(0)
    expect(hunt.seen.length).toBeGreaterThan(500)
    expect(hunt.of(planted)).toEqual([])
    expect(hunt.of(work).join()).toContain('title in')
  })

  test('the ids of what is hidden answer a reviewer like ids that are none', async () => {
    const dossier = only(await find('dossiers', {}), 'dossier')
    const first = async (slug: string) => only(await find(slug, {}), slug).id
    const hidden = [
      ...[applications[0], creator.id, original[0]?.id, planted.unit].map(String),
      ...[await first('submissions'), await first('application-drafts')],
    ]
    const nobody = '01a20a11-0000-7000-8000-000000000000'
    const same = async (path: (id: string) => string, method = 'GET', body?: unknown) => {
      const told = async (asked: string) => {
        const key = { 'idempotency-key': `same-${asked}` }
        const answer = await reviewer.send<unknown>(method, path(asked), body, key)
        return [answer.status, JSON.stringify(answer.body).replaceAll(asked, 'ID')]
      }
      const none = await told(nobody)
      for (const id of hidden) expect([path(id), ...(await told(id))]).toEqual([path(id), ...none])
    }
    for (const { subject, commands } of server.house.engine.registry.workflows) {
      // That an organisation is there everybody may know; its name is told nowhere.
      if (subject === 'organisation') continue
      await same((id) => `/commands/${subject}/${id}`)
      const verb = commands.find(({ from }) => from !== 'birth')?.verb
      if (verb) await same((id) => `/commands/${subject}/${id}/${verb}`, 'POST', { input: {} })
    }
    await same((id) => `/files/${id}`)
    await same((id) => `/drafts/${id}`, 'POST', { title: 'x' })
    await same((id) => `/reviews/${id}/draft`, 'POST', {})
    expect(hidden).not.toContain(dossier.id)
  })

  test('no filter tells a right guess from a wrong one', async () => {
    const rows = await stored(server)
    let compared = 0
    for (const { slug, flattenedFields, endpoints } of server.house.payload.config.collections) {
      if (endpoints === false || (await bare(server, reviewer.token, 'GET', `/${slug}`)).status !== 200) continue
      const mine = (
        JSON.parse((await bare(server, reviewer.token, 'GET', `/${slug}?limit=100`)).text) as { docs: Row[] }
      ).docs
      const hidden = (rows.get(slug) ?? []).filter(({ id }) => !mine.some((row) => row.id === id))
      for (const { name, type } of flattenedFields) {
        const values = hidden
          .map((row) => row[name])
          .filter((value) => typeof value === 'string' || typeof value === 'number')
        const right = values.find((value) => !mine.some((row) => row[name] === value))
        if (right === undefined || type === 'select') continue
        const wrong =
          type === 'date' ? '2001-01-01T00:00:00.000Z' : type === 'number' ? 987_654 : 'no-such-value-at-all'
        const told = async (value: string | number) => {
          const answer = await bare(
            server,
            reviewer.token,
            'GET',
            `/${slug}?where[${name}][equals]=${encodeURIComponent(value)}&depth=0`,
          )
          const text =
            typeof value === 'string' && value.length > 4 ? answer.text.replaceAll(value, 'VALUE') : answer.text
          return `${String(answer.status)} ${text}`
        }
        expect([slug, name, await told(right)]).toEqual([slug, name, await told(wrong)])
        compared++
      }
    }
    expect(compared).toBeGreaterThan(30)
  })

  test('one who has not accepted yet, and one who is not asked, see nothing of the work', async () => {
    const blind = (await find('files', { area: { equals: 'blind' } })).map(({ id }) => id)
    const names = Object.fromEntries(blind.map((id, n) => [`blind.${String(n)}`, id]))
    const reviews = await find('reviews', { reviewer: { equals: reviewer.id } })
    const theirs = Object.fromEntries(reviews.map(({ id }, n) => [`review.${String(n)}`, id]))
    for (const person of [assigned, foreign]) {
      const hunt = new Hunt()
      await huntRest(hunt, person)
      const actor = await actorOf(person)
      hunt.add('myReviews', await myReviews(reader(), actor, server.clock.at))
      const own = await find('reviews', { reviewer: { equals: person.id } })
      for (const { id } of own) hunt.add('myReview', await myReview(reader(), actor, id, server.clock.at))
      for (const { id } of reviews) expect(await myReview(reader(), actor, id, server.clock.at)).toBeNull()
      await huntCommands(
        hunt,
        person,
        own.flatMap(({ id, dossier }) => [id, String(dossier)]),
      )
      hunt.add('mails', mailsTo(person))
      expect(hunt.of({ ...planted, ...work, ...names, ...theirs, other: reviewer.id, ...judge })).toEqual([])
      for (const id of blind) expect((await person.get(`/files/${id}`)).status).toBe(404)
      for (const { id, dossier } of reviews) {
        expect((await person.get(`/commands/review/${id}`)).status).toBe(404)
        expect((await person.get(`/commands/dossier/${String(dossier)}`)).status).toBe(404)
        expect(
          (await person.form(`/reviews/${id}/draft`, { comment: 'x' }, { accept: 'application/json' })).status,
        ).toBe(404)
      }
    }
    expect((await find('reviews', { reviewer: { equals: foreign.id } })).length).toBe(0)
  })

  test('who declines sees nothing any more', async () => {
    const [own] = await find('reviews', { reviewer: { equals: assigned.id } })
    await assigned.command('review', 'accept', { noConflict: true }, own?.id)
    expect((await bare(server, assigned.token, 'GET', `/dossiers/${String(own?.dossier)}`)).text).toContain(work.title)
    await assigned.command('review', 'decline', { reason: '时间冲突' }, own?.id)
    expect((await bare(server, assigned.token, 'GET', `/dossiers/${String(own?.dossier)}`)).text).not.toContain(
      work.title,
    )
    const file = ((await reader().get<Row & { files: { file: string }[] }>('dossiers', String(own?.dossier)))?.files ??
      [])[0]
    expect((await assigned.get(`/files/${file?.file ?? ''}`)).status).toBe(404)
  })

  test('what an expert is still writing is guarded by its revision, from two windows too', async () => {
    const [review] = await find('reviews', { reviewer: { equals: reviewer.id } })
    const save = (comment: string, more: Record<string, string> = {}) =>
      reviewer.form<{ revision: number; theirs?: { comment: string } }>(
        `/reviews/${review?.id ?? ''}/draft`,
        { comment, ...more },
        { accept: 'application/json' },
      )
    const both = await Promise.all([save('甲窗口'), save('乙窗口')])
    expect(both.filter(({ status }) => status === 200).length).toBeGreaterThanOrEqual(1)
    expect(both.every(({ status }) => status === 200 || status === 409)).toBe(true)
    expect(await find('review-drafts', { review: { equals: review?.id } })).toHaveLength(1)
    const stale = await save('旧窗口', { _revision: '0' })
    expect([stale.status, stale.body.theirs?.comment]).toEqual([409, expect.stringContaining('窗口')])
    expect((await save('x', { _revision: 'x' })).status).toBe(400)
  })

  test('one who reviews and edits sees no original before the award', async () => {
    const both = await server.person('编辑兼评审', 'reviewer', 'editor1')
    for (const { id } of original) expect((await both.get(`/files/${id}`)).status).toBe(404)
    expect((await both.get<{ docs: unknown[] }>('/api/files')).body.docs).toEqual([])
  })

  test('the applicant never learns who reviews, nor what was said before the decision', async () => {
    for (const review of await find('reviews', { reviewer: { equals: reviewer.id } })) {
      await score(reviewer, review.id)
      await reviewer.form(
        `/reviews/${review.id}/draft`,
        { comment: judge.comment ?? '' },
        { accept: 'application/json' },
      )
    }
    const { payload } = server.house
    await payload.create({
      collection: 'review-drafts' as CollectionSlug,
      data: {
        review: only(await find('reviews', { reviewer: { equals: assigned.id } }), 'review').id,
        reviewer: assigned.id,
        scores: { comment: judge.comment },
        revision: 1,
      } as never,
      overrideAccess: true,
    })
    await server.drain()
    const secrets: Record<string, string> = {
      ...judge,
      reviewer: reviewer.id,
      assigned: assigned.id,
      mail: reviewer.email,
    }
    for (const slug of ['reviews', 'experts', 'review-drafts'])
      for (const [n, { id }] of (await find(slug, {})).entries()) secrets[`${slug}.${String(n)}`] = id
    for (const { id, organisation } of await find('persons', { id: { in: [reviewer.id, assigned.id] } }))
      secrets[`unit.${id}`] = String(organisation)
    const hunt = new Hunt()
    await huntRest(hunt, creator)
    const actor = await actorOf(creator)
    hunt.add('myWork', await myWork(reader(), actor, server.clock.at))
    for (const id of applications) hunt.add('myApplication', await myApplication(reader(), actor, id, server.clock.at))
    const own = await find('applications', { applicant: { equals: creator.id } })
    await huntCommands(
      hunt,
      creator,
      own.flatMap(({ id, dossier, submission }) => [id, String(dossier), String(submission)]),
    )
    hunt.add('mails', mailsTo(creator))
    expect(mailsTo(creator).length).toBeGreaterThan(0)
    expect(hunt.of(secrets)).toEqual([])
    const told = hunt.seen.filter(({ where }) => where !== '/access' && !where.includes('openapi'))
    for (const { bytes } of told) expect(bytes.toString()).not.toMatch(/"scores":\{|"total":\d/)
    for (const { id } of await find('reviews', {}))
      expect((await creator.get(`/commands/review/${id}`)).status).toBe(404)
  })
})
