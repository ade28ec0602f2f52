const LANCZOS = [
  0.99999999999980993, 676.5203681218851, -1259.1392167224028, 771.32342877765313, -176.61502916214059,
  12.507343278686905, -0.13857109526572012, 9.9843695780195716e-6, 1.5056327351493116e-7,
] as const

/** ln Γ(x) for x > 0, to about 1e-14. C. Lanczos, SIAM J. Numer. Anal. B 1, 1964, with g = 7 and nine terms. */
export const logGamma = (x: number): number => {
  if (x < 0.5) return Math.log(Math.PI / Math.sin(Math.PI * x)) - logGamma(1 - x)
  const base = x + 6.5
  const series = LANCZOS.reduce((sum, coefficient, n) => sum + (n === 0 ? coefficient : coefficient / (x - 1 + n)), 0)
  return 0.5 * Math.log(2 * Math.PI) + (x - 0.5) * Math.log(base) - base + Math.log(series)
}

const TINY = 1e-300

/** The continued fraction of the incomplete beta function (DLMF 8.17.22), by the modified method of Lentz. */
const betaFraction = (a: number, b: number, x: number): number => {
  const term = (n: number): number => {
    const m = Math.floor(n / 2)
    return n % 2 === 0
      ? (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m))
      : (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1))
  }
  let c = 1
  let d = 0
  let value = 1
  for (let n = 1; n < 5_000; n += 1) {
    d = 1 / (1 + term(n) * d || TINY)
    c = 1 + term(n) / c || TINY
    value *= c * d
    if (Math.abs(c * d - 1) < 1e-15) break
  }
  return 1 / value
}

/** I_x(a, b) where the fraction converges quickly: x not far above the mean. */
const lowerBeta = (a: number, b: number, x: number, y: number): number => {
  const front = logGamma(a + b) - logGamma(a) - logGamma(b) + a * Math.log(x) + b * Math.log(y)
  return (Math.exp(front) / a) * betaFraction(a, b, x)
}

/**
 * The regularised incomplete beta function I_x(a, b), to about 1e-13.
 * @param a positive
 * @param b positive
 * @param x 0 … 1
 * @param y 1 − x, where the caller knows it better than by subtraction
 */
export const incompleteBeta = (a: number, b: number, x: number, y = 1 - x): number => {
  if (x <= 0) return 0
  if (y <= 0) return 1
  return x > (a + 1) / (a + b + 2) ? 1 - lowerBeta(b, a, y, x) : lowerBeta(a, b, x, y)
}

/**
 * The distribution function of F with d1 and d2 degrees of freedom.
 * @param d1 positive, not only whole numbers
 * @param d2 positive
 */
export const fCdf = (f: number, d1: number, d2: number): number => {
  if (f <= 0) return 0
  const sum = d1 * f + d2
  return incompleteBeta(d1 / 2, d2 / 2, (d1 * f) / sum, d2 / sum)
}

/**
 * The quantile of F: the value below which the share p lies. By halving, so it always ends; to about 1e-12 relative.
 * @param p strictly between 0 and 1
 * @throws RangeError when p or a number of degrees of freedom is out of range
 */
export const fQuantile = (p: number, d1: number, d2: number): number => {
  if (!(p > 0 && p < 1)) throw new RangeError(`not a probability between 0 and 1: ${p}`)
  if (!(d1 > 0 && d2 > 0)) throw new RangeError(`not degrees of freedom: ${d1}, ${d2}`)
  let low = 0
  let high = 1
  while (fCdf(high, d1, d2) < p && high < 1e300) high *= 2
  for (let step = 0; step < 200; step += 1) {
    const middle = (low + high) / 2
    if (middle === low || middle === high) break
    if (fCdf(middle, d1, d2) < p) low = middle
    else high = middle
  }
  return (low + high) / 2
}
