import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { fundingLine } from '../../workflows/rules/scoring'
import type { RankedEntry } from '../../workflows/rules/scoring'

describe('the funding line', () => {
  const ranked = (...rows: [id: string, rank: number, amountFen: number][]): (RankedEntry & { amountFen: number })[] =>
    rows.map(([id, rank, amountFen]) => ({
      id,
      rank,
      amountFen,
      score: 9_000 - rank,
      tied: rows.filter((row) => row[1] === rank).length > 1,
      decidedBy: null,
      excluded: null,
    }))
  const codes = (lines: { id: string; code: string }[]) => lines.map(({ id, code }) => `${id} ${code}`)

  test('ends at the first that does not fit', () => {
    const lines = fundingLine(ranked(['a', 1, 60], ['b', 2, 50], ['c', 3, 40]), { budgetFen: 100 })
    expect(codes(lines)).toEqual(['a funded', 'b over_budget', 'c below_line'])
    expect(lines.map((line) => line.remainingFen)).toEqual([40, 40, 40])
  })

  test('goes on with what fits where the call says so', () => {
    const lines = fundingLine(ranked(['a', 1, 60], ['b', 2, 50], ['c', 3, 40]), { budgetFen: 100, skipUnfit: true })
    expect(codes(lines)).toEqual(['a funded', 'b over_budget', 'c funded'])
  })

  test('never parts equals: all of them or none', () => {
    const rows = ranked(['a', 1, 60], ['b', 2, 40], ['c', 2, 40])
    expect(codes(fundingLine(rows, { budgetFen: 100 }))).toEqual(['a funded', 'b over_budget', 'c over_budget'])
    expect(codes(fundingLine(rows, { budgetFen: 140 }))).toEqual(['a funded', 'b funded', 'c funded'])
  })

  test('takes nobody below the least score', () => {
    const rows = ranked(['a', 1, 10], ['b', 2, 10])
    expect(codes(fundingLine(rows, { budgetFen: 100, minimumScore: 8_999 }))).toEqual(['a funded', 'b below_line'])
  })

  test('explains who is out of the ranking', () => {
    const out = (['gate_failed', 'veto', 'unranked'] as const).map((excluded) => ({
      id: excluded,
      rank: null,
      score: null,
      tied: false,
      decidedBy: null,
      excluded,
      amountFen: 10,
    }))
    expect(fundingLine(out, { budgetFen: 100 }).map((line) => line.code)).toEqual(['gate_failed', 'veto', 'unranked'])
  })

  test('never spends more than there is', () => {
    const amounts = fc.array(fc.integer({ min: 0, max: 500 }), { maxLength: 30 })
    fc.assert(
      fc.property(amounts, fc.integer({ min: 0, max: 3_000 }), fc.boolean(), (asked, budgetFen, skipUnfit) => {
        const rows = ranked(
          ...asked.map((fen, index): [string, number, number] => [`e${index}`, Math.ceil((index + 1) / 2) * 2, fen]),
        )
        const lines = fundingLine(rows, { budgetFen, skipUnfit })
        const spent = lines.reduce((sum, line) => sum + (line.code === 'funded' ? line.amountFen : 0), 0)
        expect(spent).toBeLessThanOrEqual(budgetFen)
        expect(lines.at(-1)?.remainingFen ?? budgetFen).toBe(budgetFen - spent)
      }),
    )
  })
})
