/** Whether a value is an amount of money: integer fen, safe, not negative. */
export const isFen = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) >= 0

/** The amount itself. Throws RangeError when it is no amount of money. */
export const fenOf = (value: number): number => {
  if (!isFen(value)) throw new RangeError(`not an amount in fen: ${String(value)}`)
  return value === 0 ? 0 : value
}

/** Down to the whole yuan. */
export const floorToYuan = (fen: number): number => fenOf(fen) - (fen % 100)

/**
 * A share of an amount, without rounding error on the way.
 *
 * @param share hundredths of a percent, 0 … 10000
 * @param rounding to the whole yuan: down, or half up
 * @returns fen, a multiple of 100
 */
export const shareOf = (fen: number, share: number, rounding: 'floor' | 'half_up'): number => {
  if (!Number.isInteger(share) || share < 0 || share > 10_000) throw new RangeError(`not a share: ${share}`)
  const scaled = BigInt(fenOf(fen)) * BigInt(share)
  const yuan = 10_000n * 100n
  return fenOf(Number(((scaled + (rounding === 'half_up' ? yuan / 2n : 0n)) / yuan) * 100n))
}
