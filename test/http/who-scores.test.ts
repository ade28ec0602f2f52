import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { draft } from '../journeys/story'
import { changeByHand } from '../support/by-hand'
import { databaseKind } from '../support/payload'
import { startServer } from '../support/server'
import type { Client, TestServer } from '../support/server'
import { acceptApplication, enrol, only, openCall, score } from './whole-house'
import type { Row } from './whole-house'

type Person = Client & { id: string }

const seeing = ['officer', 'approver', 'finance', 'auditor', 'admin'] as const
let server: TestServer
let admin: Person
let officer: Person
let application = ''

const reader = () => server.house.engine.store.reader
const rolesOf = async ({ id }: Person) => (await reader().get<Row>('persons', id))?.roles
const reviewOf = async ({ id }: Person) =>
  only(await reader().find<Row>('reviews', { reviewer: { equals: id } }), 'review').id

beforeAll(async () => {
  server = await startServer()
  admin = await server.person('管理员', 'admin')
  officer = await server.person('经办', 'officer')
  const finance = await server.person('财务', 'finance')
  const author = await server.person('作者')
  const { call } = await openCall(server, officer, finance)
  const made = await draft(author, call, 'article')
  application = (await author.command('application', 'submit', { draft: made.id, revision: made.revision })).id
  await server.drain()
  await acceptApplication(server, officer, application)
})
afterAll(() => server.close())

describe(`who can find out who applies does not score, on ${databaseKind}`, () => {
  test('an administrator cannot make one person of both, in either order', async () => {
    for (const role of seeing) {
      const staff = await server.person(`职员-${role}`, role)
      const expert = await server.person(`专家-${role}`, 'reviewer')
      expect([role, await admin.refused('person', 'grant_role', { role: 'reviewer' }, staff.id)]).toEqual([
        role,
        'roles_at_odds',
      ])
      expect([role, await admin.refused('person', 'grant_role', { role }, expert.id)]).toEqual([role, 'roles_at_odds'])
      expect(await rolesOf(staff)).toEqual(['creator', role])
      expect(await rolesOf(expert)).toEqual(['creator', 'reviewer'])
    }
    const editor = await server.person('编辑', 'editor1')
    await admin.command('person', 'grant_role', { role: 'reviewer' }, editor.id)
  })

  test('whoever holds both from before is given nothing, and hands nothing in', async () => {
    const [early, late] = [await server.person('甲', 'reviewer'), await server.person('乙', 'reviewer')]
    await enrol(officer, early.id, '甲医院')
    await enrol(officer, late.id, '乙医院')
    const both = ['creator', 'reviewer', 'auditor']
    const { payload } = server.house
    await changeByHand(payload, 'persons', late.id, 'roles', both)
    expect(await officer.refused('application', 'assign', { experts: [late.id] }, application)).toBe('expert_unfit')
    await officer.command('application', 'assign', { experts: [early.id] }, application)
    const review = await reviewOf(early)
    await changeByHand(payload, 'persons', early.id, 'roles', both)
    expect(await early.refused('review', 'accept', { noConflict: true }, review)).toBe('roles_at_odds')
    await changeByHand(payload, 'persons', early.id, 'roles', ['reviewer'])
    await early.command('review', 'accept', { noConflict: true }, review)
    await changeByHand(payload, 'persons', early.id, 'roles', both)
    await expect(score(early, review)).rejects.toThrow('roles_at_odds')
    await early.command('review', 'decline', { reason: '身份冲突' }, review)
    const ended = await reader().get<Row>('reviews', review)
    expect([ended?.state, ended?.scores ?? null]).toEqual(['declined', null])
  })
})
