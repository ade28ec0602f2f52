import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import {
  addDays,
  deadline,
  deadlineParts,
  endOfShanghaiDay,
  extend,
  isDay,
  isWorkingDay,
  lastNoticeDay,
  plan2026,
  shanghaiDay,
  shanghaiParts,
  weekday,
  workingCalendarSchema,
} from '../../workflows/rules/calendar'

describe('the last day of a notice of 5 working days', () => {
  test.each([
    ['2026-02-10', '2026-02-24', '2026-02-14'],
    ['2026-04-30', '2026-05-11', '2026-05-09'],
    ['2026-06-17', '2026-06-25', '2026-06-24'],
    ['2026-09-24', '2026-10-09', '2026-10-08'],
    ['2026-09-30', '2026-10-13', '2026-10-12'],
  ])('published on %s: %s, or %s with the first day counted', (publishedOn, notCounted, counted) => {
    expect(lastNoticeDay(plan2026, publishedOn, 5, false)).toEqual({ ok: true, lastDay: notCounted })
    expect(lastNoticeDay(plan2026, publishedOn, 5, true)).toEqual({ ok: true, lastDay: counted })
  })

  test('a day of publication on which nobody works is not counted even where the first day is', () => {
    expect(lastNoticeDay(plan2026, '2026-10-03', 1, true)).toEqual({ ok: true, lastDay: '2026-10-08' })
  })

  test('is refused as soon as a day is not in the calendar', () => {
    const params = { calendar: '2026年全国放假安排', day: '2027-01-01', from: '2026-01-01', to: '2026-12-31' }
    expect(lastNoticeDay(plan2026, '2026-12-28', 5, false)).toEqual({ ok: false, code: 'calendar_not_loaded', params })
    expect(lastNoticeDay(plan2026, '2026-12-24', 5, false)).toEqual({ ok: true, lastDay: '2026-12-31' })
    expect(lastNoticeDay(plan2026, '2025-12-31', 1, false)).toMatchObject({ ok: false, code: 'calendar_not_loaded' })
  })

  test('is refused for a day or a length that is none', () => {
    expect(lastNoticeDay(plan2026, '2026-02-30', 5, false)).toMatchObject({ code: 'not_a_day' })
    expect(lastNoticeDay(plan2026, '2026-02-10', 0, false)).toMatchObject({ code: 'not_a_duration' })
    expect(lastNoticeDay(plan2026, '2026-02-10', 2.5, false)).toMatchObject({ code: 'not_a_duration' })
  })

  test('falls on a working day, with just so many of them in the notice', () => {
    const days = fc.integer({ min: 0, max: 250 }).map((count) => addDays('2026-01-01', count))
    fc.assert(
      fc.property(days, fc.integer({ min: 1, max: 30 }), fc.boolean(), (publishedOn, length, counted) => {
        const result = lastNoticeDay(plan2026, publishedOn, length, counted)
        if (!result.ok) throw new Error(result.code)
        let working = 0
        for (let day = counted ? publishedOn : addDays(publishedOn, 1); day <= result.lastDay; day = addDays(day, 1)) {
          if (isWorkingDay(plan2026, day)) working += 1
        }
        expect(working).toBe(length)
        expect(isWorkingDay(plan2026, result.lastDay)).toBe(true)
      }),
    )
  })
})

describe('a working calendar', () => {
  test('of 2026 is sound and has 248 working days', () => {
    expect(workingCalendarSchema.parse(plan2026)).toEqual(plan2026)
    let working = 0
    for (let day = plan2026.from; day <= plan2026.to; day = addDays(day, 1))
      working += Number(isWorkingDay(plan2026, day))
    expect(working).toBe(248)
  })

  test.each([
    [{ from: '2026-12-31', to: '2026-01-01' }, 'calendar_ends_before_start'],
    [{ daysOff: ['2027-01-01'] }, 'day_outside_calendar'],
    [{ daysOff: ['2026-02-30'] }, 'not_a_day'],
    [{ workingWeekends: ['2026-02-16'] }, 'not_a_weekend'],
    [{ workingWeekends: ['2026-02-15'] }, 'day_both_off_and_working'],
  ])('with %j is refused: %s', (change, message) => {
    const result = workingCalendarSchema.safeParse({ ...plan2026, ...change })
    expect(result.error?.issues.map((issue) => issue.message)).toContain(message)
  })

  test('says nothing of days it does not cover', () => {
    expect(() => isWorkingDay(plan2026, '2027-01-04')).toThrow(RangeError)
  })
})

