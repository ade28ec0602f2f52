import { describe, expect, test } from '@jest/globals'
import { amend } from '../../../workflows/call/amend'
import { close } from '../../../workflows/call/close'
import { conclude } from '../../../workflows/call/conclude'
import { create } from '../../../workflows/call/create'
import { workflow } from '../../../workflows/call'
import { frozenHash, open } from '../../../workflows/call/open'
import type { CallRow } from '../../../workflows/call/types'
import type { Reader } from '../../../workflows/engine'
import { call, clock, creator, fund, officer, person, programme, refusalOf, run, told } from './intake-rows'

const facts = { programme, fund }
const draft = (more: Partial<CallRow> = {}) => call({ state: 'draft', frozenHash: null, ...more })
const opening = (more: Partial<CallRow> = {}, of: object = facts) => ({
  actor: officer,
  subject: draft(more),
  facts: of,
})

const written = {
  ...{ title: '2026年度征集', programme: 'programme', fund: 'fund' },
  ...{ opensAt: '2026-06-01T00:00:00+08:00', closesAt: '2026-07-01T00:00:00+08:00' },
}

describe('drafting a call', () => {
  test('proposes form, rubrics, plans, calendar and rules', () => {
    const { patch } = run(create, { actor: officer, facts, input: written })
    expect(patch).toMatchObject({ state: 'draft', createdBy: 'officer', opensAt: new Date('2026-05-31T16:00:00.000Z') })
    expect(opening(patch as unknown as CallRow).subject.rules.reviewersPerApplication).toBe(3)
    expect(run(open, opening(patch as unknown as CallRow)).patch?.state).toBe('open')
  })

  test('needs an active programme and a fund of it', () => {
    const why = (of: object) => told(refusalOf(create, { actor: officer, facts: of, input: written }))
    expect(why({ programme: null, fund })).toEqual(['programme programme_not_active'])
    expect(why({ programme, fund: { ...fund, state: 'closed' } })).toEqual(['fund fund_not_open'])
    expect(why({ programme, fund: { ...fund, programme: 'another' } })).toEqual(['fund fund_of_other_programme'])
  })

  test('takes instants with their zone only', () => {
    expect(create.input.safeParse({ ...written, closesAt: '2026-07-01T00:00:00' }).success).toBe(false)
  })

  test('is changed in part while it is a draft, and not with nothing', () => {
    const asked = { actor: officer, subject: draft(), facts }
    expect(run(amend, { ...asked, input: { title: '新' } }).patch).toEqual({ title: '新' })
    expect(refusalOf(amend, { ...asked, input: {} }).code).toBe('nothing_to_change')
    expect(amend.from).toEqual(['draft'])
  })

  test('is the work of officers', () => {
    for (const verb of [create, amend, open, conclude])
      expect(
        verb.who({ actor: person('x', 'creator', 'approver', 'finance', 'admin', 'auditor'), subject: null, facts })
          ?.code,
      ).toBe('role_missing')
  })
})

describe('opening a call', () => {
  test('freezes it under a hash and sets the clock for its closing', () => {
    const changes = run(open, opening())
    expect(changes.patch).toEqual({ state: 'open', frozenHash: frozenHash(draft()) })
    expect(changes.outbox).toEqual([
      expect.objectContaining({ key: 'command:call.close:call:2', notBefore: new Date(draft().closesAt) }),
    ])
  })

  test('gives another hash for every part that differs, and the same for the same instants written otherwise', () => {
    const rules = { ...draft().rules, reviewersPerApplication: 5 }
    const calendar = { ...draft().calendar, name: 'other' }
    const hashes = [draft(), draft({ title: 'x' }), draft({ rules }), draft({ calendar })].map(frozenHash)
    expect(new Set(hashes).size).toBe(4)
    expect(frozenHash(draft({ closesAt: '2026-07-01T00:00:00+08:00' }))).toBe(hashes[0])
  })

  test('is refused when it would close before it opens, or has closed already', () => {
    expect(refusalOf(open, opening({ closesAt: draft().opensAt })).code).toBe('closes_before_opening')
    expect(refusalOf(open, { ...opening(), at: new Date(draft().closesAt) }).code).toBe('closes_in_the_past')
  })

  test('is refused when the weights of a rubric do not sum to 100', () => {
    const { work_call, project_grant } = call().rubrics
    const rubrics = {
      project_grant,
      work_call: { ...work_call, criteria: work_call?.criteria.slice(1) },
    } as CallRow['rubrics']
    const refusal = refusalOf(open, opening({ rubrics }))
    expect(refusal.code).toBe('weights_not_100')
    expect(told(refusal)).toContain('rubrics.work_call.criteria weights_not_100')
  })

  test('is refused without a rubric or plan for a kind of support that it offers', () => {
    const { work_call } = call().rubrics
    expect(told(refusalOf(open, opening({ rubrics: { work_call } })))).toEqual(['rubrics.project_grant invalid_type'])
    const rules = { ...call().rules, modes: ['work_call' as const] }
    expect(run(open, opening({ rules, rubrics: { work_call } })).patch?.state).toBe('open')
  })

  test('is refused without a calendar, or with one that ends before the call', () => {
    expect(refusalOf(open, opening({ calendar: {} as CallRow['calendar'] })).code).toBe('call_unsound')
    expect(refusalOf(open, opening({ closesAt: '2027-02-01T00:00:00.000Z' })).code).toBe('calendar_not_loaded')
  })

  test('is refused when the form leaves out what the programme needs', () => {
    const form = { ...call().form, questions: call().form.questions.filter(({ key }) => key !== 'theme') }
    expect(told(refusalOf(open, opening({ form })))).toEqual(['form.theme question_missing'])
  })
})

describe('the end of a call', () => {
  test('comes by the clock alone, and not a millisecond early', () => {
    const at = new Date(call().closesAt)
    expect(refusalOf(close, { actor: clock, subject: call(), at: new Date(at.getTime() - 1) }).code).toBe('too_early')
    expect(run(close, { actor: clock, subject: call(), at }).patch).toEqual({ state: 'closed' })
    expect(refusalOf(close, { actor: officer, subject: call(), at }).code).toBe('only_the_clock')
  })

  test('is concluded when every application has its answer', () => {
    const asked = { actor: officer, subject: call({ state: 'closed' }) }
    expect(refusalOf(conclude, { ...asked, facts: { waiting: 2 } }).code).toBe('applications_waiting')
    expect(run(conclude, { ...asked, facts: { waiting: 0 } }).patch?.state).toBe('concluded')
  })

  test('a draft is seen by the office only', async () => {
    const nothing: Reader = {
      get: async () => null,
      find: async () => [],
      count: async () => 0,
      version: async () => '',
    }
    expect(await workflow.sees(creator, draft(), nothing)).toBe(false)
    expect(await workflow.sees(officer, draft(), nothing)).toBe(true)
    expect(await workflow.sees(creator, call(), nothing)).toBe(true)
  })
})
