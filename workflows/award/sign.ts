import { z } from 'zod'
import type { CallRow } from '../call/types'
import { canonical, command, isOwner, sha256 } from '../engine'
import type { Birth } from '../engine'
import { asJson } from './as-json'
import { callOf } from './facts'
import type { Agreement, AwardRow } from './types'
import { words } from './words'

const input = z.strictObject({
  accountHolder: words(2, 100),
  agree: z.boolean().refine((agreed) => agreed, { error: 'agreement_needed' }),
})

/** The owner signs the agreement: amount and plan are frozen in it, and the planned payments come into being. */
export const sign = command<AwardRow, CallRow | null, z.infer<typeof input>>({
  subject: 'award',
  verb: 'sign',
  from: ['standing'],
  to: ['signed'],
  roles: ['owner'],
  tone: 'primary',
  input,
  who: isOwner('owner'),
  facts: (reader, award) => callOf(reader, award),
  decide({ subject, facts: call, input: { accountHolder }, now, fresh }) {
    const planHash = sha256(canonical(subject.plan))
    const agreement: Agreement = {
      at: now.toISOString(),
      number: subject.number,
      fen: subject.fen,
      planHash,
      callHash: call?.frozenHash ?? null,
      accountHolder,
    }
    return {
      patch: { state: 'signed', agreement: asJson(agreement) },
      births: paymentsOf(subject, fresh),
      answer: { planHash },
    }
  },
})

/** An instalment of nothing is no payment. */
const paymentsOf = (award: AwardRow, fresh: () => string): Birth[] =>
  award.plan.instalments
    .filter(({ amountFen }) => amountFen > 0)
    .map(({ n, gate, amountFen }) => ({
      collection: 'payments',
      id: fresh(),
      state: 'planned',
      set: { award: award.id, owner: award.owner, fund: award.fund, n, fen: amountFen, gate },
    }))