describe('time in Shanghai', () => {
  test('a day ends at the next midnight', () => {
    expect(endOfShanghaiDay('2026-05-31').toISOString()).toBe('2026-05-31T16:00:00.000Z')
    expect(deadline('2026-05-31', '24:00')).toEqual(deadline('2026-06-01', '00:00'))
    expect(deadline('2026-05-31', '18:00').toISOString()).toBe('2026-05-31T10:00:00.000Z')
  })

  test.each([
    ['2026-05-31', '24:01'],
    ['2026-05-31', '25:00'],
    ['2026-05-31', '9:00'],
    ['2026-13-01', '09:00'],
  ])('%s %s is no deadline', (day, time) => {
    expect(() => deadline(day, time)).toThrow(RangeError)
  })

  test('24:00 is shown as the call wrote it', () => {
    const instant = deadline('2026-12-31', '24:00')
    expect(deadlineParts(instant, true)).toEqual({ day: '2026-12-31', time: '24:00' })
    expect(deadlineParts(instant, false)).toEqual({ day: '2027-01-01', time: '00:00' })
    expect(deadlineParts(new Date(instant.getTime() - 1), true)).toEqual({ day: '2026-12-31', time: '23:59' })
    expect(deadlineParts(deadline('2026-07-21', '18:00'), true)).toEqual({ day: '2026-07-21', time: '18:00' })
  })

  test('the parts of an instant are those of a clock in Shanghai', () => {
    expect(shanghaiParts(new Date('2026-02-28T16:05:09.999Z'))).toEqual({
      day: '2026-03-01',
      year: 2026,
      month: 3,
      date: 1,
      hour: 0,
      minute: 5,
      second: 9,
      weekday: 7,
    })
  })

  test('agrees with the zone database of the runtime, whatever the zone of the machine', () => {
    const zone = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai' })
    const instants = fc.date({ min: new Date('2000-01-01'), max: new Date('2099-12-31'), noInvalidDate: true })
    fc.assert(
      fc.property(instants, (instant) => {
        const day = shanghaiDay(instant)
        expect(day).toBe(zone.format(instant))
        expect(instant.getTime()).toBeLessThan(endOfShanghaiDay(day).getTime())
        expect(instant.getTime()).toBeGreaterThanOrEqual(deadline(day, '00:00').getTime())
      }),
    )
  })

  test('days are real days', () => {
    expect(isDay('2028-02-29')).toBe(true)
    expect(['2026-02-29', '2026-1-1', '2026-01-01T00:00', '', '２０２６-01-01'].some(isDay)).toBe(false)
    expect(weekday('2026-02-10')).toBe(2)
    expect(() => addDays('2026-02-29', 1)).toThrow(RangeError)
  })
})

describe('a calendar with a further plan', () => {
  // Made up for the test: the plan of 2027 was not published when this was written.
  const plan2027 = {
    name: 'test-2027',
    to: '2027-12-31',
    daysOff: ['2027-01-01', '2027-02-05', '2027-02-08'],
    workingWeekends: ['2027-02-13'],
    source: 'a test',
  }

  test('goes on where it ended, and a notice runs across the turn of the year', () => {
    const extended = extend(plan2026, plan2027)
    if (!extended.ok) throw new Error(JSON.stringify(extended.issues))
    const { calendar } = extended
    expect(workingCalendarSchema.safeParse(calendar).success).toBe(true)
    expect([calendar.from, calendar.to]).toEqual(['2026-01-01', '2027-12-31'])
    expect(lastNoticeDay(calendar, '2026-12-28', 5, false)).toEqual({ ok: true, lastDay: '2027-01-05' })
    expect(isWorkingDay(calendar, '2027-02-13')).toBe(true)
  })

  test('changes no day that it covered already', () => {
    const extended = extend(plan2026, plan2027)
    if (!extended.ok) throw new Error('refused')
    for (let day = plan2026.from; day <= plan2026.to; day = addDays(day, 1))
      expect([day, isWorkingDay(extended.calendar, day)]).toEqual([day, isWorkingDay(plan2026, day)])
  })

  test('is refused for a plan that speaks of days before, of none, or of working Mondays', () => {
    const issues = (more: object) => {
      const extended = extend(plan2026, { ...plan2027, ...more })
      return extended.ok ? [] : extended.issues.map(({ path, code }) => `${path} ${code}`)
    }
    expect(issues({ daysOff: ['2026-12-31'] })).toEqual(['daysOff.0 day_outside_calendar'])
    expect(issues({ workingWeekends: ['2026-12-26'] })).toEqual(['workingWeekends.0 day_outside_calendar'])
    expect(issues({ workingWeekends: ['2027-02-15'] })).toEqual(['workingWeekends.0 not_a_weekend'])
    expect(issues({ to: '2026-12-31', daysOff: [], workingWeekends: [] })).toEqual(['to calendar_ends_before_start'])
    expect(issues({ source: '' })).toHaveLength(1)
  })
})
