/** First 32 bits of the fractional parts of the cube roots of the first 64 primes (FIPS 180-4, 4.2.2). */
const roundConstants = constants(64, 3)
const startValues = constants(8, 2)

/** Integer arithmetic alone: a root by halving, so that every machine finds the same bits. */
function constants(count: number, root: 2 | 3): Int32Array {
  const primes: bigint[] = []
  for (let n = 2n; primes.length < count; n++) if (primes.every((prime) => n % prime !== 0n)) primes.push(n)
  return Int32Array.from(primes, (prime) => {
    const target = prime << BigInt(32 * root)
    let [low, high] = [0n, 1n << 40n]
    while (high - low > 1n) {
      const middle = (low + high) >> 1n
      if (middle ** BigInt(root) <= target) low = middle
      else high = middle
    }
    return Number(BigInt.asIntN(32, low))
  })
}

const utf8 = (text: string): number[] => {
  const bytes: number[] = []
  for (const sign of text) {
    const point = sign.codePointAt(0)!
    const code = point >= 0xd800 && point < 0xe000 ? 0xfffd : point
    if (code < 0x80) bytes.push(code)
    else if (code < 0x800) bytes.push(0xc0 | (code >> 6), 0x80 | (code & 63))
    else if (code < 0x10000) bytes.push(0xe0 | (code >> 12), 0x80 | ((code >> 6) & 63), 0x80 | (code & 63))
    else bytes.push(0xf0 | (code >> 18), 0x80 | ((code >> 12) & 63), 0x80 | ((code >> 6) & 63), 0x80 | (code & 63))
  }
  return bytes
}

const turned = (word: number, by: number) => (word >>> by) | (word << (32 - by))

function mix(hash: Int32Array, words: Int32Array): void {
  for (let n = 16; n < 64; n++) {
    const a = words[n - 15]!
    const b = words[n - 2]!
    const s0 = turned(a, 7) ^ turned(a, 18) ^ (a >>> 3)
    const s1 = turned(b, 17) ^ turned(b, 19) ^ (b >>> 10)
    words[n] = words[n - 16]! + s0 + words[n - 7]! + s1
  }
  let [a, b, c, d, e, f, g, h] = hash as unknown as [number, number, number, number, number, number, number, number]
  for (let n = 0; n < 64; n++) {
    const s1 = turned(e, 6) ^ turned(e, 11) ^ turned(e, 25)
    const first = (h + s1 + ((e & f) ^ (~e & g)) + roundConstants[n]! + words[n]!) | 0
    const s0 = turned(a, 2) ^ turned(a, 13) ^ turned(a, 22)
    const second = (s0 + ((a & b) ^ (a & c) ^ (b & c))) | 0
    h = g
    g = f
    f = e
    e = (d + first) | 0
    d = c
    c = b
    b = a
    a = (first + second) | 0
  }
  for (const [n, each] of [a, b, c, d, e, f, g, h].entries()) hash[n]! += each
}

/** SHA-256 (FIPS 180-4) of a text in UTF-8, as eight words. A lone surrogate counts as U+FFFD, as everywhere. */
export function sha256Words(text: string): Int32Array {
  const bytes = utf8(text)
  const bits = bytes.length * 8
  bytes.push(0x80)
  while (bytes.length % 64 !== 56) bytes.push(0)
  const whole = new DataView(new ArrayBuffer(bytes.length + 8))
  for (const [n, byte] of bytes.entries()) whole.setUint8(n, byte)
  whole.setUint32(bytes.length, Math.floor(bits / 2 ** 32))
  whole.setUint32(bytes.length + 4, bits >>> 0)
  const hash = startValues.slice()
  const words = new Int32Array(64)
  for (let block = 0; block < whole.byteLength; block += 64) {
    for (let n = 0; n < 16; n++) words[n] = whole.getInt32(block + 4 * n)
    mix(hash, words)
  }
  return hash
}

/** SHA-256 of a text in UTF-8, in 64 hexadecimal digits, as `sha256sum` prints it. */
export const sha256 = (text: string): string =>
  Array.from(sha256Words(text), (word) => (word >>> 0).toString(16).padStart(8, '0')).join('')
