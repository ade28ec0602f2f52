import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { isValidNumber, numberAlphabet, numberFromHash, readNumber } from '../../workflows/rules/numbers'

const hashes = fc.string({ unit: fc.constantFrom(...Array.from('0123456789abcdef')), minLength: 64, maxLength: 64 })
const numbers = fc
  .tuple(
    fc.constantFrom('JLP', 'AW', 'KPCC'),
    fc.integer({ min: 2000, max: 2999 }),
    hashes,
    fc.integer({ min: 0, max: 5 }),
  )
  .map((parts) => numberFromHash(...parts))
const emptyHash = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'

describe('a number that people quote', () => {
  test('comes from the hash and stays the same for ever', () => {
    expect(numberFromHash('JLP', 2026, emptyHash)).toBe(numberFromHash('JLP', 2026, emptyHash.toUpperCase()))
    expect(numberFromHash('JLP', 2026, emptyHash)).toMatch(/^JLP-2026-[0-9A-HJKMNP-TV-Y]{7}-[0-9A-HJKMNP-TV-Y]$/)
    expect(numberFromHash('JLP', 2026, emptyHash)).toBe('JLP-2026-55MMXW8-H')
  })

  test('is valid, in its own form and as people type it', () => {
    fc.assert(
      fc.property(numbers, (number) => {
        expect(isValidNumber(number)).toBe(true)
        expect(readNumber(` ${number.toLowerCase().replaceAll('-', '－')} `)).toBe(number)
      }),
    )
  })

  test('has another form when the first is taken', () => {
    const forms = [0, 1, 2, 3, 4, 5].map((attempt) => numberFromHash('JLP', 2026, emptyHash, attempt))
    expect(new Set(forms).size).toBe(6)
  })

  test('any one wrong sign shows', () => {
    const signs = fc.constantFrom(...Array.from(numberAlphabet))
    fc.assert(
      fc.property(numbers, fc.nat(), signs, (number, at, sign) => {
        const places = Array.from(number).flatMap((one, place) => (place > 3 && one !== '-' ? [place] : []))
        const place = places[at % places.length] ?? 0
        fc.pre(number[place] !== sign)
        expect(isValidNumber(number.slice(0, place) + sign + number.slice(place + 1))).toBe(false)
      }),
    )
  })

  test('any two signs of the body that changed places show', () => {
    const place = fc.integer({ min: 0, max: 6 })
    fc.assert(
      fc.property(numbers, place, place, (number, a, b) => {
        const [prefix, year, body = '', check] = number.split('-')
        const signs = Array.from(body)
        const [one = '', other = ''] = [signs[a], signs[b]]
        fc.pre(one !== other)
        signs[a] = other
        signs[b] = one
        expect(isValidNumber(`${prefix}-${year}-${signs.join('')}-${check}`)).toBe(false)
      }),
    )
  })

  test('O, I and L are read as the digits they look like', () => {
    const number = numberFromHash('JLP', 2026, '0'.repeat(64))
    expect(number.startsWith('JLP-2026-0000000-')).toBe(true)
    expect(readNumber(number.replace('0000000', 'OOOoooo'))).toBe(number)
  })

  test.each(['', 'JLP-2026', 'JLP-2026-7K3F9QX', '🙂-2026-7K3F9QX-M', 'JLP-2026-7K3F9QX-M-1'])('%j is none', (text) => {
    expect(isValidNumber(text)).toBe(false)
    expect(readNumber(text)).toBeNull()
  })

  test('is not made from anything but a prefix, a year and a hash', () => {
    expect(() => numberFromHash('jlp', 2026, emptyHash)).toThrow(RangeError)
    expect(() => numberFromHash('JLP', 26, emptyHash)).toThrow(RangeError)
    expect(() => numberFromHash('JLP', 2026, 'abc')).toThrow(RangeError)
    expect(() => numberFromHash('JLP', 2026, emptyHash, 6)).toThrow(RangeError)
  })
})
