import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import type { ApplicationRow } from '../../../workflows/application/types'
import { confirm } from '../../../workflows/decision/confirm'
import { Refusal, stateAllows } from '../../../workflows/engine'
import type { Actor, Changes, Command, Held, LedgerKind } from '../../../workflows/engine'
import type { AwardRow } from '../../../workflows/award/types'
import type { FundRow } from '../../../workflows/fund/types'
import { sign } from '../../../workflows/award/sign'
import { raise } from '../../../workflows/objection/raise'
import { uphold } from '../../../workflows/objection/uphold'
import type { ObjectionRow } from '../../../workflows/objection/types'
import { approve } from '../../../workflows/payment/approve'
import type { PayFacts } from '../../../workflows/payment/facts'
import { pay } from '../../../workflows/payment/pay'
import { addUp } from '../../../workflows/payment/queries'
import { request } from '../../../workflows/payment/request'
import type { PaymentRow } from '../../../workflows/payment/types'
import {
  application,
  award,
  call,
  decision,
  drawer,
  fund,
  mayI,
  notice,
  now,
  objection,
  payment,
  person,
  refusalOf,
} from './funding-rows'

const officer = person('officer', 'officer')
const finance = person('finance', 'finance')
const a = application('a', { state: 'approved' })

const facts = (state: string, more: Partial<PayFacts> = {}): PayFacts => {
  const one = award(a, state)
  return {
    award: one,
    fund: fund({ committed: 1_000_000 }),
    payments: [payment(one, 1, 'planned'), payment(one, 2, 'planned')],
    openObjections: 0,
    voucherUsed: false,
    ...more,
  }
}

describe('a payment', () => {
  const one = award(a, 'signed')
  const first = payment(one, 1, 'planned')
  const second = payment(one, 2, 'planned')

  test('is asked for when its gate is open', () => {
    expect(mayI(request, officer, first, facts('signed'))).toBeNull()
    expect(mayI(request, officer, first, facts('standing'))).toBe('agreement_not_signed')
    expect(mayI(request, officer, second, facts('signed'))).toBe('deliverable_not_accepted')
  })

  test('waits for the one before it', () => {
    expect(mayI(request, officer, second, facts('accepted'))).toBe('earlier_payment_open')
    const paid = { payments: [payment(one, 1, 'paid'), second] }
    expect(mayI(request, officer, second, facts('accepted', paid))).toBeNull()
  })

  test('does not wait for an instalment of nothing', () => {
    const plan = {
      ...one.plan,
      instalments: one.plan.instalments.map((each) => (each.n === 1 ? { ...each, amountFen: 0 } : each)),
    }
    expect(
      mayI(request, officer, second, facts('accepted', { award: award(a, 'accepted', { plan }), payments: [second] })),
    ).toBeNull()
  })

  test('stops while an objection is open', () => {
    expect(mayI(request, officer, first, facts('signed', { openObjections: 1 }))).toBe('objection_open')
  })

  test('is not approved by whoever asked for it, nor by whoever gets it', () => {
    const asked = payment(one, 1, 'requested', { requestedBy: 'both' })
    expect(mayI(approve, person('both', 'officer', 'finance'), asked, facts('signed'))).toBe('two_people_needed')
    expect(mayI(approve, person('creator-a', 'finance'), asked, facts('signed'))).toBe('two_people_needed')
    expect(mayI(approve, finance, asked, facts('signed'))).toBeNull()
    expect(mayI(approve, officer, asked, facts('signed'))).toBe('role_missing')
  })

  const approved = payment(one, 1, 'approved', { requestedBy: 'officer', approvedBy: 'finance' })
  const paying = (given: PayFacts) =>
    pay.decide({ actor: finance, subject: approved, facts: given, now, input: { voucher: 'V-1' }, fresh: drawer() })

  test('is paid into the ledger in one commit with the fund', () => {
    const changes = paying(facts('signed'))
    expect(changes.patch).toEqual({ state: 'paid', voucher: 'V-1', paidAt: now })
    expect(changes.patches?.[0]).toMatchObject({ collection: 'funds', set: { committed: 1_000_000, paid: 600_000 } })
    expect(changes.ledger).toEqual([
      { id: 'new-1', fund: 'fund', kind: 'pay', fen: 600_000, award: 'award-a', payment: 'payment-award-a-1' },
    ])
  })

  test('may not go beyond what is committed', () => {
    const short = facts('signed', { fund: fund({ committed: 1_000_000, paid: 500_000 }) })
    expect(mayI(pay, finance, approved, short)).toBe('over_commitment')
    expect(refusalOf(() => paying(short))).toBe('over_commitment')
  })

  test('needs a voucher of its own and an open fund', () => {
    expect(refusalOf(() => paying(facts('signed', { voucherUsed: true })))).toBe('voucher_used')
    expect(mayI(pay, finance, approved, facts('signed', { fund: fund({ state: 'closed' }) }))).toBe('fund_closed')
  })
})

