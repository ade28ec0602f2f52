import { describe, expect, test } from '@jest/globals'
import type { CallRow } from '../../../workflows/call/types'
import { system } from '../../../workflows/engine'
import { end } from '../../../workflows/notice/end'
import type { EndFacts, PublishFacts } from '../../../workflows/notice/facts'
import { publicName } from '../../../workflows/notice/mask'
import { publish } from '../../../workflows/notice/publish'
import { application, award, call, decision, drawer, mayI, notice, now, person, refusalOf } from './funding-rows'

const officer = person('officer', 'officer')
const a = application('a', { state: 'proposed' })
const b = application('b', { state: 'proposed', organisationName: '某某中学' })

const facts = (more: Partial<PublishFacts> = {}, of: Partial<CallRow> = {}): PublishFacts => ({
  decision: decision([a, b], 1_000_000, { state: 'confirmed' }),
  call: call(of),
  pairs: [a, b].map((one) => ({ award: award(one, 'proposed', { notice: null }), application: one })),
  names: { 'creator-a': '𠮷野家', 'creator-b': '张三' },
  ...more,
})

const input = publish.input.parse({ decision: 'decision', title: '拟资助名单公示', contact: '区科协 023-00000000' })
const publishing = (given: PublishFacts | null, at = now) =>
  publish.decide({ actor: officer, subject: null, facts: given, now: at, input, fresh: drawer() })

describe('publishing', () => {
  test('counts five working days and leaves the first day and the weekend out', () => {
    // 2026-06-10 is a Wednesday; the holiday of 2026-06-19 is not reached.
    const { patch } = publishing(facts())
    expect(patch).toMatchObject({ firstDay: '2026-06-10', lastDay: '2026-06-17', workingDays: 5, countsFirstDay: 'no' })
    expect(patch?.endsAt).toEqual(new Date('2026-06-17T16:00:00.000Z'))
  })

  test('counts the first day where the call says so', () => {
    const counting = { rules: { ...call().rules, countsFirstDay: true } }
    expect(publishing(facts({}, counting)).patch).toMatchObject({ lastDay: '2026-06-16', countsFirstDay: 'yes' })
  })

  test('counts a made-up working Saturday and no holiday', () => {
    const before = new Date('2026-09-17T02:00:00.000Z')
    // Fri 18, Sun 20 (made up), Mon 21 … Wed 23: five days.
    expect(publishing(facts(), before).patch).toMatchObject({ firstDay: '2026-09-17', lastDay: '2026-09-23' })
  })

  test('the day is the day in Shanghai, not in Greenwich', () => {
    expect(publishing(facts(), new Date('2026-06-09T17:00:00.000Z')).patch).toMatchObject({ firstDay: '2026-06-10' })
  })

  test('refuses to guess a calendar that is not loaded', () => {
    expect(refusalOf(() => publishing(facts(), new Date('2026-12-29T02:00:00.000Z')))).toBe('calendar_not_loaded')
  })

  test('an organisation is named, a person only by the first character', () => {
    expect(publishing(facts()).patch?.lines).toEqual([
      { award: 'award-a', number: 'ZZ-a', title: 'Title a', applicant: '𠮷*', fen: 1_000_000 },
      { award: 'award-b', number: 'ZZ-b', title: 'Title b', applicant: '某某中学', fen: 1_000_000 },
    ])
    expect(publicName('  ', '张三')).toBe('张*')
    expect(publicName(null, null)).toBe('*')
  })

  test('awards and applications enter the notice, and the clock will end it', () => {
    const changes = publishing(facts())
    expect(changes.patches?.map(({ subject, set }) => [subject.id, set])).toEqual([
      ['award-a', { state: 'public_notice', notice: 'new-1' }],
      ['a', { state: 'public_notice' }],
      ['award-b', { state: 'public_notice', notice: 'new-1' }],
      ['b', { state: 'public_notice' }],
    ])
    expect(changes.outbox?.[0]).toMatchObject({
      key: 'command:notice.end:new-1:1',
      notBefore: new Date('2026-06-17T16:00:00.000Z'),
    })
  })

  test('what is not confirmed, or published already, is refused', () => {
    expect(refusalOf(() => publishing(null))).toBe('decision_not_found')
    expect(refusalOf(() => publishing(facts({ decision: decision([a], 100_000) })))).toBe('decision_not_confirmed')
    expect(refusalOf(() => publishing(facts({ pairs: [] })))).toBe('nothing_to_publish')
  })

  test('only an officer publishes', () => {
    expect(mayI(publish, person('x', 'approver', 'admin'), null, facts())).toBe('role_missing')
  })
})

describe('ending', () => {
  const listed = application('a', { state: 'public_notice' })
  const holding = application('b', { state: 'objection_hold' })
  const given: EndFacts = {
    clear: [{ award: award(listed, 'public_notice'), application: listed }],
    held: [award(holding, 'objection_hold')],
  }

  test('is refused a millisecond before its instant and allowed at it', () => {
    expect(mayI(end, system, notice(), given, new Date('2026-06-17T15:59:59.999Z'))).toBe('notice_still_runs')
    expect(mayI(end, system, notice(), given, new Date('2026-06-17T16:00:00.000Z'))).toBeNull()
  })

  test('is for the clock alone', () => {
    expect(mayI(end, person('x', 'officer', 'admin'), notice(), given)).toBe('only_the_clock')
  })

  test('lets the clear awards stand and leaves the held one, which it witnesses', () => {
    const changes = end.decide({ actor: system, subject: notice(), facts: given, now, input: {}, fresh: drawer() })
    expect(changes.patches?.map(({ subject, set }) => [subject.id, set.state])).toEqual([
      ['award-a', 'standing'],
      ['a', 'approved'],
    ])
    expect(changes.witnesses?.map(({ subject }) => subject.id)).toEqual(['award-b'])
    expect(changes.outbox?.map(({ key }) => key)).toEqual(['mail:award_standing:award-a:creator-a'])
  })
})
