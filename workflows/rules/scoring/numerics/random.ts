const rotate = (x: number, by: number): number => (x << by) | (x >>> (32 - by))

/** Four words of state from one seed: the finaliser of MurmurHash3 over a Weyl sequence (SplitMix32). */
const stateOf = (seed: number): Uint32Array => {
  let weyl = seed >>> 0
  return Uint32Array.from({ length: 4 }, () => {
    weyl = (weyl + 0x9e3779b9) >>> 0
    let word = weyl
    word = Math.imul(word ^ (word >>> 16), 0x85ebca6b)
    word = Math.imul(word ^ (word >>> 13), 0xc2b2ae35)
    return (word ^ (word >>> 16)) >>> 0
  })
}

/**
 * Uniform numbers strictly between 0 and 1, 53 bits each, the same on every machine for the same seed: xoshiro128**
 * (D. Blackman and S. Vigna, "Scrambled Linear Pseudorandom Number Generators", ACM TOMS 47, 2021). For sampling, never
 * for secrets and never for a draw.
 *
 * @param seed a whole number of 32 bits
 */
export const uniforms = (seed: number): (() => number) => {
  const s = stateOf(seed)
  const word = (): number => {
    const result = Math.imul(rotate(Math.imul(s[1]!, 5), 7), 9) >>> 0
    const shifted = s[1]! << 9
    s[2]! ^= s[0]!
    s[3]! ^= s[1]!
    s[1]! ^= s[2]!
    s[0]! ^= s[3]!
    s[2]! ^= shifted
    s[3] = rotate(s[3]!, 11)
    return result
  }
  return () => ((word() >>> 5) * 67_108_864 + (word() >>> 6) + 0.5) / 9_007_199_254_740_992
}
