export type YuanCode = 'empty' | 'negative' | 'not_an_amount' | 'too_precise' | 'too_large'
export type ParsedYuan = { ok: true; fen: number } | { ok: false; code: YuanCode }

const fullWidth: Readonly<Record<string, string>> = { '，': ',', '．': '.', '￥': '¥', '－': '-', '−': '-' }
const narrow = (text: string): string =>
  text
    .replace(/[０-９]/g, (digit) => String(digit.charCodeAt(0) - 0xff10))
    .replace(/[，．￥－−]/g, (sign) => fullWidth[sign] ?? sign)

const amount = /^¥?\s*(\d+|\d{1,3}(?:,\d{3})+)(?:\.(\d+))?\s*(元|万元|万)?$/

/**
 * Reads an amount as people type it: `12,000.50`, `１２０００`, `¥300 元`, `1.2万元`.
 *
 * @returns integer fen, 0 … 2^53−1. Refused, never rounded or guessed: exponents, signs, ill-grouped thousands,
 * anything finer than a fen.
 */
export const parseYuan = (text: string): ParsedYuan => {
  const plain = narrow(text).trim()
  if (plain === '') return { ok: false, code: 'empty' }
  if (/^(¥\s*)?-/.test(plain)) return { ok: false, code: 'negative' }
  const found = amount.exec(plain)
  if (!found) return { ok: false, code: 'not_an_amount' }
  const [, whole = '', fraction = '', unit = '元'] = found
  const places = unit.startsWith('万') ? 6 : 2
  const digits = fraction.replace(/0+$/, '')
  if (digits.length > places) return { ok: false, code: 'too_precise' }
  const fen = BigInt(whole.replaceAll(',', '') + digits.padEnd(places, '0'))
  return fen > Number.MAX_SAFE_INTEGER ? { ok: false, code: 'too_large' } : { ok: true, fen: Number(fen) }
}
