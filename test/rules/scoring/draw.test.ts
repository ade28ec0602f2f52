import { createHash } from 'node:crypto'
import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { commitDraw, draw, drawNoticeSchema, drawRecordSchema, verifyDraw } from '../../../workflows/rules/scoring'

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')
const seed = sha256('thirty-two bytes of chance')
const entries = ['JLP-2026-7K3F9QX-M', 'JLP-2026-0A1B2C3-D', 'JLP-2026-5E6F7G8-H', 'JLP-2026-9J0K1M2-N']
const given = { entries, places: 2, seed, publicSource: '双色球 2026-07-01 期开奖号码' }
const value = '03 08 17 21 26 33 + 09'

describe('a public draw', () => {
  const notice = commitDraw(given)

  test('is announced without its seed', () => {
    expect(drawNoticeSchema.parse(notice)).toEqual(notice)
    expect(JSON.stringify(notice)).not.toContain(seed)
    expect(notice.entries).toEqual([...entries].sort())
  })

  test('gives so many places as there are, and an order of succession to the others', () => {
    const record = draw(notice, seed, value)
    expect(drawRecordSchema.parse(JSON.parse(JSON.stringify(record)))).toEqual(record)
    expect(record.order.map(({ drawn }) => drawn)).toEqual([true, true, false, false])
    expect(record.order.map(({ entry }) => entry).sort()).toEqual(notice.entries)
    expect(verifyDraw(record, notice)).toEqual([])
  })

  test('is repeated by anybody with nothing but SHA-256 and a sorted list', () => {
    const lines = notice.entries.map((entry) => {
      const sum = sha256(`kepu-draw-1\n${seed}\n${value}\n${entry}`)
      return `${sum} ${entry}`
    })
    const sorted = lines.sort().map((line) => line.slice(65))
    expect(draw(notice, seed, value).order.map(({ entry }) => entry)).toEqual(sorted)
  })

  test('does not hang on the order of the list', () => {
    const other = commitDraw({ ...given, entries: [...entries].reverse() })
    expect(draw(other, seed, value)).toEqual(draw(notice, seed, value))
  })

  test.each([
    ['seed_not_as_committed', sha256('another'), value],
    ['public_value_missing', seed, null],
  ] as const)('%s: is refused, and found out afterwards', (code, otherSeed, otherValue) => {
    expect(() => draw(notice, otherSeed, otherValue)).toThrow(code)
    const record = draw(notice, seed, value)
    expect(verifyDraw({ ...record, seed: otherSeed, publicValue: otherValue }, notice)).toContain(code)
  })

  test('a record that was changed by hand is found out', () => {
    const record = draw(notice, seed, value)
    const [first, second, third, fourth] = record.order
    const swapped = [first!, { ...third!, drawn: true }, { ...second!, drawn: false }, fourth!]
    expect(verifyDraw({ ...record, order: swapped }, notice)).toEqual(['order_not_as_drawn'])
    expect(verifyDraw({ ...record, order: record.order.slice(1) }, notice)).toEqual(['order_not_as_drawn'])
  })

  test('a record whose notice was changed after the draw is found out, however well the rest fits it', () => {
    const record = draw(notice, seed, value)
    const kinder = { ...notice, places: 3 }
    expect(verifyDraw(draw(kinder, seed, value), kinder)).toEqual([])
    expect(verifyDraw(draw(kinder, seed, value), notice)).toEqual(['notice_not_as_published', 'order_not_as_drawn'])
    expect(verifyDraw({ ...record, notice: { ...notice, publicSource: null } }, notice)).toEqual([
      'notice_not_as_published',
    ])
    expect(drawRecordSchema.safeParse({ ...record, notice: { ...notice, method: 'kepu-draw-0' } }).success).toBe(false)
    const reseeded = commitDraw({ ...given, seed: sha256('a luckier one') })
    expect(verifyDraw(draw(reseeded, sha256('a luckier one'), value), notice)).toEqual([
      'notice_not_as_published',
      'seed_not_as_committed',
    ])
  })

  test.each([
    ['white space at its ends', `  ${value}\u3000\n`, value],
    ['letters and accents apart', 'Zu\u0308rich 17', 'Z\u00fcrich 17'],
  ])('a public value with %s is hashed as it is kept, and its record verifies', (_, told, kept) => {
    const record = draw(notice, seed, told)
    expect(record.publicValue).toBe(kept)
    expect(record).toEqual(draw(notice, seed, kept))
    expect(verifyDraw(record, notice)).toEqual([])
    expect(verifyDraw({ ...record, publicValue: told }, notice)).toEqual([])
  })

  test.each([
    ['empty', ''],
    ['white space alone', ' \t'],
    ['of two lines', '17\n18'],
    ['too long', '1'.repeat(301)],
  ])('a public value that is %s is refused with a sentence, announced or not', (_, told) => {
    const alone = commitDraw({ ...given, publicSource: null })
    for (const one of [notice, alone]) {
      expect(() => draw(one, seed, told)).toThrow(RangeError)
      expect(() => draw(one, seed, told)).toThrow(/public_value_malformed: publicValue is empty/)
    }
    const record = draw(alone, seed, null)
    expect(verifyDraw({ ...record, publicValue: told }, alone)).toContain('public_value_malformed')
  })

  test.each([
    ['an entry twice', { entries: ['a', 'a'] }],
    ['more places than entries', { places: 5 }],
    ['a short seed', { seed: 'ab' }],
    ['an entry with a line feed', { entries: ['a\nb', 'c'] }],
    ['nobody', { entries: [], places: 0 }],
  ])('%s is refused', (_, change) => {
    expect(() => commitDraw({ ...given, ...change })).toThrow()
  })

  test('gives everybody the same chance', () => {
    const wins = new Map<string, number>()
    const rounds = 4_000
    for (let round = 0; round < rounds; round += 1) {
      const fresh = sha256(String(round))
      const record = draw(commitDraw({ ...given, seed: fresh, publicSource: null }), fresh, null)
      for (const { entry, drawn } of record.order) if (drawn) wins.set(entry, (wins.get(entry) ?? 0) + 1)
    }
    // Two places for four: half each; five standard deviations of a fair coin.
    for (const entry of entries) expect(Math.abs(wins.get(entry)! - rounds / 2)).toBeLessThan(5 * Math.sqrt(rounds / 4))
  })

  test('every record verifies', () => {
    const lists = fc.uniqueArray(fc.stringMatching(/^[A-Z0-9-]{1,20}$/), { minLength: 1, maxLength: 30 })
    fc.assert(
      fc.property(lists, fc.nat(), fc.string(), (list, places, from) => {
        const own = sha256(from)
        const one = commitDraw({ entries: list, places: places % (list.length + 1), seed: own, publicSource: null })
        expect(verifyDraw(draw(one, own, null), one)).toEqual([])
      }),
    )
  })
})
