import { describe, expect, test } from '@jest/globals'
import { accept } from '../../../workflows/application/accept'
import { assign } from '../../../workflows/application/assign'
import { checkLinesFor } from '../../../workflows/application/check-list'
import type { AssignFacts } from '../../../workflows/application/expert-facts'
import { reject } from '../../../workflows/application/reject'
import { returnForCorrection } from '../../../workflows/application/return-for-correction'
import type { ExpertRow } from '../../../workflows/expert/types'
import type { OrganisationRow } from '../../../workflows/organisation/types'
import type { PersonRow } from '../../../workflows/person/types'
import type { ReviewRow } from '../../../workflows/review/types'
import {
  answers,
  application,
  call,
  creator,
  dossier,
  held,
  human,
  officer,
  person,
  refusalOf,
  run,
  submission,
  told,
} from './intake-rows'

const subject = application()
const well = checkLinesFor(subject).map((key) => ({ key, ok: true }))
const failed = (note?: string) => [{ key: 'files', ok: false, ...(note === undefined ? {} : { note }) }]

describe('the formal check', () => {
  test('lists subtitles for a film and the time of completion for a finished work only', () => {
    expect(checkLinesFor({ mode: 'work_call', format: 'video' })).toContain('subtitles')
    expect(checkLinesFor({ mode: 'project_grant', format: 'comic' })).not.toContain('subtitles')
    expect(checkLinesFor({ mode: 'project_grant', format: 'comic' })).not.toContain('completed_in_window')
  })

  test('is passed when every line is well', () => {
    const changes = run(accept, { actor: officer, subject, input: { check: well } })
    expect(changes.patch).toEqual({ state: 'accepted', check: well })
    expect(changes.outbox).toHaveLength(1)
  })

  test('is not passed with a failed line, nor with one that nobody looked at', () => {
    const check = [...well.slice(1), { key: 'in_time', ok: false }]
    expect(told(refusalOf(accept, { actor: officer, subject, input: { check } }))).toEqual([
      'check.in_time line_failed',
    ])
    const short = refusalOf(accept, { actor: officer, subject, input: { check: well.slice(1) } })
    expect(short.code).toBe('check_incomplete')
    expect(told(short)).toEqual(['check.in_time required'])
  })

  test('an application goes back only with a line that fails and says why', () => {
    const back = (check: object[]) =>
      refusalOf(returnForCorrection, { actor: officer, subject, facts: { call: call() }, input: { check } }).code
    expect(back(well)).toBe('check_needs_failed_line')
    expect(back(failed())).toBe('check_needs_notes')
    expect(back(failed('  '))).toBe('check_needs_notes')
  })

  test('a correction has whole working days, the holiday not counted', () => {
    const asked = { actor: officer, subject, facts: { call: call() }, input: { check: failed('请补字幕') } }
    // From Wednesday 10 June: the fifth working day is 17 June; from 17 June, over the Dragon Boat days, 25 June.
    expect(run(returnForCorrection, asked).patch?.dueAt).toEqual(new Date('2026-06-17T16:00:00.000Z'))
    const later = run(returnForCorrection, { ...asked, at: new Date('2026-06-17T02:00:00.000Z') })
    expect(later.patch?.dueAt).toEqual(new Date('2026-06-25T16:00:00.000Z'))
    const own = run(returnForCorrection, { ...asked, input: { ...asked.input, dueDays: 1 } })
    expect(own.patch?.dueAt).toEqual(new Date('2026-06-11T16:00:00.000Z'))
  })

  test('no day is computed that the calendar does not know', () => {
    const asked = { actor: officer, subject, facts: { call: call() }, input: { check: failed('请补字幕') } }
    expect(refusalOf(returnForCorrection, { ...asked, at: new Date('2026-12-29T02:00:00.000Z') }).code).toBe(
      'calendar_not_loaded',
    )
  })

  test('a correction under way is not rejected before its time has passed', () => {
    const waiting = application({ state: 'correction', dueAt: '2026-06-17T16:00:00.000Z' })
    const asked = { actor: officer, subject: waiting, input: { check: failed('未补正') } }
    expect(refusalOf(reject, asked).code).toBe('correction_running')
    expect(run(reject, { ...asked, at: new Date('2026-06-17T16:00:00.000Z') }).patch?.state).toBe('rejected_formal')
  })

  test('is the work of officers, and never on an application of their own', () => {
    for (const verb of [accept, reject, returnForCorrection, assign]) {
      const ask = { subject, facts: { call: call() } }
      expect(verb.who({ ...ask, actor: person('x', 'approver', 'finance', 'auditor', 'admin') })?.code).toBe(
        'role_missing',
      )
      expect(verb.who({ ...ask, actor: creator })?.code).toBe('role_missing')
      expect(verb.who({ ...ask, actor: person('creator', 'officer') })?.code).toBe('own_application')
    }
  })
})

const unit = (id: string, name: string, parent: string | null = null): OrganisationRow => ({
  ...held(id, 'active'),
  ...{ name, kind: 'institution', uscc: null, town: null, parent },
})
const expert = (id: string, more: Partial<ExpertRow> = {}): ExpertRow => ({
  ...held(`expert-${id}`, 'active'),
  ...{ person: id, organisation: null, disciplines: ['170'], speciality: '水文', rank: '研究员' },
  ...more,
})
const candidate = (id: string, more: Partial<PersonRow> = {}, pool: Partial<ExpertRow> = {}) => ({
  id,
  person: human(id, { roles: ['creator', 'reviewer'], ...more }),
  expert: expert(id, pool),
})
const assignFacts = (more: Partial<AssignFacts> = {}): AssignFacts => ({
  ...{ call: call(), dossier: dossier('ready'), submission, reviews: [], organisations: [], applying: [] },
  candidates: [candidate('a')],
  ...more,
})
const review = (id: string, reviewer: string, state: string): ReviewRow => ({
  ...held(id, state),
  ...{ dossier: 'dossier', call: 'call', reviewer, scores: null, comment: null, total: null, reason: null },
  ...{ dueAt: null, submittedAt: null },
})
const accepted = application({ state: 'accepted' })
const assigned = (facts: AssignFacts) => ({
  ...{ actor: officer, subject: accepted, facts },
  input: { experts: facts.candidates.map(({ id }) => id) },
})
const why = (facts: AssignFacts) => told(refusalOf(assign, assigned(facts)))

