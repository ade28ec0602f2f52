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

const encoder = new TextEncoder()
const turned = (word: number, by: number) => (word >>> by) | (word << (32 - by))

function mix(hash: Int32Array, words: Int32Array): void {
  for (let n = 16; n < 64; n++) {
    const a = words[n - 15]!
    const b = words[n - 2]!
    const s0 = turned(a, 7) ^ turned(a, 18) ^ (a >>> 3)
    const s1 = turned(b, 17) ^ turned(b, 19) ^ (b >>> 10)
    words[n] = words[n - 16]! + s0 + words[n - 7]! + s1
  }
  let [a, b, c, d] = [hash[0]!, hash[1]!, hash[2]!, hash[3]!]
  let [e, f, g, h] = [hash[4]!, hash[5]!, hash[6]!, hash[7]!]
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
  const more = [a, b, c, d, e, f, g, h]
  for (let n = 0; n < 8; n++) hash[n]! += more[n]!
}

/** The text in UTF-8, filled up to whole blocks of sixteen words as the standard says. */
function padded(text: string): Int32Array {
  const bytes = encoder.encode(text)
  const { length } = bytes
  const message = new Int32Array(16 * Math.ceil((length + 9) / 64))
  for (let n = 0; n < length; n++) message[n >> 2]! |= bytes[n]! << (24 - 8 * (n & 3))
  message[length >> 2]! |= 0x80 << (24 - 8 * (length & 3))
  message[message.length - 2] = Math.floor(length / 2 ** 29)
  message[message.length - 1] = length << 3
  return message
}

/** SHA-256 (FIPS 180-4) of a text in UTF-8, as eight words. A lone surrogate counts as U+FFFD, as everywhere. */
export function sha256Words(text: string): Int32Array {
  const message = padded(text)
  const hash = startValues.slice()
  const words = new Int32Array(64)
  for (let block = 0; block < message.length; block += 16) {
    for (let n = 0; n < 16; n++) words[n] = message[block + n]!
    mix(hash, words)
  }
  return hash
}

/** SHA-256 of a text in UTF-8, in 64 hexadecimal digits, as `sha256sum` prints it. */
export const sha256 = (text: string): string =>
  Array.from(sha256Words(text), (word) => (word >>> 0).toString(16).padStart(8, '0')).join('')
