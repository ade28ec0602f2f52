import { describe, expect, test } from '@jest/globals'
import { certaintyOf, tenthsOf } from '../../src/admin/panel-words'
import { words } from '../../src/i18n'

const { assigning } = words('en').admin
const achieved = { short: 0, withoutSenior: 0, value: 0 }

describe('what the officer reads of a proposed panel', () => {
  test('whether a better one may exist, and how much better at most', () => {
    const said = (exact: boolean, gap: number | null) =>
      certaintyOf({ exact, gap, subproblems: 1, achieved }, assigning)
    expect(said(true, 0)).toBe('No better panel exists.')
    expect(said(false, 261_031)).toContain('at most 26.1 % more match in all')
    expect(said(false, null)).toBe('A better panel may exist; it was not looked for any longer.')
  })

  test('how many reviews match how well, the best first', () => {
    expect(tenthsOf([0, 0, 3, 0, 0, 0, 0, 12, 0, 1], assigning)).toBe(
      ['90–100 % × 1', '70–80 % × 12', '20–30 % × 3'].join(assigning.separator),
    )
    expect(
      tenthsOf(
        Array.from({ length: 10 }, () => 0),
        assigning,
      ),
    ).toBe('')
  })
})
