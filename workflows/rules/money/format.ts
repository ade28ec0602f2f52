/** `¥12,000.50`; always two decimals, `-¥5.00` below zero. Throws RangeError on anything but safe integer fen. */
export const formatYuan = (fen: number): string => {
  if (!Number.isSafeInteger(fen)) throw new RangeError(`not an amount in fen: ${fen}`)
  const size = Math.abs(fen)
  const yuan = String(Math.floor(size / 100)).replace(/\B(?=(\d{3})+$)/g, ',')
  return `${fen < 0 ? '-' : ''}¥${yuan}.${String(size % 100).padStart(2, '0')}`
}

const digits = '零壹贰叁肆伍陆柒捌玖'
const digit = (value: number): string => digits.charAt(value)

const steps: readonly [number, string][] = [
  [1e8, '亿'],
  [1e4, '万'],
  [1000, '仟'],
  [100, '佰'],
  [10, '拾'],
]

const inWords = (value: number): string => {
  if (value < 10) return digit(value)
  const [size, name] = steps.find(([size]) => value >= size) ?? [1, '']
  const rest = value % size
  const gap = rest > 0 && rest < size / 10 ? '零' : ''
  return inWords(Math.floor(value / size)) + name + (rest > 0 ? gap + inWords(rest) : '')
}

/**
 * The amount in the capital words of cheques and receipts: `壹万贰仟元整`, `壹仟肆佰零玖元伍角`, `叁佰贰拾伍元零肆分`.
 * 整 ends whole yuan only. Source: the People's Bank of China's rules for filling in bills (正确填写票据和结算凭证的基本规定).
 * Throws RangeError on a negative amount.
 */
export const yuanInWords = (fen: number): string => {
  if (!Number.isSafeInteger(fen) || fen < 0) throw new RangeError(`not an amount in fen: ${fen}`)
  const yuan = Math.floor(fen / 100)
  const jiao = Math.floor((fen % 100) / 10)
  const cents = fen % 10
  const whole = yuan > 0 || fen === 0 ? `${inWords(yuan)}元` : ''
  if (jiao === 0 && cents === 0) return `${whole}整`
  const tenths = jiao > 0 ? `${digit(jiao)}角` : whole && '零'
  return whole + tenths + (cents > 0 ? `${digit(cents)}分` : '')
}