test('a ledger that adds up says so, and one that does not names the line', () => {
  const lines = [
    { id: '1', kind: 'allocate', fen: 500 },
    { id: '2', kind: 'commit', fen: 300 },
    { id: '3', kind: 'pay', fen: 200 },
    { id: '4', kind: 'release', fen: 100 },
  ] as const
  expect(addUp(lines)).toEqual({ sums: { allocated: 500, committed: 200, paid: 200 }, firstWrong: null })
  expect(addUp([...lines, { id: '5', kind: 'pay', fen: 1 }])).toMatchObject({ firstWrong: '5' })
})

/** A fund in memory, moved by nothing but what the verbs decide. */
class Toy {
  readonly rows = new Map<string, Held & Record<string, unknown>>()
  readonly ledger: { id: string; kind: LedgerKind; fen: number }[] = []
  readonly fresh = drawer('toy')
  private readonly collections = new Map<string, string>()

  constructor(allocated: number) {
    this.put('funds', fund({ allocated }))
    this.ledger.push({ id: 'start', kind: 'allocate', fen: allocated })
  }

  put(collection: string, row: Held): void {
    this.rows.set(row.id, row as Held & Record<string, unknown>)
    this.collections.set(row.id, collection)
  }

  all<T>(collection: string): T[] {
    return [...this.rows.values()].filter(({ id }) => this.collections.get(id) === collection) as T[]
  }

  row(id: string): unknown {
    return this.rows.get(id)
  }

  get fund(): FundRow {
    return this.row('fund') as FundRow
  }

  /** Runs a verb as the engine would: who, state, guard, decide, and then all of it or nothing. */
  run(verb: Command, collection: string, actor: Actor, subject: Held | null, given: unknown, input: unknown): boolean {
    const ask = { actor, subject, facts: given, now }
    if (verb.who(ask) ?? stateAllows(verb, subject) ?? verb.guard?.(ask)) return false
    try {
      this.commit(collection, subject, verb.decide({ ...ask, input, fresh: this.fresh }))
      return true
    } catch (error) {
      if (error instanceof Refusal) return false
      throw error
    }
  }

  private commit(collection: string, subject: Held | null, changes: Changes): void {
    const set = (row: Held, columns: object) => Object.assign(this.row(row.id) as Held, columns, { rev: row.rev + 1 })
    if (subject) set(subject, changes.patch ?? {})
    else if (changes.born) this.put(collection, { ...objection(award(a, 'x')), ...changes.patch, id: changes.born })
    for (const each of changes.patches ?? []) set(each.subject, each.set)
    for (const { collection: of, id, state, set: columns } of changes.births ?? [])
      this.put(of, {
        ...(of === 'awards' ? award(a, state) : payment(award(a, state), 1, state)),
        ...columns,
        id,
        state,
      })
    this.ledger.push(...(changes.ledger ?? []))
  }
}

const approver = person('approver', 'approver')

