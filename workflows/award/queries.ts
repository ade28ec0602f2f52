import type { CallRow } from '../call/types'
import type { DeliverableRow, HandedInFile } from '../deliverable/types'
import type { Actor, Reader } from '../engine'
import type { PaymentRow } from '../payment/types'
import type { PaymentGate } from '../rules/payments'
import { states } from '../rules/states'
import type { State, StateOf } from '../rules/states'
import { paymentsOf } from './facts'
import type { AwardRow } from './types'

/** What comes next for an award, as a code that the catalogue has words for. */
export type NextStep =
  | 'await_notice'
  | 'await_objection'
  | 'sign_agreement'
  | 'hand_in'
  | 'await_acceptance'
  | 'await_payment'
  | 'await_closing'
  | 'nothing'

export interface MyAward {
  id: string
  number: string
  title: string
  state: string
  fen: number
  paidFen: number
  call: { id: string; title: string; titleEn: string | null } | null
  next: { step: NextStep; owes: State['owes'] }
}

export interface MyInstalment {
  n: number
  /** Hundredths of a percent. */
  percent: number
  gate: PaymentGate
  fen: number
  /** `not_yet` before the agreement is signed; `none` for an instalment of nothing. */
  state: 'not_yet' | 'none' | StateOf<'payment'>
  paidAt: string | null
}

export interface MyDeliverable {
  id: string
  version: number
  state: string
  hash: string
  note: string | null
  /** Why it was returned. */
  reason: string | null
  files: HandedInFile[]
}

export interface MyAwardPage extends MyAward {
  application: string
  notice: string | null
  mode: AwardRow['plan']['mode']
  plan: MyInstalment[]
  agreement: { at: string; planHash: string; accountHolder: string } | null
  deliverables: MyDeliverable[]
  work: { id: string; number: string; state: string } | null
}

const steps: Record<StateOf<'award'>, NextStep> = {
  proposed: 'await_notice',
  public_notice: 'await_notice',
  objection_hold: 'await_objection',
  standing: 'sign_agreement',
  signed: 'hand_in',
  delivered: 'await_acceptance',
  accepted: 'await_payment',
  closed: 'nothing',
  cancelled: 'nothing',
}

function nextOf(award: AwardRow, payments: readonly PaymentRow[]): MyAward['next'] {
  const state = award.state as StateOf<'award'>
  const allPaid = payments.every((payment) => payment.state === 'paid')
  if (state === 'accepted' && allPaid) return { step: 'await_closing', owes: 'officer' }
  return { step: steps[state], owes: states.award[state].owes }
}

function summary(award: AwardRow, payments: readonly PaymentRow[], call: CallRow | null | undefined): MyAward {
  const { id, number, title, state, fen } = award
  return {
    id,
    number,
    title,
    state,
    fen,
    paidFen: payments.filter((one) => one.state === 'paid').reduce((sum, one) => sum + one.fen, 0),
    call: call ? { id: call.id, title: call.title, titleEn: call.titleEn } : null,
    next: nextOf(award, payments),
  }
}

/** The awards of the person who asks, as far as they may know: not before the public notice. */
export async function myAwards(reader: Reader, actor: Actor): Promise<MyAward[]> {
  if (actor.kind !== 'person') return []
  const awards = await reader.find<AwardRow>('awards', {
    and: [{ owner: { equals: actor.id } }, { state: { not_equals: 'proposed' } }],
  })
  if (awards.length === 0) return []
  const payments = await reader.find<PaymentRow>('payments', { owner: { equals: actor.id } })
  const calls = await reader.find<CallRow>('calls', { id: { in: [...new Set(awards.map(({ call }) => call))] } })
  return awards.map((award) =>
    summary(
      award,
      payments.filter((payment) => payment.award === award.id),
      calls.find(({ id }) => id === award.call),
    ),
  )
}

const planOf = (award: AwardRow, payments: readonly PaymentRow[]): MyInstalment[] =>
  award.plan.instalments.map(({ n, percent, gate, amountFen }) => {
    const payment = payments.find((one) => one.n === n)
    const state = payment ? (payment.state as StateOf<'payment'>) : amountFen === 0 ? 'none' : 'not_yet'
    return { n, percent, gate, fen: amountFen, state, paidAt: payment?.paidAt ?? null }
  })

const shown = ({ id, version, state, hash, note, reason, files }: DeliverableRow): MyDeliverable => ({
  id,
  version,
  state,
  hash,
  note: note ?? null,
  reason: reason ?? null,
  files,
})

/** One award for its owner, with plan, payments and what was handed in; null when there is none to see. */
export async function myAward(reader: Reader, actor: Actor, id: string): Promise<MyAwardPage | null> {
  const award = await reader.get<AwardRow>('awards', id)
  if (actor.kind !== 'person' || award?.owner !== actor.id || award.state === 'proposed') return null
  const payments = await paymentsOf(reader, id)
  const deliverables = await reader.find<DeliverableRow>('deliverables', { award: { equals: id } })
  const work = award.work ? await reader.get<{ id: string; number: string; state: string }>('works', award.work) : null
  const { agreement } = award
  return {
    ...summary(award, payments, await reader.get<CallRow>('calls', award.call)),
    application: award.application,
    notice: award.notice ?? null,
    mode: award.plan.mode,
    plan: planOf(award, payments),
    agreement: agreement
      ? { at: agreement.at, planHash: agreement.planHash, accountHolder: agreement.accountHolder }
      : null,
    deliverables: deliverables.map(shown).sort((a, b) => b.version - a.version),
    work: work ? { id: work.id, number: work.number, state: work.state } : null,
  }
}
