import { addDays } from './day'
import type { WorkingCalendar } from './types'

const stretch = (from: string, to: string): string[] => (from > to ? [] : [from, ...stretch(addDays(from, 1), to)])

/** The official plan for 2026. The plan of every later year is data that an officer loads when it is published. */
export const plan2026: WorkingCalendar = {
  name: '2026年全国放假安排',
  from: '2026-01-01',
  to: '2026-12-31',
  daysOff: [
    ...stretch('2026-01-01', '2026-01-03'),
    ...stretch('2026-02-15', '2026-02-23'),
    ...stretch('2026-04-04', '2026-04-06'),
    ...stretch('2026-05-01', '2026-05-05'),
    ...stretch('2026-06-19', '2026-06-21'),
    ...stretch('2026-09-25', '2026-09-27'),
    ...stretch('2026-10-01', '2026-10-07'),
  ],
  workingWeekends: ['2026-01-04', '2026-02-14', '2026-02-28', '2026-05-09', '2026-09-20', '2026-10-10'],
  source: '国务院办公厅关于2026年部分节假日安排的通知（2025-11-04）',
}
