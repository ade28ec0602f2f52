import { z } from 'zod'
import { checkFund } from '../rules/money'
import { command, hasRole, refuse } from '../engine'
import type { FundRow } from './types'

/** Puts money into the fund: one line of the ledger, in fen. */
export const allocate = command<FundRow, { fund: string }, { fen: number }>({
  subject: 'fund',
  verb: 'allocate',
  from: ['open'],
  to: ['open'],
  roles: ['finance'],
  input: z.strictObject({ fen: z.int().min(1) }),
  facts: async (_, subject) => ({ fund: subject.id }),
  who: hasRole('finance'),
  lanes: ({ fund }) => [`fund:${fund}`],
  decide({ subject, input: { fen }, fresh }) {
    const result = checkFund(subject, { kind: 'allocate', fen })
    if (!result.ok) throw refuse('not_an_amount', { status: 422, issues: [{ field: 'fen', code: 'not_an_amount' }] })
    return {
      patch: { allocated: result.sums.allocated },
      ledger: [{ id: fresh(), fund: subject.id, kind: 'allocate', fen }],
    }
  },
})