describe('giving the blind copy to experts', () => {
  test('each gets a review with the same last day, and a letter that names no applicant', () => {
    const changes = run(assign, assigned(assignFacts({ candidates: ['a', 'b', 'c'].map((id) => candidate(id)) })))
    expect(changes.patch).toEqual({ state: 'in_review' })
    expect(changes.births?.map(({ state, set }) => [state, set.reviewer, set.dossier])).toEqual([
      ['assigned', 'a', 'dossier'],
      ['assigned', 'b', 'dossier'],
      ['assigned', 'c', 'dossier'],
    ])
    expect(changes.births?.[0]?.set.dueAt).toEqual(new Date('2026-06-20T16:00:00.000Z'))
    const text = JSON.stringify([changes.births, changes.outbox])
    for (const word of ['creator', '示例', accepted.number, 'submission', 'application'])
      expect(text).not.toContain(word)
  })

  test('waits for the blind copy', () => {
    const of = (state: string) => refusalOf(assign, assigned(assignFacts({ dossier: dossier(state) }))).code
    expect(of('preparing')).toBe('dossier_not_ready')
    expect(of('blocked')).toBe('dossier_blocked')
  })

  test('takes no more experts than the call says; who declined gives the place back', () => {
    const three = ['x', 'y', 'z'].map((id) => review(`r-${id}`, id, 'assigned'))
    expect(refusalOf(assign, assigned(assignFacts({ reviews: three }))).code).toBe('too_many_reviewers')
    const [first, ...others] = three
    const reviews = [{ ...(first ?? review('r', 'x', '')), state: 'declined' }, ...others]
    expect(run(assign, assigned(assignFacts({ reviews }))).births).toHaveLength(1)
  })

  test('takes nobody from outside the pool, without the role, suspended, or a second time', () => {
    expect(why(assignFacts({ candidates: [{ id: 'a', person: human('a'), expert: null }] }))).toEqual([
      'experts.0 not_in_pool',
    ])
    expect(why(assignFacts({ candidates: [candidate('a', {}, { state: 'retired' })] }))).toEqual([
      'experts.0 not_in_pool',
    ])
    expect(why(assignFacts({ candidates: [candidate('a', { roles: ['creator'] })] }))).toEqual([
      'experts.0 not_a_reviewer',
    ])
    expect(why(assignFacts({ candidates: [candidate('a', { state: 'suspended' })] }))).toEqual([
      'experts.0 not_a_reviewer',
    ])
    expect(why(assignFacts({ reviews: [review('r', 'a', 'declined')] }))).toEqual(['experts.0 assigned_before'])
    expect(why(assignFacts({ candidates: [candidate('a', { roles: ['reviewer', 'finance'] })] }))).toEqual([
      'experts.0 sees_applicants',
    ])
  })
})

describe('conflicts of interest', () => {
  test('the same organisation, by its id', () => {
    const organisations = [unit('school', '某校')]
    const facts = assignFacts({ organisations, candidates: [candidate('a', { organisation: 'school' })] })
    const refusal = refusalOf(assign, {
      ...assigned(facts),
      subject: application({ state: 'accepted', organisation: 'school' }),
    })
    expect(refusal).toMatchObject({ code: 'expert_conflict', status: 422 })
    expect(told(refusal)).toEqual(['experts.0 same_organisation'])
  })

  test('the same organisation, by the name that the application gives or that its team gives', () => {
    const of = (name: string) =>
      why(assignFacts({ organisations: [unit('u', name)], candidates: [candidate('a', {}, { organisation: 'u' })] }))
    expect(of('示例 小学')).toEqual(['experts.0 same_organisation'])
    expect(of('示例画室')).toEqual(['experts.0 same_organisation'])
  })

  test('the parent unit, registered or only named, in both directions and between sisters', () => {
    const of = (organisations: OrganisationRow[]) =>
      why(assignFacts({ organisations, candidates: [candidate('a', { organisation: 'mine' })] }))
    expect(of([unit('mine', '教研院', '示例小学')])).toEqual(['experts.0 parent_organisation'])
    expect(of([unit('mine', '某集团'), unit('s', '示例小学', 'mine')])).toEqual(['experts.0 parent_organisation'])
    expect(of([unit('mine', '某中学', 'g'), unit('s', '示例小学', 'g'), unit('g', '某集团')])).toEqual([
      'experts.0 parent_organisation',
    ])
  })

  test('who applies in the call, and who bears a name of the team', () => {
    expect(why(assignFacts({ applying: ['a'] }))).toEqual(['experts.0 is_applicant_in_call'])
    expect(why(assignFacts({ candidates: [candidate('a', { name: '𠮷田' })] }))).toEqual(['experts.0 same_person'])
  })

  test('nothing is the same as a missing name', () => {
    const { organisationName: _, team: __, ...alone } = answers
    const facts = assignFacts({
      submission: { ...submission, answers: alone },
      candidates: [candidate('a', { name: null })],
    })
    const nameless = application({ state: 'accepted', organisationName: null })
    expect(run(assign, { ...assigned(facts), subject: nameless }).births).toHaveLength(1)
  })
})
