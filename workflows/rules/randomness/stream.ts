import { sha256Words } from './sha256'

/**
 * Whole numbers drawn from a published seed, the same on every machine. Block n is the SHA-256 of the seed, a line feed
 * and n in decimal digits (n = 0, 1, 2 …); its eight 32-bit words are used in turn. A number below n is a word modulo n;
 * words at or above the largest multiple of n are passed over, so that none is more likely than another.
 */
export function seededStream(seed: string): (below: number) => number {
  let words: Int32Array = new Int32Array(0)
  let next = 0
  let block = 0
  const word = () => {
    if (next === words.length) {
      words = sha256Words(`${seed}\n${block++}`)
      next = 0
    }
    return words[next++]! >>> 0
  }
  return (below) => {
    if (!Number.isInteger(below) || below < 1 || below > 2 ** 32) throw new RangeError(`not a limit: ${below}`)
    const limit = 2 ** 32 - (2 ** 32 % below)
    for (;;) {
      const drawn = word()
      if (drawn < limit) return drawn % below
    }
  }
}
