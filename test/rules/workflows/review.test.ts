import { describe, expect, test } from '@jest/globals'
import { accept } from '../../../workflows/review/accept'
import { workflow } from '../../../workflows/review'
import { decline } from '../../../workflows/review/decline'
import { myReview } from '../../../workflows/review/queries'
import { recuse } from '../../../workflows/review/recuse'
import { submit } from '../../../workflows/review/submit'
import type { ReviewRow } from '../../../workflows/review/types'
import type { Reader } from '../../../workflows/engine'
import { application, call, dossier, held, now, officer, person, refusalOf, run, told } from './intake-rows'

const expert = person('expert', 'reviewer')
const other = person('other', 'reviewer')
const review = (state: string): ReviewRow => ({
  ...held('review', state),
  ...{ dossier: 'dossier', call: 'call', reviewer: 'expert', scores: null, comment: null, total: null, reason: null },
  ...{ dueAt: '2026-06-20T16:00:00.000Z', submittedAt: null },
})
const facts = { call: call(), dossier: dossier('ready'), draft: null }
const scores = { science: 90, values: 80, originality: 70, clarity: 60, artistry: 50, reach: 40 }
const comment = '科学内容准确。'
const scored = (input: object, of: object = facts) => ({ actor: expert, subject: review('accepted'), facts: of, input })

describe('a score sheet', () => {
  test('is kept with its exact weighted sum in hundredths of a point', () => {
    expect(run(submit, scored({ scores, comment })).patch).toEqual({
      state: 'submitted',
      scores: { scores, vetoes: { compliance: false } },
      comment: { text: comment },
      total: 90 * 30 + 80 * 10 + (70 + 60 + 50 + 40) * 15,
      submittedAt: now,
    })
  })

  test('needs every criterion: a missing score is never zero', () => {
    const { science: _, ...rest } = scores
    const refusal = refusalOf(submit, scored({ scores: { ...rest, feasibility: 10 }, comment }))
    expect(refusal.code).toBe('scores_incomplete')
    expect(told(refusal)).toEqual(['scores.science score_missing', 'scores.feasibility unknown_key'])
  })

  test('takes whole points from 0 to 100 and nothing else', () => {
    const wrong = { ...scores, science: 101, reach: 0.5 }
    expect(told(refusalOf(submit, scored({ scores: wrong, comment })))).toEqual([
      'scores.science score_out_of_range',
      'scores.reach score_not_integer',
    ])
  })

  test('uses the rubric of the kind of support', () => {
    const project = { ...facts, dossier: { ...dossier('ready'), mode: 'project_grant' } }
    expect(told(refusalOf(submit, scored({ scores, comment }, project)))).toEqual([
      'scores.feasibility score_missing',
      'scores.budget score_missing',
    ])
  })

  test('raises only vetoes that the rubric knows', () => {
    const raised = run(submit, scored({ scores, comment, vetoes: ['compliance'] }))
    expect(raised.patch?.scores).toMatchObject({ vetoes: { compliance: true } })
    expect(told(refusalOf(submit, scored({ scores, comment, vetoes: ['taste'] })))).toEqual([
      'vetoes.taste unknown_key',
    ])
  })

  test('needs a reason in words', () => {
    expect(submit.input.safeParse({ scores, comment: '  ' }).success).toBe(false)
  })

  test('is the one that the expert saw', () => {
    const draft = { id: 'd', review: 'review', reviewer: 'expert', scores: {}, revision: 4 }
    expect(refusalOf(submit, scored({ scores, comment, revision: 3 }, { ...facts, draft })).code).toBe('draft_changed')
  })
})

describe('whose review it is', () => {
  test('only the expert it was given to takes, scores or declines it', () => {
    for (const verb of [accept, submit, decline]) {
      expect(verb.who({ actor: other, subject: review('assigned'), facts })?.code).toBe('not_yours')
      expect(verb.who({ actor: officer, subject: review('assigned'), facts })?.code).toBe('role_missing')
      expect(verb.who({ actor: person('expert'), subject: review('assigned'), facts })?.code).toBe('role_missing')
      expect(verb.who({ actor: expert, subject: review('assigned'), facts })).toBeNull()
    }
  })

  test('another expert does not learn that it exists', async () => {
    const nothing: Reader = {
      get: async () => null,
      find: async () => [],
      count: async () => 0,
      version: async () => '',
    }
    expect(await workflow.sees(other, review('submitted'), nothing)).toBe(false)
    expect(await workflow.sees(expert, review('submitted'), nothing)).toBe(true)
  })

  test('an officer takes it from an expert, but not where the officer applies', () => {
    const asked = { subject: review('accepted'), input: { reason: '利益关系' } }
    const origin = { submission: null, application: application() }
    expect(run(recuse, { ...asked, actor: officer, facts: origin }).patch?.state).toBe('recused')
    expect(refusalOf(recuse, { ...asked, actor: person('creator', 'officer'), facts: origin }).code).toBe(
      'own_application',
    )
    expect(refusalOf(recuse, { ...asked, actor: expert, facts: origin }).code).toBe('role_missing')
  })

  test('a submitted sheet stays: nobody declines, recuses or scores it again', () => {
    for (const verb of [submit, decline, recuse]) expect(verb.from).not.toContain('submitted')
  })
})

describe('what the expert reads', () => {
  const reader = (row: ReviewRow): Reader => ({
    get: async <T>(collection: string) =>
      ({ reviews: row, dossiers: dossier('ready'), calls: call() })[collection] as T,
    find: async () => [],
    count: async () => 0,
    version: async () => '',
  })

  test('the dossier only once the review is accepted, and then no word of who applies', async () => {
    const before = await myReview(reader(review('assigned')), expert, 'review', now)
    expect(before).toMatchObject({ dossier: null, title: null, code: 'DS-2026-0000000-0' })
    const after = await myReview(reader(review('accepted')), expert, 'review', now)
    expect(after?.dossier?.answers).toMatchObject({ abstract: '跟着水滴看水循环。' })
    const keys = after?.dossier?.questions.map(({ key }) => key)
    expect(keys).toContain('abstract')
    expect(keys).not.toContain('contactName')
    expect(JSON.stringify(after)).not.toMatch(/示例|㛃䶮|023-|creator|submission|application"/)
  })

  test('is nothing for anybody else', async () => {
    expect(await myReview(reader(review('accepted')), other, 'review', now)).toBeNull()
    expect(await myReview(reader(review('accepted')), person('expert'), 'review', now)).toBeNull()
  })
})
