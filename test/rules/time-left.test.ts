import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { timeLeft } from '../../workflows/rules/queue'
import type { TimeLeft } from '../../workflows/rules/queue'

const since = new Date('2026-03-01T08:00:00Z')
const after = (seconds: number) => new Date(since.getTime() + 1000 * seconds)

/** Asked when `percent` had been reached after so many seconds, and `silent` seconds later. */
const left = (percent: number, spent: number, silent = 0) =>
  timeLeft({ percent, since, at: after(spent) }, after(spent + silent))

const secondsOf = (one: TimeLeft) => (one.unit === 'moment' ? 0 : one.n * (one.unit === 'hours' ? 3600 : 60))

describe('row 18: the time that is left of a piece of work', () => {
  test('is the pace so far, in steps that grow', () => {
    expect(left(50, 40)).toEqual({ unit: 'moment' })
    expect(left(50, 90)).toEqual({ unit: 'minutes', n: 2 })
    expect(left(20, 100)).toEqual({ unit: 'minutes', n: 7 })
    expect(left(10, 100)).toEqual({ unit: 'minutes', n: 15 })
    expect(left(50, 57 * 60)).toEqual({ unit: 'hours', n: 1 })
    expect(left(10, 3600)).toEqual({ unit: 'hours', n: 9 })
  })

  test('is not told before there is a pace, nor when it stands still, nor of a day and more', () => {
    expect(left(0, 60)).toBeNull()
    expect(left(4, 60)).toBeNull()
    expect(left(40, 9)).toBeNull()
    expect(left(50, 100, 60)).toEqual({ unit: 'moment' })
    expect(left(50, 100, 61)).toBeNull()
    expect(left(50, 5000, 299)).not.toBeNull()
    expect(left(50, 5000, 301)).toBeNull()
    expect(left(5, 2 * 3600)).toBeNull()
    // A clock that was put back.
    expect(left(50, -100)).toBeNull()
    expect(left(50, 120, -3600)).toEqual({ unit: 'minutes', n: 2 })
  })

  test('never rises at an even pace, whenever it is asked, and is right to its step', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 800 }), (pace) => {
        const whole = 100 * pace
        let before = Infinity
        for (let second = 0; second < whole; second += Math.ceil(whole / 500)) {
          const percent = Math.floor((100 * second) / whole)
          const noted = percent * pace
          const said = left(percent, noted, second - noted)
          if (said === null) continue
          const seconds = secondsOf(said)
          expect(seconds).toBeLessThanOrEqual(before)
          before = seconds
          const really = whole - second
          const step = said.unit === 'hours' ? 3600 : really > 600 ? 300 : 60
          expect(seconds - really).toBeLessThanOrEqual(step + 30)
          expect(really - seconds).toBeLessThanOrEqual(90)
        }
      }),
    )
  })
})
