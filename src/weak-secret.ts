const wellKnown = /secret|change.?me|default|example|password|123456|abcdef|qwerty/i

/** Pieces of letters or of digits, with signs between them: words, a date, a host's name. */
const pieces = /^[^\p{L}\d]*(?:\p{L}+|\d+)(?:[^\p{L}\d]+(?:\p{L}+|\d+)){3,}[^\p{L}\d]*$/u

/** The fewest bits for each sign that drawn text has (base64 of 48 bytes: 2.1 in about 1 of 10,000), and written text has not. */
const drawn = 2.1

/**
 * What a text could hold if letters that stand together are words: 1.5 bits a letter of a word, since English has about
 * one (Shannon, Prediction and Entropy of Printed English, 1951); a sign that comes again tells little.
 */
function bitsOf(secret: string): number {
  const seen = new Set<string>()
  let bits = 0
  for (const [part] of secret.matchAll(/\p{Lu}\p{Ll}{2,}|\p{Ll}{3,}|\p{Lu}{4,}|[^]/gu)) {
    if (part.length > 2) bits += 1.5 * part.length
    else if (/\d/.test(part)) bits += Math.log2(10)
    else if (/\p{L}/u.test(part)) bits += Math.log2(26)
    else bits += seen.has(part) ? 1 : 5
    seen.add(part)
  }
  return bits
}

/**
 * Guessable: a word that stands in examples, one piece repeated, words with or without signs between them, or too little
 * variety for its length (under 96 bits by the counts of its signs).
 */
export function isWeak(secret: string): boolean {
  const repeated = (secret + secret).indexOf(secret, 1) < secret.length
  const counts = new Map<string, number>()
  for (const sign of secret) counts.set(sign, (counts.get(sign) ?? 0) + 1)
  const length = Array.from(secret).length
  const variety = [...counts.values()].reduce((sum, count) => sum - count * Math.log2(count / length), 0)
  return wellKnown.test(secret) || repeated || variety < 96 || pieces.test(secret) || bitsOf(secret) < drawn * length
}
