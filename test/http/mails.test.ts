import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { draft } from '../journeys/story'
import { databaseKind } from '../support/payload'
import { startServer } from '../support/server'
import type { Client, TestServer } from '../support/server'
import { acceptApplication, enrol, furnish, only, openCall, score } from './whole-house'
import type { Row } from './whole-house'

type Person = Client & { id: string; email: string }

let server: TestServer
const reader = () => server.house.engine.store.reader
async function at(instant: string): Promise<void> {
  server.clock.at = new Date(instant)
  await server.drain()
}
const subjectsTo = ({ email }: Person) =>
  server
    .mails()
    .filter(({ to }) => to.includes(email))
    .map(({ subject }) => subject.split(/[：:]/)[0])
const count = (person: Person, subject: string) => subjectsTo(person).filter((each) => each === subject).length

beforeAll(async () => {
  server = await startServer()
})
afterAll(() => server.close())

describe(`reminders of a review, on ${databaseKind}`, () => {
  let officer: Person
  const experts: Record<string, Person> = {}
  const reviews: Record<string, string> = {}

  beforeAll(async () => {
    officer = await server.person('经办', 'officer')
    const author = await server.person('作者')
    const { call } = await openCall(server, officer, await server.person('财务', 'finance'))
    for (const name of ['idle', 'quick', 'gone', 'english', 'recused']) {
      const expert = await server.person(name, 'reviewer')
      await enrol(officer, expert.id, `${name}医院`)
      experts[name] = expert
    }
    const { payload } = server.house
    await payload.update({ collection: 'users', id: experts.english?.id ?? '', data: { locale: 'en' } })
    for (const names of [
      ['idle', 'quick', 'gone'],
      ['english', 'recused'],
    ]) {
      const made = await draft(author, call, 'article')
      const { id } = await author.command('application', 'submit', { draft: made.id, revision: made.revision })
      await server.drain()
      await acceptApplication(server, officer, id)
      await officer.command('application', 'assign', { experts: names.map((name) => experts[name]?.id) }, id)
    }
    for (const [name, { id }] of Object.entries(experts))
      reviews[name] = only(await reader().find<Row>('reviews', { reviewer: { equals: id } }), 'review').id
  })

  const who = (name: string) => {
    const expert = experts[name]
    if (!expert) throw new Error(`no expert ${name}`)
    return expert
  }

  test('comes once three days before the last day, in the expert’s language, to who has not settled it', async () => {
    await who('quick').command('review', 'accept', { noConflict: true }, reviews.quick)
    await score(who('quick'), reviews.quick ?? '')
    await who('gone').command('review', 'decline', { reason: '没有时间' }, reviews.gone)
    await at('2026-03-17T00:59:59.000Z')
    expect(count(who('idle'), '评审即将截止')).toBe(0)
    await at('2026-03-17T01:00:00.000Z')
    await at('2026-03-18T01:00:00.000Z')
    expect(count(who('idle'), '评审即将截止')).toBe(1)
    expect(count(who('english'), 'Review due soon')).toBe(1)
    for (const name of ['quick', 'gone']) expect([name, count(who(name), '评审即将截止')]).toEqual([name, 0])
    const mail = server
      .mails()
      .find(({ to, subject }) => to.includes(who('idle').email) && subject.includes('即将截止'))
    expect(mail?.text).toContain('2026-03-20 24:00')
    expect(mail?.text).toContain(`/review/${reviews.idle ?? ''}`)
  })

  test('comes once when it is overdue, and not to who was recused meanwhile', async () => {
    await officer.command('review', 'recuse', { reason: '有利害关系' }, reviews.recused)
    await at('2026-03-21T00:59:59.000Z')
    expect(count(who('idle'), '评审已过期')).toBe(0)
    await at('2026-03-21T01:00:00.000Z')
    await at('2026-05-01T01:00:00.000Z')
    expect([count(who('idle'), '评审已过期'), count(who('english'), 'Review overdue')]).toEqual([1, 1])
    for (const name of ['quick', 'gone', 'recused']) expect([name, count(who(name), '评审已过期')]).toEqual([name, 0])
    expect(count(who('idle'), '评审即将截止')).toBe(1)
    expect(await reader().count('outbox', { state: { not_equals: 'done' }, kind: { equals: 'mail' } })).toBe(0)
  })

  test('leaves the review as it is: nobody who is scoring is told that something changed', async () => {
    expect(await reader().get('reviews', reviews.idle ?? '')).toMatchObject({ state: 'assigned', rev: 1 })
  })
})

describe(`what a creator is told, on ${databaseKind}`, () => {
  test('of withdrawing an application, and of a work’s release, once each', async () => {
    server.clock.at = new Date('2026-03-02T01:00:00.000Z')
    const { people, work, call } = await furnish(server)
    const { number } = (await reader().get<Row & { number: string }>('works', work)) ?? { number: '' }
    await server.drain()
    expect(count(people.creator, '作品已发布')).toBe(1)
    const mail = server.mails().find(({ subject }) => subject.startsWith('作品已发布'))
    expect(mail?.text).toContain(`/catalogue/${number}`)
    server.clock.at = new Date('2026-03-20T02:00:00.000Z')
    const made = await draft(people.otherCreator, call, 'article')
    const submitted = await people.otherCreator.command('application', 'submit', {
      ...{ draft: made.id, revision: made.revision },
    })
    await people.otherCreator.command('application', 'withdraw', {}, submitted.id)
    await server.drain()
    expect(count(people.otherCreator, '申报已撤回')).toBe(1)
    expect(count(people.creator, '申报已撤回')).toBe(0)
  })
})
