/** First and last byte, both included, counted from 0. */
export interface ByteRange {
  readonly start: number
  readonly end: number
}

/**
 * Reads a `Range` header for a file of `total` bytes (RFC 9110 §14). One range of bytes is honoured; several, another
 * unit or nonsense mean the whole file, as the RFC allows; a range beyond the end is 'unsatisfiable' (answer 416).
 */
export function parseRange(header: string | null | undefined, total: number): ByteRange | 'whole' | 'unsatisfiable' {
  const found = /^bytes=(\d*)-(\d*)$/.exec(header?.replaceAll(' ', '') ?? '')
  const [first = '', last = ''] = found?.slice(1) ?? []
  if (first === '' && last === '') return 'whole'
  if (first === '') {
    const length = Number(last)
    return length === 0 || total === 0 ? 'unsatisfiable' : { start: Math.max(0, total - length), end: total - 1 }
  }
  const start = Number(first)
  if (last !== '' && Number(last) < start) return 'whole'
  if (start >= total) return 'unsatisfiable'
  return { start, end: last === '' ? total - 1 : Math.min(Number(last), total - 1) }
}
