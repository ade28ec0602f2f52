import { describe, expect, test } from '@jest/globals'
import { resubmit } from '../../../workflows/application/resubmit'
import { submit } from '../../../workflows/application/submit'
import { withdraw } from '../../../workflows/application/withdraw'
import { isValidNumber } from '../../../workflows/rules/numbers'
import * as rows from './intake-rows'
import {
  answers,
  application,
  call,
  creator,
  draft,
  file,
  files,
  human,
  person,
  refusalOf,
  run,
  submitFacts,
  told,
} from './intake-rows'

const input = { draft: 'draft', revision: 7 }
const facts = submitFacts()
const opens = new Date(call().opensAt)
const closes = new Date(call().closesAt)
const writing = (more: Parameters<typeof draft>[0], rules = {}) => ({
  ...{ draft: draft(more), files },
  call: call({ rules: { ...call().rules, ...rules } }),
})
const submitted = (of = facts, at = rows.now) => run(submit, { actor: creator, facts: of, input, at })
const refused = (of = facts, at = rows.now, actor = creator) => refusalOf(submit, { actor, facts: of, input, at })
const bornIn = (collection: string, changes = submitted()) =>
  changes.births?.find((birth) => birth.collection === collection)

describe('handing in', () => {
  test('makes version 1 with its hash, a receipt and a number that can be read out', () => {
    const changes = submitted()
    const { number, receipt, hash } = changes.answer as Record<string, string>
    expect(isValidNumber(number ?? '')).toBe(true)
    expect(isValidNumber(receipt ?? '')).toBe(true)
    expect(hash).toMatch(/^[0-9a-f]{64}$/)
    expect(changes.patch).toMatchObject({
      state: 'submitted',
      slot: 'draft:0',
      version: 1,
      title: '水滴的一天',
      number,
    })
    expect(bornIn('submissions', changes)).toMatchObject({ state: 'recorded', set: { version: 1, receipt, hash } })
  })

  test('asks for a blind copy and writes to the applicant', () => {
    expect(submitted().outbox).toEqual([
      expect.objectContaining({ kind: 'mail', payload: expect.objectContaining({ event: 'application_received' }) }),
      { kind: 'blind_copy', key: 'blind_copy:new-3', payload: { dossier: 'new-3', submission: 'new-2' } },
    ])
  })

  test('prepares a blind copy in which no name, no file and no id of the application stands', () => {
    const copy = bornIn('dossiers')
    expect(copy?.state).toBe('preparing')
    const text = JSON.stringify(copy)
    for (const word of [
      '示例小学',
      '㛃䶮',
      '𠮷田',
      '示例画室',
      '023-',
      'huayan',
      'film-0001',
      'creator',
      'draft',
      'new-1',
      'new-2',
    ])
      expect(text).not.toContain(word)
    expect(text).toContain('跟着水滴看水循环')
  })

  test('tells nothing personal in what is kept for a replay or sent out', () => {
    const { answer, outbox } = submitted()
    const text = JSON.stringify([answer, outbox])
    for (const word of ['示例小学', '水滴', '㛃䶮', '023-']) expect(text).not.toContain(word)
  })

  test('gives the same hash for the same words and files, and another one when one file differs', () => {
    const hashOf = (of: typeof facts) => (submitted(of).answer as { hash: string }).hash
    const [, bill] = files
    const other = submitFacts({
      writing: { ...writing({}), files: [file('film-0001', { sha256: 'c'.repeat(64) }), bill ?? file('x')] },
    })
    expect(hashOf(submitFacts())).toBe(hashOf(facts))
    expect(hashOf(other)).not.toBe(hashOf(facts))
  })

  test('takes another part of the hash when the number is somebody else’s', () => {
    const { number } = submitted().answer as { number: string }
    expect(submitted(submitFacts({ taken: [number] })).answer).not.toMatchObject({ number })
  })
})

describe('the closing instant', () => {
  test('the last millisecond is in time', () => {
    expect(submitted(facts, new Date(closes.getTime() - 1)).patch?.state).toBe('submitted')
  })

  test('the instant itself and a second later are late', () => {
    expect(refused(facts, closes).code).toBe('call_closed')
    expect(refused(facts, new Date(closes.getTime() + 1000))).toMatchObject({
      code: 'call_closed',
      params: { at: call().closesAt },
    })
  })

  test('what arrived in time is in time, though the clock has closed the call meanwhile', () => {
    const closed = submitFacts({ writing: { ...writing({}), call: call({ state: 'closed' }) } })
    expect(submitted(closed, new Date(closes.getTime() - 1)).patch?.state).toBe('submitted')
  })

  test('before the opening nothing is taken, at the opening it is', () => {
    expect(refused(facts, new Date(opens.getTime() - 1)).code).toBe('call_not_open_yet')
    expect(submitted(facts, opens).patch?.state).toBe('submitted')
  })

  test('a call that was never published takes nothing', () => {
    expect(refused(submitFacts({ writing: { ...writing({}), call: call({ state: 'draft' }) } })).code).toBe(
      'call_not_published',
    )
  })
})

