import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import {
  checkFund,
  formatYuan,
  grant,
  grantFen,
  instalments,
  parseYuan,
  yuanInWords,
} from '../../workflows/rules/money'
import type { FundLine, FundSums } from '../../workflows/rules/money'

const amounts = fc.integer({ min: 0, max: 10_000_000_000_000 })

describe('reading an amount', () => {
  test.each([
    ['12,000.50', 1_200_050],
    ['12000.5', 1_200_050],
    ['１２，０００．５０', 1_200_050],
    [' ¥300 元 ', 30_000],
    ['￥300', 30_000],
    ['1.2万元', 1_200_000],
    ['0.000001万', 1],
    ['2 万元', 2_000_000],
    ['0', 0],
    ['007', 700],
    ['12.50000', 1250],
    ['90071992547409.91', Number.MAX_SAFE_INTEGER],
  ])('%s is understood', (text, fen) => {
    expect(parseYuan(text)).toEqual({ ok: true, fen })
  })

  test.each([
    ['', 'empty'],
    ['　', 'empty'],
    ['-5', 'negative'],
    ['－5', 'negative'],
    ['¥-5', 'negative'],
    ['1e3', 'not_an_amount'],
    ['1,20', 'not_an_amount'],
    ['1,2000', 'not_an_amount'],
    ['.5', 'not_an_amount'],
    ['5.', 'not_an_amount'],
    ['+5', 'not_an_amount'],
    ['0x10', 'not_an_amount'],
    ['12²', 'not_an_amount'],
    ['1万元元', 'not_an_amount'],
    ['NaN', 'not_an_amount'],
    ['12.005', 'too_precise'],
    ['1.0000001万元', 'too_precise'],
    ['90071992547409.92', 'too_large'],
  ])('%j is refused as %s', (text, code) => {
    expect(parseYuan(text)).toEqual({ ok: false, code })
  })

  test('what is shown can be read again', () => {
    fc.assert(
      fc.property(fc.maxSafeNat(), (fen) => {
        expect(parseYuan(formatYuan(fen))).toEqual({ ok: true, fen })
      }),
    )
  })
})

describe('showing an amount', () => {
  test.each([
    [0, '¥0.00'],
    [5, '¥0.05'],
    [1_200_050, '¥12,000.50'],
    [-500, '-¥5.00'],
    [100_000_000, '¥1,000,000.00'],
  ])('%i fen', (fen, shown) => {
    expect(formatYuan(fen)).toBe(shown)
  })

  test('a fraction of a fen is never shown', () => {
    expect(() => formatYuan(0.5)).toThrow(RangeError)
    expect(() => formatYuan(Number.NaN)).toThrow(RangeError)
  })

  test.each([
    [1_200_000, '壹万贰仟元整'],
    [0, '零元整'],
    [5, '伍分'],
    [50, '伍角'],
    [1_000, '壹拾元整'],
    [140_950, '壹仟肆佰零玖元伍角'],
    [600_714, '陆仟零柒元壹角肆分'],
    [168_032, '壹仟陆佰捌拾元叁角贰分'],
    [10_700_053, '壹拾万柒仟元伍角叁分'],
    [1_640_902, '壹万陆仟肆佰零玖元零贰分'],
    [32_504, '叁佰贰拾伍元零肆分'],
    [10_000_500, '壹拾万零伍元整'],
    [10_000_000_000, '壹亿元整'],
    [10_000_000_100, '壹亿零壹元整'],
    [1_000_000_000_000, '壹佰亿元整'],
    [1_234_567_890_123, '壹佰贰拾叁亿肆仟伍佰陆拾柒万捌仟玖佰零壹元贰角叁分'],
  ])('%i fen in the words of a receipt', (fen, words) => {
    expect(yuanInWords(fen)).toBe(words)
  })
})

