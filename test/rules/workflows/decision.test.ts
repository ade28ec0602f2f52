import { describe, expect, test } from '@jest/globals'
import { workflow } from '../../../workflows/decision'
import { confirm } from '../../../workflows/decision/confirm'
import { planOf } from '../../../workflows/decision/awards'
import type { ConfirmFacts, ProposeFacts } from '../../../workflows/decision/facts'
import { propose } from '../../../workflows/decision/propose'
import { calibrateRanking, computeRanking, drawLine } from '../../../workflows/ranking'
import type { ApplicationRow } from '../../../workflows/application/types'
import type { ReviewRow } from '../../../workflows/review/types'
import { isValidNumber } from '../../../workflows/rules/numbers'
import { atOnce } from '../../../workflows/rules/scoring'
import { application, call, decision, drawer, fund, mayI, now, person, refusalOf, review } from './funding-rows'

const officer = person('officer', 'officer')
const approver = person('approver', 'approver')

const a = application('a')
const b = application('b')
const c = application('c')
const three = (of: ApplicationRow, points: number): ReviewRow[] =>
  [1, 2, 3].map((n) => review(`${of.id}${String(n)}`, of, points))

function facts(
  more: Partial<ProposeFacts> = {},
  reviews: ReviewRow[] = [...three(a, 90), ...three(b, 80), ...three(c, 70)],
) {
  const applications = [a, b, c]
  const counted = { call: call(), applications, reviews, costFen: {} }
  const ranking = computeRanking(counted)
  return {
    call: call(),
    fund: fund(),
    ranking,
    calibration: atOnce(calibrateRanking(counted, ranking, drawLine(ranking, 3_000_000))),
    applicants: Object.fromEntries(applications.map(({ id, applicant }) => [id, applicant])),
    proposedElsewhere: [],
    ...more,
  } satisfies ProposeFacts
}

const input = (lines: { application: string; fen: number }[], rest: 'keep' | 'not_selected' = 'keep') =>
  propose.input.parse({ call: 'call', lines, minutes: '第3次会议纪要', rest })

const proposing = (
  given: ProposeFacts | null,
  lines: { application: string; fen: number }[],
  rest?: 'not_selected',
  actor = officer,
) => propose.decide({ actor, subject: null, facts: given, now, input: input(lines, rest), fresh: drawer() })

describe('the ranking', () => {
  test('puts the better one first and says what would be funded', () => {
    const { ranking } = facts()
    expect(ranking.lines.map(({ application: id, rank, score }) => [id, rank, score])).toEqual([
      ['a', 1, 9000],
      ['b', 2, 8000],
      ['c', 3, 7000],
    ])
    const drawn = drawLine(ranking, 3_000_000)
    expect([drawn.a?.code, drawn.b?.code, drawn.c?.code]).toEqual(['funded', 'funded', 'over_budget'])
  })

  test('leaves recused and declined sheets out and counts the open ones', () => {
    const { ranking } = facts({}, [
      review('1', a, 90),
      review('2', a, 10, { state: 'recused' }),
      review('3', a, 10, { state: 'declined', scores: null }),
      review('4', a, 0, { state: 'accepted', scores: null }),
    ])
    const line = ranking.lines.find((one) => one.application === 'a')
    expect(line).toMatchObject({ score: 9000, openReviews: 1, missingReviews: 2 })
    expect(line?.flags).toEqual(['too_few_reviews', 'reviews_open'])
  })

  test('does not mix the sheets of another dossier in', () => {
    const { ranking } = facts({}, [...three(a, 90), review('old', a, 0, { dossier: 'the-dossier-before' })])
    expect(ranking.lines[0]).toMatchObject({ application: 'a', score: 9000 })
  })

  test('ranks each mode by itself, and one budget covers both', () => {
    const project = application('p', { mode: 'project_grant' })
    const ranking = computeRanking({
      call: call(),
      applications: [a, project],
      reviews: [...three(a, 70), ...three(project, 95)],
      costFen: {},
    })
    expect(ranking.lines.map(({ mode, rank, tied }) => [mode, rank, tied])).toEqual([
      ['work_call', 1, false],
      ['project_grant', 1, false],
    ])
    const drawn = drawLine(ranking, 2_000_000)
    expect([drawn.a?.code, drawn.p?.code]).toEqual(['funded', 'over_budget'])
  })

  test('caps by the share of the cost where the call says so, in whole yuan', () => {
    const capped = call({ rules: { ...call().rules, ratioCap: 5000 } })
    const { lines } = computeRanking({ call: capped, applications: [a], reviews: [], costFen: { a: 2_000_100 } })
    expect(lines[0]?.capFen).toBe(1_000_100)
  })
})

