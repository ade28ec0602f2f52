import type { CallRow } from '../../../workflows/call/types'
import type { Reader } from '../../../workflows/engine'

/** By which published plan the working days of a call are counted. */
export async function calendarOf(reader: Reader, call: string): Promise<{ name: string; source: string } | null> {
  const row = await reader.get<CallRow>('calls', call)
  return row ? { name: row.calendar.name, source: row.calendar.source } : null
}

/** What a call is to somebody who reads it now. */
export type Standing = 'coming' | 'open' | 'closed' | 'concluded' | 'cancelled' | 'draft'

/** The phase tells open calls apart by the hour; a state that is final tells more than the phase. */
export function standingOf({ state, phase }: { state: string; phase: 'upcoming' | 'open' | 'closed' }): Standing {
  if (state === 'concluded' || state === 'cancelled' || state === 'draft') return state
  return phase === 'upcoming' ? 'coming' : phase
}
