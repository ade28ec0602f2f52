import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { assignPanel } from '../../src/admin/assign-panel'
import { defaultRules } from '../../workflows/call/defaults'
import type { PanelProposal } from '../../workflows/panel'
import { draft } from '../journeys/story'
import { databaseKind } from '../support/payload'
import { startServer } from '../support/server'
import type { TestServer } from '../support/server'
import { acceptApplication, enrol, openCall, withToken } from './whole-house'
import type { Person, Row } from './whole-house'

interface Problem {
  code: string
  issues: { field: string; code: string; title: string }[]
}

let server: TestServer
let officer: Person
let reviewers: Person[]
let call = ''
const applications: string[] = []

beforeAll(async () => {
  server = await startServer()
  const person = async (name: string, ...roles: Parameters<TestServer['person']>[1][]) =>
    withToken(await server.person(name, ...roles))
  officer = await person('经办', 'officer')
  const finance = await person('财务', 'finance')
  reviewers = []
  for (const name of ['甲专家', '乙专家', '丙专家', '丁专家']) reviewers.push(await person(name, 'reviewer'))
  const rules = { ...defaultRules(), reviewersPerApplication: 2 }
  ;({ call } = await openCall(server, officer, finance, { rules }))
  for (const [n, reviewer] of reviewers.entries()) await enrol(officer, reviewer.id, `第${n}医院`)
  const creators = [await person('作者一'), await person('作者二')]
  for (const creator of creators) {
    const made = await draft(creator, call, 'article')
    applications.push((await creator.command('application', 'submit', { draft: made.id, revision: made.revision })).id)
  }
  await server.drain()
  for (const id of applications) await acceptApplication(server, officer, id)
})
afterAll(() => server.close())

const ask = <T = PanelProposal>(who: Pick<Person, 'send'>, wish: object = {}) =>
  who.send<T>('POST', '/panels', { call, ...wish })
const reviewsOf = (application: string) =>
  server.house.engine.store.reader
    .get<Row>('applications', application)
    .then((row) => server.house.engine.store.reader.find<Row>('reviews', { dossier: { equals: row?.dossier } }))

describe(`proposed panels over HTTP, on ${databaseKind}`, () => {
  test('only an officer may ask, about a call that there is, with wishes that are known', async () => {
    const said = async (who: Pick<Person, 'send'>, wish?: object) => {
      const { status, body } = await ask<Problem>(who, wish)
      return [status, body.code, ...body.issues.map(({ field, code }) => `${field} ${code}`)]
    }
    expect(await said(server.client())).toEqual([401, 'sign_in_first'])
    expect(await said(reviewers[0]!)).toEqual([403, 'role_missing'])
    expect(await said(officer, { call: 'nowhere' })).toEqual([404, 'not_found'])
    expect(await said(officer, { speed: 9 })).toEqual([422, 'invalid_input', ' unrecognized_keys'])
    expect(await said(officer, { method: 'draw' })).toEqual([422, 'invalid_input', 'seed seed_missing'])
    const crossed = { method: 'random', seed: 'a', senior: true, perInstitution: 1 }
    const refusal = 'perInstitution random_with_senior_and_institution'
    expect(await said(officer, crossed)).toEqual([422, 'invalid_input', refusal])
    expect(await said(officer, { minLoad: 3, maxLoad: 2 })).toEqual([422, 'invalid_input', 'minLoad min_above_max'])
  })

  test('every application gets its panel, with the parts of each match, and asking changes nothing', async () => {
    const { status, body } = await ask(officer, { maxLoad: 1 })
    expect(status).toBe(200)
    const { totals, works, experts, certificate } = body.answer
    expect([totals.assigned, totals.short, certificate?.exact]).toEqual([4, 0, true])
    expect(works.map(({ assigned }) => assigned)).toEqual([2, 2])
    expect(experts.map(({ load }) => load)).toEqual([1, 1, 1, 1])
    expect(Object.values(body.experts).sort()).toEqual(['丁专家', '丙专家', '乙专家', '甲专家'])
    for (const { affinity, parts } of body.answer.pairs)
      expect(Object.values(parts).reduce((sum, part) => sum + part, 0)).toBe(affinity)
    expect((await ask(officer, { maxLoad: 1 })).body).toEqual(body)
    expect(await reviewsOf(applications[0]!)).toEqual([])
  })

  test('what was taken out is not proposed again; a pool with no room left is told as such', async () => {
    const without = reviewers.slice(0, 3).map(({ id }) => ({ application: applications[0]!, expert: id }))
    const { body } = await ask(officer, { maxLoad: 1, without })
    const line = body.answer.works.find(({ work }) => work === applications[0])
    expect([line?.assigned, line?.short, line?.blocked]).toEqual([1, 1, { conflict: 3 }])
  })

  test('an old proposal is checked again when it is applied: refused for one expert, done for the others', async () => {
    const [first = '', second = ''] = applications
    const { body } = await ask(officer, { maxLoad: 1 })
    const panelOf = (work: string) => body.answer.pairs.filter((pair) => pair.work === work).map(({ expert }) => expert)
    const [leaving = '', staying = ''] = panelOf(first)
    const { id: pooled } = (
      await server.house.engine.store.reader.find<Row>('experts', { person: { equals: leaving } })
    )[0]!
    await officer.command('expert', 'retire', {}, pooled)
    const ticked = applications.map((application) => ({ application, experts: panelOf(application) }))
    const keys: Record<string, string> = {}
    const keyOf = (name: string) => (keys[name] ??= `panel-test-${Object.keys(keys).length}`)
    const assigned = await fromTheOfficersBrowser(() => assignPanel(ticked, keyOf, 'zh'))
    expect(assigned.count).toBe(3)
    expect(assigned.refused).toEqual([
      { application: first, expert: leaving, title: expect.stringContaining('专家库') },
    ])
    expect((await reviewsOf(first)).map(({ reviewer }) => reviewer)).toEqual([staying])
    expect(await reviewsOf(second)).toHaveLength(2)
    // Pressed again with the same keys, nothing is assigned twice.
    await fromTheOfficersBrowser(() => assignPanel(ticked, keyOf, 'zh'))
    expect(await reviewsOf(second)).toHaveLength(2)
  })

  test('what is assigned stays, who declined is never proposed for it again, and the open seat is filled', async () => {
    const [first = ''] = applications
    const [review] = await reviewsOf(first)
    const staying = String(review?.reviewer)
    const before = (await ask(officer, { maxLoad: 3 })).body.answer
    expect(
      before.pairs.filter(({ work, kept }) => work === first && kept === 'begun').map(({ expert }) => expert),
    ).toEqual([staying])
    const reviewer = reviewers.find(({ id }) => id === staying)!
    await reviewer.command('review', 'decline', { reason: '近期出差' }, String(review?.id))
    const after = (await ask(officer, { maxLoad: 3 })).body.answer
    const panel = after.pairs.filter(({ work }) => work === first).map(({ expert }) => expert)
    expect(panel).toHaveLength(2)
    expect(panel).not.toContain(staying)
  })
})

/** The admin's own code asks a path; here it is led to the test's server, signed in as the officer. */
async function fromTheOfficersBrowser<T>(act: () => Promise<T>): Promise<T> {
  const real = globalThis.fetch
  globalThis.fetch = (path, init = {}) =>
    real(server.url + (typeof path === 'string' ? path : ''), {
      ...init,
      headers: { ...(init.headers as Record<string, string>), authorization: `JWT ${officer.token}` },
    })
  try {
    return await act()
  } finally {
    globalThis.fetch = real
  }
}