describe('proposing', () => {
  test('freezes the sheets, the rule and the tie rule, and no title', () => {
    const changes = proposing(facts(), [{ application: 'a', fen: 1_000_000 }])
    expect(changes.patch).toMatchObject({ state: 'proposed', totalFen: 1_000_000, proposedBy: 'officer', rest: 'keep' })
    const basis = changes.patch?.basis as { lines: { sheets: unknown[] }[]; rules: { ties: string[] }[] }
    expect(basis.lines).toHaveLength(3)
    expect(basis.lines[0]?.sheets).toHaveLength(3)
    expect(basis.rules[0]?.ties).toEqual(['science', 'originality'])
    expect(JSON.stringify(basis)).not.toContain('Title')
  })

  const cases: [string, string, () => unknown][] = [
    ['call_not_found', 'an unknown call', () => proposing(null, [{ application: 'a', fen: 100_000 }])],
    [
      'call_not_closed',
      'a call that still runs',
      () => proposing(facts({ call: call({ state: 'open' }) }), [{ application: 'a', fen: 100_000 }]),
    ],
    [
      'application_given_twice',
      'the same application twice',
      () =>
        proposing(facts(), [
          { application: 'a', fen: 100_000 },
          { application: 'a', fen: 100_000 },
        ]),
    ],
    [
      'application_not_in_ranking',
      'an application of another call',
      () => proposing(facts(), [{ application: 'x', fen: 100_000 }]),
    ],
    [
      'application_in_other_decision',
      'an application that waits in another proposal',
      () => proposing(facts({ proposedElsewhere: ['a'] }), [{ application: 'a', fen: 100_000 }]),
    ],
    ['not_whole_yuan', 'an amount with fen', () => proposing(facts(), [{ application: 'a', fen: 100_050 }])],
    ['over_cap', 'more than was asked for', () => proposing(facts(), [{ application: 'a', fen: 1_500_100 }])],
    [
      'amount_below_minimum',
      'less than the least grant',
      () => proposing(facts(), [{ application: 'a', fen: 99_900 }]),
    ],
    [
      'fund_short',
      'more than the fund has left',
      () => proposing(facts({ fund: fund({ committed: 9_950_000 }) }), [{ application: 'a', fen: 100_000 }]),
    ],
    [
      'fund_closed',
      'a closed fund',
      () => proposing(facts({ fund: fund({ state: 'closed' }) }), [{ application: 'a', fen: 100_000 }]),
    ],
    [
      'own_application',
      'an application of one’s own',
      () =>
        proposing(facts(), [{ application: 'a', fen: 100_000 }], undefined, person('creator-a', 'officer', 'creator')),
    ],
    [
      'reviews_missing',
      'an application with a review still open',
      () =>
        proposing(facts({}, [...three(a, 90), review('x', a, 0, { state: 'assigned', scores: null })]), [
          { application: 'a', fen: 100_000 },
        ]),
    ],
    [
      'reviews_missing',
      'an application that nobody has scored',
      () => proposing(facts({}, []), [{ application: 'a', fen: 100_000 }]),
    ],
    [
      'application_not_ranked',
      'an application below the gate',
      () => proposing(facts({}, three(a, 50)), [{ application: 'a', fen: 100_000 }]),
    ],
    [
      'reviews_missing',
      'turning down an application whose reviews are open',
      () => proposing(facts({}, three(a, 90)), [{ application: 'a', fen: 100_000 }], 'not_selected'),
    ],
  ]
  test.each(cases)('%s: %s is refused', (code, _what, work) => {
    expect(refusalOf(work)).toBe(code)
  })

  test('every wrong line is told', () => {
    let issues: readonly { field: string; code: string }[] = []
    try {
      proposing(facts(), [
        { application: 'a', fen: 100_050 },
        { application: 'b', fen: 100_000 },
        { application: 'x', fen: 100_000 },
      ])
    } catch (error) {
      issues = (error as { issues: typeof issues }).issues
    }
    expect(issues.map(({ field, code }) => [field, code])).toEqual([
      ['lines.0', 'not_whole_yuan'],
      ['lines.2', 'application_not_in_ranking'],
    ])
  })

  test('only an officer proposes', () => {
    expect(mayI(propose, approver, null, facts())).toBe('role_missing')
  })
})

