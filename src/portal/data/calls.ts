import type { CallRow } from '../../../workflows/call/types'
import type { Reader } from '../../../workflows/engine'

/** What a call is to somebody who reads it now: an open call before its hour is only announced. */
export type CallStanding = 'coming' | 'open' | 'closed' | 'concluded' | 'cancelled'

export interface PublicCall extends CallRow {
  standing: CallStanding
}

function standingOf(call: CallRow, now: Date): CallStanding {
  if (call.state === 'concluded' || call.state === 'cancelled') return call.state
  if (call.state === 'open' && now < new Date(call.opensAt)) return 'coming'
  return call.state === 'open' && now < new Date(call.closesAt) ? 'open' : 'closed'
}

const shown = { state: { in: ['open', 'closed', 'concluded'] } }

/** All calls that were opened, the latest deadline first. */
export async function publicCalls(reader: Reader, now: Date): Promise<PublicCall[]> {
  const calls = await reader.find<CallRow>('calls', shown, { sort: '-closesAt' })
  return calls.map((call) => ({ ...call, standing: standingOf(call, now) }))
}

/** Null for a call that nobody outside knows yet. */
export async function publicCall(reader: Reader, id: string, now: Date): Promise<PublicCall | null> {
  const call = await reader.get<CallRow>('calls', id)
  if (!call || !shown.state.in.includes(call.state)) return null
  return { ...call, standing: standingOf(call, now) }
}
