import type { Reader } from '../engine'
import { readNumber } from '../rules/numbers'
import type { ObjectionRow } from './types'

/** What whoever holds the receipt may know: how far the objection is, and nothing of what was said. */
export interface ObjectionStanding {
  receipt: string
  state: 'raised' | 'upheld' | 'dismissed'
}

/** @param receipt as somebody typed it; null when it belongs to nothing */
export async function objectionByReceipt(reader: Reader, receipt: string): Promise<ObjectionStanding | null> {
  const number = readNumber(receipt)
  if (number === null) return null
  const [found] = await reader.find<ObjectionRow>('objections', { receipt: { equals: number } }, { limit: 1 })
  return found ? { receipt: found.receipt, state: found.state as ObjectionStanding['state'] } : null
}