describe('confirming', () => {
  const given = (more: Partial<ConfirmFacts> = {}): ConfirmFacts => ({
    call: call(),
    fund: fund(),
    named: [a, b],
    rest: [],
    ...more,
  })
  const proposed = decision([a, b], 1_000_000)

  test('the same person may not propose and confirm', () => {
    expect(mayI(confirm, person('officer', 'officer', 'approver'), proposed, given())).toBe('two_people_needed')
    expect(mayI(confirm, approver, proposed, given())).toBeNull()
  })

  test('an officer without the role may not confirm', () => {
    expect(mayI(confirm, person('other', 'officer'), proposed, given())).toBe('role_missing')
  })

  test('nobody confirms money for oneself', () => {
    expect(mayI(confirm, person('creator-a', 'approver', 'creator'), proposed, given())).toBe('own_application')
  })

  test('a fund that has run short since says so', () => {
    expect(mayI(confirm, approver, proposed, given({ fund: fund({ committed: 8_500_000 }) }))).toBe('fund_short')
    expect(mayI(confirm, approver, proposed, given({ fund: fund({ committed: 8_000_000 }) }))).toBeNull()
  })

  test('an application that another decision took meanwhile stops it', () => {
    const taken = { ...a, state: 'proposed' }
    expect(mayI(confirm, approver, proposed, given({ named: [taken, b] }))).toBe('application_not_in_review')
  })

  test('binds the money, makes the awards and moves the applications in one commit', () => {
    const changes = confirm.decide({
      actor: approver,
      subject: decision([a, b], 1_000_000, { rest: 'not_selected' }),
      facts: given({ rest: [c] }),
      now,
      input: {},
      fresh: drawer(),
    })
    expect(changes.patch).toMatchObject({ state: 'confirmed', decidedBy: 'approver' })
    expect(changes.ledger).toEqual([
      { id: 'new-3', fund: 'fund', kind: 'commit', fen: 1_000_000, award: 'new-1' },
      { id: 'new-4', fund: 'fund', kind: 'commit', fen: 1_000_000, award: 'new-2' },
    ])
    expect(changes.births?.map(({ collection, id, state }) => [collection, id, state])).toEqual([
      ['awards', 'new-1', 'proposed'],
      ['awards', 'new-2', 'proposed'],
    ])
    expect(isValidNumber(changes.births?.[0]?.set.number as string)).toBe(true)
    expect(changes.patches?.map(({ subject, set }) => [subject.id, set.state ?? set.committed])).toEqual([
      ['fund', 2_000_000],
      ['a', 'proposed'],
      ['b', 'proposed'],
      ['c', 'not_selected'],
    ])
  })

  test('winners are told nothing before the public notice', () => {
    const changes = confirm.decide({
      actor: approver,
      subject: proposed,
      facts: given(),
      now,
      input: {},
      fresh: drawer(),
    })
    expect(changes.outbox?.map(({ key }) => key)).toEqual(['mail:decision_confirmed:decision:officer'])
  })

  test('the plan comes from the call, and without one from the rules', () => {
    expect(planOf(call(), 'project_grant', 1_000_000).instalments.map(({ amountFen }) => amountFen)).toEqual([
      600_000, 400_000,
    ])
    expect(planOf(call(), 'work_call', 1_000_000)).toMatchObject({
      mode: 'post_subsidy',
      instalments: [{ amountFen: 1_000_000 }],
    })
  })
})

test('creators and visitors do not know that a decision exists', () => {
  const sees = (actor: ReturnType<typeof person>) => workflow.sees(actor, decision([a], 100_000), {} as never)
  expect(sees(person('x', 'creator', 'reviewer'))).toBe(false)
  expect(sees(person('x', 'auditor'))).toBe(true)
})
