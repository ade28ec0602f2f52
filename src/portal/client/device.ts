import type { Entries } from '../form/entries'

/** What this device keeps of a page that the server may not have yet. */
export interface Kept {
  entries: Entries
  revision: number
  at: number
}

const isEntry = (value: unknown): value is [string, string] =>
  Array.isArray(value) && value.length === 2 && typeof value[0] === 'string' && typeof value[1] === 'string'

/** Storage may be full, or forbidden; then the page goes on without it. */
export function keep(key: string, kept: Kept): boolean {
  try {
    window.localStorage.setItem(key, JSON.stringify(kept))
    return true
  } catch {
    return false
  }
}

export function forget(key: string): void {
  try {
    window.localStorage.removeItem(key)
  } catch {
    // Nothing was kept.
  }
}

export function recall(key: string): Kept | null {
  try {
    const found = JSON.parse(window.localStorage.getItem(key) ?? 'null') as Partial<Kept> | null
    if (!found || !Array.isArray(found.entries) || !found.entries.every(isEntry)) return null
    return { entries: found.entries, revision: Number(found.revision), at: Number(found.at) }
  } catch {
    return null
  }
}