describe('a grant', () => {
  const wide = { requestedFen: 5_000_000, categoryCapFen: 9_000_000, remainingFen: 9_000_000 }

  test('is what was asked for when nothing bounds it', () => {
    expect(grant(wide)).toEqual({ fen: 5_000_000, boundBy: 'requested' })
  })

  test.each([
    ['category_cap', { categoryCapFen: 2_000_000 }, 2_000_000],
    ['ratio_cap', { ratioCap: 5_000, eligibleCostFen: 6_000_000 }, 3_000_000],
    ['recommended', { recommendedFen: 1_500_000 }, 1_500_000],
    ['remaining', { remainingFen: 99_999 }, 99_900],
    ['remaining', { remainingFen: 0 }, 0],
  ])('is bound by %s', (boundBy, bound, fen) => {
    expect(grant({ ...wide, ...bound })).toEqual({ fen, boundBy })
  })

  test('rounds the share of the cost half up to the yuan', () => {
    expect(grantFen({ ...wide, ratioCap: 5_000, eligibleCostFen: 10_100 })).toBe(5_100)
    expect(grantFen({ ...wide, ratioCap: 5_000, eligibleCostFen: 10_099 })).toBe(5_000)
  })

  test('refuses a share of an unknown cost', () => {
    expect(() => grantFen({ ...wide, ratioCap: 5_000 })).toThrow(RangeError)
  })

  test('is in whole yuan and above no bound', () => {
    fc.assert(
      fc.property(amounts, amounts, amounts, amounts, (requestedFen, categoryCapFen, recommendedFen, remainingFen) => {
        const fen = grantFen({ requestedFen, categoryCapFen, recommendedFen, remainingFen })
        const least = Math.min(requestedFen, categoryCapFen, recommendedFen, remainingFen)
        expect(fen % 100).toBe(0)
        expect(least - fen).toBeGreaterThanOrEqual(0)
        expect(least - fen).toBeLessThan(100)
      }),
    )
  })
})

describe('instalments', () => {
  test('go down to the yuan and leave the rest to the last', () => {
    expect(instalments(1_000_100, [5_000, 3_000, 2_000])).toEqual([500_000, 300_000, 200_100])
    expect(instalments(10_000, [3_333, 3_333, 3_334])).toEqual([3_300, 3_300, 3_400])
  })

  test('must be a whole', () => {
    expect(() => instalments(100, [5_000, 4_999])).toThrow(RangeError)
    expect(() => instalments(100, [])).toThrow(RangeError)
    expect(() => instalments(100, [12_000, -2_000])).toThrow(RangeError)
  })

  const splits = fc
    .uniqueArray(fc.integer({ min: 1, max: 9_999 }), { maxLength: 6 })
    .map((cuts) => [...cuts, 10_000].sort((a, b) => a - b).map((cut, index, all) => cut - (all[index - 1] ?? 0)))

  test('always sum to the total, and none is negative', () => {
    fc.assert(
      fc.property(fc.maxSafeNat(), splits, (total, percents) => {
        const parts = instalments(total, percents)
        expect(parts.reduce((sum, part) => sum + BigInt(part), 0n)).toBe(BigInt(total))
        expect(parts.every((part) => part >= 0)).toBe(true)
        expect(parts.slice(0, -1).every((part) => part % 100 === 0)).toBe(true)
      }),
    )
  })
})

describe('a fund', () => {
  const sums: FundSums = { allocated: 1_000, committed: 600, paid: 200 }

  test.each<[FundLine, string, number]>([
    [{ kind: 'commit', fen: 401 }, 'over_allocation', 400],
    [{ kind: 'pay', fen: 401 }, 'over_commitment', 400],
    [{ kind: 'release', fen: 401 }, 'over_commitment', 400],
    [{ kind: 'recover', fen: 201 }, 'below_zero', 200],
    [{ kind: 'correct', fen: 401 }, 'over_allocation', 400],
    [{ kind: 'commit', fen: 0 }, 'not_an_amount', 400],
    [{ kind: 'commit', fen: -5 }, 'not_an_amount', 400],
    [{ kind: 'pay', fen: 1.5 }, 'not_an_amount', 400],
  ])('refuses %j as %s', (line, code, availableFen) => {
    expect(checkFund(sums, line)).toEqual({ ok: false, code, params: { fen: line.fen, availableFen } })
  })

  test('takes the last fen', () => {
    expect(checkFund(sums, { kind: 'commit', fen: 400 })).toEqual({
      ok: true,
      sums: { allocated: 1_000, committed: 1_000, paid: 200 },
    })
  })

  const lines: fc.Arbitrary<FundLine> = fc.record({
    kind: fc.constantFrom('allocate', 'correct', 'commit', 'release', 'pay', 'recover'),
    fen: fc.integer({ min: -3, max: 1_000 }),
  })

  test('never pays more than is committed nor commits more than it holds, whatever is asked', () => {
    fc.assert(
      fc.property(fc.array(lines, { maxLength: 60 }), (asked) => {
        let now: FundSums = { allocated: 0, committed: 0, paid: 0 }
        for (const line of asked) {
          const result = checkFund(now, line)
          if (result.ok) now = result.sums
          expect(now.paid).toBeGreaterThanOrEqual(0)
          expect(now.committed).toBeGreaterThanOrEqual(now.paid)
          expect(now.allocated).toBeGreaterThanOrEqual(now.committed)
        }
      }),
    )
  })
})
