import { createHash } from 'node:crypto'

/**
 * The one text of a value: keys sorted, no white space, dates as ISO text, missing and `undefined` left out of objects.
 * In the manner of RFC 8785 (JSON Canonicalization Scheme), for the values that a column can hold.
 */
export function canonical(value: unknown): string {
  if (value === undefined || value === null) return 'null'
  if (value instanceof Date) return JSON.stringify(value.toISOString())
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  if (typeof value === 'object') {
    const entries = Object.entries(value).filter(([, v]) => v !== undefined)
    entries.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
    return `{${entries.map(([k, v]) => `${JSON.stringify(k)}:${canonical(v)}`).join(',')}}`
  }
  return JSON.stringify(value)
}

export const sha256 = (text: string | Uint8Array): string => createHash('sha256').update(text).digest('hex')

/** Hash of a personal value under its row's own salt: erasing value and salt later leaves nothing to guess from. */
export const saltedHash = (salt: string, value: unknown): string => sha256(`${salt}\n${canonical(value)}`)
