import { z } from 'zod'
import { both, command, hasRole, refuse } from '../engine'
import type { LedgerLine, Permission, Reader } from '../engine'
import { checkFund, formatYuan } from '../rules/money'
import type { FundRow } from './types'

const input = z.strictObject({
  /** Id of the ledger's line that was wrong. */
  allocation: z.string().min(1).max(64),
  /** How much of it is taken back, in fen. */
  fen: z.int().min(1),
  reason: z.string().trim().min(2).max(500),
})
type Input = z.infer<typeof input>

export interface CorrectionFacts {
  fund: string
  line: LedgerLine | null
  allocatedBy: string | null
  /** Taken back of this line before, in fen. */
  corrected: number
}

async function correctionFacts(reader: Reader, fund: string, given: Input | null): Promise<CorrectionFacts> {
  const line = given ? await reader.get<LedgerLine & { command: string }>('ledger', given.allocation) : null
  if (line?.fund !== fund || line.kind !== 'allocate') return { fund, line: null, allocatedBy: null, corrected: 0 }
  const done = await reader.get<{ actor: string }>('commands', line.command)
  const before = await reader.find<LedgerLine>('ledger', {
    and: [{ fund: { equals: fund } }, { corrects: { equals: line.id } }],
  })
  return { fund, line, allocatedBy: done?.actor ?? null, corrected: before.reduce((sum, { fen }) => sum + fen, 0) }
}

const notWhoAllocated: Permission<FundRow, CorrectionFacts> = ({ actor, facts }) =>
  facts.allocatedBy === actor.id ? refuse('two_people_needed', { status: 403 }) : null

const wrong = (field: string, code: string, params = {}) =>
  refuse('invalid_input', { status: 422, issues: [{ field, code, params }] })

/**
 * Takes back what was allocated wrongly, by a line of its own that names the wrong one and says why; the wrong line stays.
 * Never more than is left of that line, and never below what is committed. Another person does it than the one who
 * allocated; an approver may, where only one person keeps the money.
 */
export const correctAllocation = command<FundRow, CorrectionFacts, Input>({
  subject: 'fund',
  verb: 'correct_allocation',
  from: ['open'],
  to: ['open'],
  roles: ['finance', 'approver'],
  tone: 'danger',
  input,
  facts: (reader, subject, given) => correctionFacts(reader, subject.id, given),
  who: both<FundRow, CorrectionFacts>(hasRole('finance', 'approver'), notWhoAllocated),
  lanes: ({ fund }) => [`fund:${fund}`],
  decide({ subject, facts: { line, corrected }, input: { fen, reason }, fresh }) {
    if (!line) throw wrong('allocation', 'allocation_not_found')
    const left = line.fen - corrected
    if (fen > left) throw wrong('fen', 'more_than_allocated', { maxFen: left })
    const result = checkFund(subject, { kind: 'correct', fen })
    if (!result.ok)
      throw refuse('allocation_committed', { params: { available: formatYuan(result.params.availableFen) } })
    return {
      patch: { allocated: result.sums.allocated },
      ledger: [{ id: fresh(), fund: subject.id, kind: 'correct', fen, corrects: line.id, reason }],
    }
  },
})
