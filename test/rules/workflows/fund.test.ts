import { expect, test } from '@jest/globals'
import { correctAllocation } from '../../../workflows/fund/correct-allocation'
import { drawer, fund, now, person, refusalOf } from './funding-rows'

const line = { id: 'line', fund: 'fund', kind: 'allocate' as const, fen: 1_000 }
const correcting = (fen: number, sums: { allocated: number; committed: number }) =>
  correctAllocation.decide({
    actor: person('second', 'finance'),
    subject: fund(sums),
    facts: { fund: 'fund', line, allocatedBy: 'first', corrected: 0 },
    input: { allocation: 'line', fen, reason: '多拨' },
    now,
    fresh: drawer(),
  })

test('what is committed already is not taken back', () => {
  expect(refusalOf(() => correcting(401, { allocated: 1_000, committed: 600 }))).toBe('allocation_committed')
  expect(correcting(400, { allocated: 1_000, committed: 600 }).patch).toEqual({ allocated: 600 })
})