describe('who may hand in what', () => {
  test('only the owner of the draft, and nobody else learns that it exists', () => {
    expect(refused(facts, rows.now, person('other', 'creator'))).toMatchObject({ code: 'draft_not_found', status: 404 })
    expect(refused(submitFacts({ writing: null })).code).toBe('draft_not_found')
  })

  test('a suspended person has no role and hands in nothing', () => {
    expect(refused(facts, rows.now, person('creator'))).toMatchObject({ code: 'role_missing', status: 403 })
  })

  test('the draft must be as the person saw it', () => {
    const changed = submitFacts({ writing: writing({ revision: 8 }) })
    expect(refused(changed)).toMatchObject({ code: 'draft_changed', params: { revision: 8 } })
  })

  test('every missing answer is named at once', () => {
    const { title: _, originality: __, ...rest } = answers
    const refusal = refused(submitFacts({ writing: writing({ answers: rest }) }))
    expect(refusal).toMatchObject({ code: 'answers_incomplete', status: 422, params: { count: 2 } })
    expect(told(refusal)).toEqual(['title required', 'originality required'])
  })

  test('what this call does not offer is refused, and amounts outside its bounds', () => {
    const rules = { formats: ['article'], caps: { work_call: 700_000, project_grant: 0 } }
    expect(told(refused(submitFacts({ writing: writing({}, rules) })))).toEqual([
      'format not_in_this_call',
      'requestedFen over_cap',
    ])
    const small = { answers: { ...answers, requestedFen: 100 } }
    expect(told(refused(submitFacts({ writing: writing(small) })))).toEqual(['requestedFen under_minimum'])
  })

  test("somebody else's file counts as none", () => {
    const stolen = submitFacts({
      writing: { ...writing({}), files: [file('film-0001', { owner: 'other' }), files[1] ?? file('x')] },
    })
    expect(told(refused(stolen))).toEqual(['files file_missing'])
  })

  test('a film that plays too long is named', () => {
    const long = submitFacts({
      writing: { ...writing({}), files: [file('film-0001', { facts: { seconds: 301 } }), files[1] ?? file('x')] },
    })
    expect(told(refused(long))).toEqual(['files plays_too_long'])
  })
})

describe('once only', () => {
  test('a draft that is handed in cannot be handed in again', () => {
    const twice = submitFacts({ earlier: [application()] })
    expect(refused(twice)).toMatchObject({ code: 'already_submitted', params: { number: application().number } })
  })

  test('withdrawn, it can be handed in anew, under another number', () => {
    const first = submitted()
    const again = submitted(submitFacts({ earlier: [application({ state: 'withdrawn' })] }))
    expect(again.patch?.slot).toBe('draft:1')
    expect((again.answer as { number: string }).number).not.toBe((first.answer as { number: string }).number)
  })

  test('a person may have so many applications in a call, and their count is guarded by the person', () => {
    expect(refused(submitFacts({ live: 3 }))).toMatchObject({ code: 'too_many_applications', params: { max: 3 } })
    expect(submitted(submitFacts({ live: 2 })).patches).toEqual([
      { collection: 'persons', subject: human('creator'), set: {} },
    ])
    const { maxPerApplicant: _, ...rules } = call().rules
    const unlimited = submitFacts({ live: 99, writing: { ...writing({}), call: call({ rules }) } })
    expect(submitted(unlimited).patches).toEqual([])
  })
})

describe('withdrawing', () => {
  const facts = { call: call() }
  test('the owner may until the call closes', () => {
    const asked = { actor: creator, subject: application(), facts, input: { reason: '改期' } }
    expect(run(withdraw, asked).patch).toEqual({ state: 'withdrawn', reason: '改期' })
    expect(refusalOf(withdraw, { ...asked, at: closes }).code).toBe('too_late_to_withdraw')
  })

  test('nobody else may, whatever the role', () => {
    const actor = person('other', 'officer', 'admin', 'creator')
    expect(refusalOf(withdraw, { actor, subject: application(), facts }).code).toBe('not_yours')
  })
})

describe('handing in a correction', () => {
  const subject = application({ state: 'correction', dueAt: '2026-06-17T16:00:00.000Z' })
  const asked = { actor: creator, subject, facts: { writing: writing({}) }, input: { revision: 7 } }

  test('makes the next version with a blind copy of its own; the number stays', () => {
    const changes = run(resubmit, asked)
    expect(changes.patch).toMatchObject({ state: 'submitted', version: 2, dueAt: null, dossier: 'new-2' })
    expect(changes.answer).toMatchObject({ number: subject.number })
    expect(bornIn('submissions', changes)?.set).toMatchObject({ version: 2, application: 'application' })
    expect((changes.answer as { hash: string }).hash).not.toBe((submitted().answer as { hash: string }).hash)
  })

  test('may come after the call has closed, but not after its own time', () => {
    expect(run(resubmit, { ...asked, at: new Date('2026-06-17T15:59:59.999Z') }).patch?.state).toBe('submitted')
    expect(refusalOf(resubmit, { ...asked, at: new Date('2026-06-17T16:00:00.000Z') }).code).toBe('correction_overdue')
  })
})
