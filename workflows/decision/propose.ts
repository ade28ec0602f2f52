import { z } from 'zod'
import { asJson } from '../award/as-json'
import { words } from '../award/words'
import { command, hasRole, refuse } from '../engine'
import { fundVerdict } from '../payment/fund-lines'
import { basisOf } from './basis'
import { proposeFacts } from './facts'
import type { ProposeFacts } from './facts'
import { mustBeProposable, restMustBeReviewed } from './lines'

const input = z.strictObject({
  call: z.string().min(1),
  lines: z
    .array(z.strictObject({ application: z.string().min(1), fen: z.int().min(1).max(Number.MAX_SAFE_INTEGER) }))
    .min(1)
    .max(500),
  minutes: words(1, 300),
  rest: z.enum(['keep', 'not_selected']).default('keep'),
})

type Input = z.infer<typeof input>

/** Proposes who gets how much. What the proposal was based on is frozen with it; the money is checked, not yet bound. */
export const propose = command<null, ProposeFacts | null, Input>({
  subject: 'decision',
  verb: 'propose',
  from: 'birth',
  to: ['proposed'],
  roles: ['officer'],
  input,
  who: hasRole('officer'),
  facts: async (reader, _subject, given) => (given ? proposeFacts(reader, given.call) : null),
  decide({ actor, facts, input: { lines, minutes, rest, call: callId }, now, fresh }) {
    if (!facts) throw refuse('call_not_found', { status: 422 })
    const { call, fund } = facts
    if (call.state !== 'closed') throw refuse('call_not_closed', { params: { state: call.state } })
    mustBeProposable(lines, facts, actor.id)
    if (rest === 'not_selected') restMustBeReviewed(lines, facts)
    const short = fundVerdict(
      fund,
      lines.map(({ fen }) => ({ kind: 'commit', fen })),
    )
    if (short) throw short
    return {
      born: fresh(),
      patch: {
        state: 'proposed',
        call: callId,
        fund: fund.id,
        lines: lines.map(({ application, fen }) => ({ application, fen })),
        basis: asJson(basisOf(facts, now)),
        rest,
        totalFen: lines.reduce((sum, { fen }) => sum + fen, 0),
        minutes,
        proposedBy: actor.id,
      },
    }
  },
})
