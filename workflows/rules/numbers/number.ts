/** 31 signs that are not mixed up on paper or on the telephone: no I, L, O, U, and no Z beside the 2. */
export const numberAlphabet = '0123456789ABCDEFGHJKMNPQRSTVWXY'

const base = BigInt(numberAlphabet.length)
const bodyLength = 7
const shape = new RegExp(`^([A-Z]{2,4})-(2\\d{3})-([${numberAlphabet}]{${bodyLength}})-([${numberAlphabet}])$`)

const sign = (value: bigint): string => numberAlphabet.charAt(Number(value % base))

/**
 * Sum of the signs, each times its place, mod 31: as 31 is prime and no place reaches it, one wrong sign or two that
 * changed places in the body never go unseen.
 */
const checkSign = (prefix: string, year: string, body: string): string => {
  const head = Array.from(prefix + year, (one) => one.charCodeAt(0))
  const tail = Array.from(body, (one) => numberAlphabet.indexOf(one))
  const sum = [...tail, ...head].reduce((all, value, index) => all + value * (index + 1), 0)
  return sign(BigInt(sum))
}

/**
 * The number that people quote, such as `JLP-2026-7K3F9QX-M`, taken from the hash of what was handed in: no counter,
 * nothing to wait for, and it can be worked out again.
 *
 * @param prefix 2 … 4 capital letters
 * @param year 2000 … 2999
 * @param sha256hex 64 hexadecimal digits
 * @param attempt 0 … 5; another part of the hash, for the case that the number is taken already
 * @throws RangeError when one of them is not so
 */
export const numberFromHash = (prefix: string, year: number, sha256hex: string, attempt = 0): string => {
  const known = /^[A-Z]{2,4}$/.test(prefix) && Number.isInteger(year) && year >= 2000 && year <= 2999
  if (!known) throw new RangeError(`not the head of a number: ${prefix}-${year}`)
  if (!/^[0-9a-f]{64}$/i.test(sha256hex)) throw new RangeError('not a sha256 in hexadecimal')
  if (!Number.isInteger(attempt) || attempt < 0 || attempt > 5) throw new RangeError(`not an attempt: ${attempt}`)
  const from = BigInt(`0x${sha256hex}`) / base ** BigInt(bodyLength * attempt)
  const body = Array.from({ length: bodyLength }, (_, place) => sign(from / base ** BigInt(place))).join('')
  return `${prefix}-${year}-${body}-${checkSign(prefix, String(year), body)}`
}

/** Whether a number is well formed and its check sign fits. It may still belong to nothing. */
export const isValidNumber = (text: string): boolean => {
  const [, prefix, year, body, check] = shape.exec(text) ?? []
  if (prefix === undefined || year === undefined || body === undefined) return false
  return checkSign(prefix, year, body) === check
}

/** A number as somebody typed it (small letters, spaces, O for 0, I or L for 1) in its one form; null if it is none. */
export const readNumber = (text: string): string | null => {
  const [prefix, year, body, check, ...more] = text.normalize('NFKC').toUpperCase().replace(/\s/g, '').split('-')
  if (prefix === undefined || year === undefined || body === undefined || check === undefined || more.length)
    return null
  const clear = (part: string) => part.replaceAll('O', '0').replace(/[IL]/g, '1').replaceAll('Z', '2')
  const number = `${prefix}-${clear(year)}-${clear(body)}-${clear(check)}`
  return isValidNumber(number) ? number : null
}
