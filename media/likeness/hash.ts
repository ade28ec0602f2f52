/** Pictures are compared as so many grey pixels square, by the slow waves in them. */
export const SIDE = 32
const WAVES = 8

/** COSINES[u][x]: the wave of frequency u at pixel x (discrete cosine transform II). */
const COSINES = Array.from({ length: WAVES }, (_, u) =>
  Array.from({ length: SIDE }, (__, x) => Math.cos(((2 * x + 1) * u * Math.PI) / (2 * SIDE))),
)

/** Below this deviation of its grey levels (0 to 255) a picture is blank: a page without a drawing is like any other. */
const BLANK = 4

/**
 * What a picture looks like, in 63 bits as 16 hex digits: which of its slow waves are stronger than the middle one. Small
 * changes (another size, format, brightness, a mark in a corner) turn few bits; other pictures differ in about half.
 * @param grey SIDE × SIDE levels, line by line; null for a blank picture
 */
export function hashOf(grey: Uint8Array): string | null {
  if (deviation(grey) < BLANK) return null
  const rows = Array.from({ length: SIDE }, (_, y) =>
    COSINES.map((wave) => wave.reduce((sum, cosine, x) => sum + cosine * (grey[y * SIDE + x] ?? 0), 0)),
  )
  const waves = COSINES.flatMap((wave) =>
    Array.from({ length: WAVES }, (_, u) => wave.reduce((sum, cosine, y) => sum + cosine * (rows[y]?.[u] ?? 0), 0)),
  ).slice(1)
  const middle = [...waves].sort((a, b) => a - b)[waves.length >> 1] ?? 0
  const bits = waves.map((wave) => (wave > middle ? '1' : '0')).join('')
  return BigInt(`0b${bits}`).toString(16).padStart(16, '0')
}

/** The same picture as a mirror shows it. */
export const mirrorOf = (grey: Uint8Array): Uint8Array =>
  grey.map((_, at) => grey[at - (at % SIDE) + (SIDE - 1 - (at % SIDE))] ?? 0)

function deviation(grey: Uint8Array): number {
  const mean = grey.reduce((sum, level) => sum + level, 0) / grey.length
  return Math.sqrt(grey.reduce((sum, level) => sum + (level - mean) ** 2, 0) / grey.length)
}

/** In how many bits two hashes differ: 0 to 63. */
export function distance(one: string, other: string): number {
  return [0, 8].reduce((sum, at) => {
    const half = (hash: string) => Number.parseInt(hash.slice(at, at + 8), 16)
    return sum + ones(half(one) ^ half(other))
  }, 0)
}

function ones(bits: number): number {
  let count = 0
  for (let left = bits >>> 0; left !== 0; left &= left - 1) count++
  return count
}
