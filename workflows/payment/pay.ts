import { z } from 'zod'
import { words } from '../award/words'
import { both, command, hasRole, mail, notTheSamePersonAs, refuse } from '../engine'
import { formatYuan } from '../rules/money'
import { payFacts } from './facts'
import type { PayFacts } from './facts'
import { bookLines, fundLane, fundVerdict } from './fund-lines'
import type { Movement } from './fund-lines'
import { gateVerdict } from './gate'
import type { PaymentRow } from './types'

const input = z.strictObject({ voucher: words(1, 60) })

const lineOf = (payment: PaymentRow): Movement => ({
  kind: 'pay',
  fen: payment.fen,
  award: payment.award,
  payment: payment.id,
})

/** The money has left: once, on one voucher, never more than was committed. Two people have agreed before. */
export const pay = command<PaymentRow, PayFacts | null, z.infer<typeof input>>({
  subject: 'payment',
  verb: 'pay',
  from: ['approved'],
  to: ['paid'],
  roles: ['finance'],
  tone: 'primary',
  input,
  who: both(hasRole('finance'), notTheSamePersonAs('owner')),
  facts: (reader, payment, given) => payFacts(reader, payment, given?.voucher),
  guard: ({ subject, facts }) =>
    gateVerdict(subject, facts) ?? (facts ? fundVerdict(facts.fund, [lineOf(subject)]) : null),
  decide({ subject, facts, input: { voucher }, now, fresh }) {
    if (!facts) throw refuse('not_found', { status: 404 })
    if (facts.voucherUsed) throw refuse('voucher_used', { params: { voucher } })
    const money = bookLines(facts.fund, [lineOf(subject)], fresh)
    return {
      patch: { state: 'paid', voucher, paidAt: now },
      patches: [money.patch],
      ledger: money.ledger,
      outbox: [
        mail('payment_made', subject.owner, subject.id, {
          award: subject.award,
          number: facts.award.number,
          n: subject.n,
          amount: formatYuan(subject.fen),
        }),
      ],
      answer: { fen: subject.fen },
    }
  },
  lanes: (facts) => fundLane(facts?.fund ?? null),
})
