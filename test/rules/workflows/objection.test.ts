import { describe, expect, test } from '@jest/globals'
import { visitor } from '../../../workflows/engine'
import type { Changes } from '../../../workflows/engine'
import { workflow } from '../../../workflows/objection'
import { dismiss } from '../../../workflows/objection/dismiss'
import type { AnswerFacts, RaiseFacts } from '../../../workflows/objection/facts'
import { raise } from '../../../workflows/objection/raise'
import { uphold } from '../../../workflows/objection/uphold'
import { isValidNumber } from '../../../workflows/rules/numbers'
import { application, award, drawer, fund, mayI, notice, now, objection, person, refusalOf } from './funding-rows'

const officer = person('officer', 'officer')
const said = { name: '李四', contact: '13900000000', ground: '与已发表的作品在文字上雷同。' }
const input = raise.input.parse({ notice: 'notice', award: 'award-a', ...said })

function raising(state: string, more: Partial<RaiseFacts> = {}, at = now): Changes {
  const one = application('a', { state })
  const facts: RaiseFacts = {
    notice: notice(),
    award: award(one, state),
    application: one,
    officer: 'officer',
    ...more,
  }
  return raise.decide({ actor: visitor, subject: null, facts, now: at, input, fresh: drawer() })
}

const moved = (changes: Changes) => changes.patches?.map(({ subject, set }) => [subject.id, set.state ?? set.committed])

describe('raising', () => {
  test('a visitor may, and gets a receipt', () => {
    expect(mayI(raise, visitor, null, null)).toBeNull()
    const { receipt } = raising('public_notice').answer as { receipt: string }
    expect(isValidNumber(receipt)).toBe(true)
  })

  test('holds this award and its application and nothing else', () => {
    expect(moved(raising('public_notice'))).toEqual([
      ['award-a', 'objection_hold'],
      ['a', 'objection_hold'],
    ])
  })

  test('a second objection to a held award is taken too', () => {
    const changes = raising('objection_hold')
    expect(changes.patch).toMatchObject({ state: 'raised' })
    expect(moved(changes)).toEqual([['award-a', 'objection_hold']])
  })

  test('is late at the instant the notice ends', () => {
    expect(refusalOf(() => raising('public_notice', {}, new Date('2026-06-17T15:59:59.999Z')))).toBeNull()
    expect(refusalOf(() => raising('public_notice', {}, new Date('2026-06-17T16:00:00.000Z')))).toBe('notice_ended')
    expect(refusalOf(() => raising('public_notice', { notice: notice({ state: 'ended' }) }))).toBe('notice_ended')
  })

  test('needs an award of this notice that may still be objected to', () => {
    expect(refusalOf(() => raising('standing'))).toBe('award_not_open_to_objection')
    const ask = { actor: visitor, subject: null, facts: null, now, input, fresh: drawer() }
    expect(refusalOf(() => raise.decide(ask))).toBe('award_not_in_notice')
  })

  test('wants a name, a way to answer and a ground', () => {
    const result = raise.input.safeParse({
      notice: 'notice',
      award: 'award-a',
      name: '李',
      contact: ' ',
      ground: '不好',
    })
    expect(result.error?.issues.map(({ path, message }) => [path[0], message])).toEqual([
      ['name', 'too_short'],
      ['contact', 'too_short'],
      ['ground', 'too_short'],
    ])
  })

  test('names and words of the objector reach no answer and no outbox', () => {
    const { answer, outbox } = raising('public_notice')
    for (const words of Object.values(said)) expect(JSON.stringify({ answer, outbox })).not.toContain(words)
  })
})

describe('answering', () => {
  const one = application('a', { state: 'objection_hold' })
  const facts = (more: Partial<AnswerFacts> = {}): AnswerFacts => ({
    notice: notice(),
    award: award(one, 'objection_hold'),
    application: one,
    fund: fund({ committed: 3_000_000 }),
    others: 0,
    ...more,
  })
  const ask = (given: AnswerFacts, at = now) => ({
    actor: officer,
    subject: objection(given.award),
    facts: given,
    now: at,
    input: { reply: '已核实。' },
    fresh: drawer(),
  })

  test('upholding ends the award and frees its money', () => {
    const changes = uphold.decide(ask(facts()))
    expect(changes.patch).toMatchObject({ state: 'upheld' })
    expect(moved(changes)).toEqual([
      ['fund', 2_000_000],
      ['award-a', 'cancelled'],
      ['a', 'disqualified'],
    ])
    expect(changes.ledger).toEqual([{ id: 'new-1', fund: 'fund', kind: 'release', fen: 1_000_000, award: 'award-a' }])
  })

  test('money is freed in a closed fund too, but only once', () => {
    const closed = facts({ fund: fund({ state: 'closed', committed: 1_000_000 }) })
    expect(uphold.decide(ask(closed)).ledger).toHaveLength(1)
    const cancelled = facts({ award: award(one, 'cancelled') })
    expect(uphold.decide(ask(cancelled))).toEqual({ patch: { state: 'upheld', reply: '已核实。' } })
  })

  test('dismissing puts the award back into the notice while that runs', () => {
    const changes = dismiss.decide(ask(facts()))
    expect(moved(changes)).toEqual([
      ['award-a', 'public_notice'],
      ['a', 'public_notice'],
    ])
    expect(changes.witnesses?.map(({ subject }) => subject.id)).toEqual(['notice'])
  })

  test('dismissing after the end lets the award stand at once', () => {
    expect(moved(dismiss.decide(ask(facts({ notice: notice({ state: 'ended' }) }))))).toEqual([
      ['award-a', 'standing'],
      ['a', 'approved'],
    ])
    const atTheEnd = dismiss.decide(ask(facts(), new Date('2026-06-17T16:00:00.000Z')))
    expect(moved(atTheEnd)?.[0]).toEqual(['award-a', 'standing'])
  })

  test('another open objection goes on holding the award', () => {
    expect(moved(dismiss.decide(ask(facts({ others: 1 }))))).toEqual([['award-a', 'objection_hold']])
  })

  test('nobody answers an objection to an award of one’s own', () => {
    const owner = person('creator-a', 'officer', 'creator')
    expect(mayI(dismiss, owner, objection(award(one, 'objection_hold')), facts())).toBe('two_people_needed')
    expect(mayI(uphold, officer, objection(award(one, 'objection_hold')), facts())).toBeNull()
  })

  test('the owner of the award does not know who objected, or that an objection has an id', () => {
    const row = objection(award(one, 'objection_hold'))
    expect(workflow.sees(person('creator-a', 'creator'), row, {} as never)).toBe(false)
    expect(workflow.sees(person('x', 'approver', 'finance'), row, {} as never)).toBe(false)
  })
})