/** One step of a story, on the thing that the number points at. */
const moves: Record<string, (toy: Toy, at: number) => void> = {
  decide(toy, at) {
    const one = application(`app${String(toy.rows.size)}`, { mode: 'project_grant' })
    toy.put('applications', one)
    const proposal = decision([one], (at % 40) * 10_000 + 10_100, { id: `decision${String(toy.rows.size)}` })
    toy.put('decisions', proposal)
    toy.run(confirm, 'decisions', approver, proposal, { call: call(), fund: toy.fund, named: [one], rest: [] }, {})
  },
  stand(toy, at) {
    const one = pick(
      toy.all<AwardRow>('awards').filter(({ state }) => state === 'proposed'),
      at,
    )
    if (one) one.state = at % 2 === 0 ? 'standing' : 'public_notice'
  },
  object(toy, at) {
    const one = pick(toy.all<AwardRow>('awards'), at)
    if (!one) return
    const given = {
      notice: notice(),
      award: one,
      application: toy.row(one.application) as ApplicationRow,
      officer: null,
    }
    toy.run(raise, 'objections', officer, null, given, {
      notice: 'notice',
      award: one.id,
      name: 'x',
      contact: 'x',
      ground: 'x',
    })
  },
  uphold(toy, at) {
    const one = pick(toy.all<ObjectionRow>('objections'), at)
    if (!one) return
    const held = toy.row(one.award) as AwardRow
    const given = {
      notice: notice(),
      award: held,
      application: toy.row(held.application),
      fund: toy.fund,
      others: 0,
    }
    toy.run(uphold, 'objections', officer, one, given, { reply: 'x' })
  },
  sign(toy, at) {
    const one = pick(toy.all<AwardRow>('awards'), at)
    if (one) toy.run(sign, 'awards', person(one.owner), one, call(), { accountHolder: 'x', agree: true })
  },
  accept(toy, at) {
    const one = pick(
      toy.all<AwardRow>('awards').filter(({ state }) => state === 'signed'),
      at,
    )
    if (one) one.state = 'accepted'
  },
  request: (toy, at) => step(toy, at, request, officer),
  approve: (toy, at) => step(toy, at, approve, finance),
  pay: (toy, at) => step(toy, at, pay, finance),
}

function pick<T>(list: readonly T[], at: number): T | undefined {
  return list[at % Math.max(1, list.length)]
}

function step(toy: Toy, at: number, verb: Command, actor: Actor): void {
  const one = pick(toy.all<PaymentRow>('payments'), at)
  if (!one) return
  const given: PayFacts = {
    award: toy.row(one.award) as AwardRow,
    fund: toy.fund,
    payments: toy.all<PaymentRow>('payments').filter((each) => each.award === one.award),
    openObjections: 0,
    voucherUsed: false,
  }
  toy.run(verb, 'payments', actor, one, given, { voucher: 'V' })
}

test('whatever happens in whatever order, committed never exceeds allocated, nor paid committed', () => {
  const reached = { paid: 0, released: 0, full: 0 }
  const story = fc.array(fc.tuple(fc.constantFrom(...Object.keys(moves)), fc.nat({ max: 1000 })), {
    minLength: 40,
    maxLength: 160,
  })
  fc.assert(
    fc.property(fc.integer({ min: 100, max: 3_000_000 }), story, (allocated, steps) => {
      const toy = new Toy(allocated)
      for (const [move, at] of steps) {
        moves[move]?.(toy, at)
        const { committed, paid } = toy.fund
        expect(committed).toBeLessThanOrEqual(allocated)
        expect(paid).toBeLessThanOrEqual(committed)
        expect(paid).toBeGreaterThanOrEqual(0)
      }
      const { committed, paid } = toy.fund
      expect(addUp(toy.ledger)).toEqual({ sums: { allocated, committed, paid }, firstWrong: null })
      const live = toy.all<AwardRow>('awards').filter(({ state }) => state !== 'cancelled')
      expect(live.reduce((sum, { fen }) => sum + fen, 0)).toBe(committed)
      reached.paid += toy.ledger.filter(({ kind }) => kind === 'pay').length
      reached.released += toy.ledger.filter(({ kind }) => kind === 'release').length
      reached.full += toy.all<Held>('decisions').filter(({ state }) => state === 'proposed').length
    }),
    { numRuns: 300 },
  )
  // The stories must have gone where the danger is.
  expect(Math.min(reached.paid, reached.released, reached.full)).toBeGreaterThan(0)
})
