const ROOT_TWO_PI = Math.sqrt(2 * Math.PI)

/** From here on the continued fraction is both quicker and closer than the series. */
const FAR = 3
const FRACTION_TERMS = 80

/** Φ(x) − ½ for 0 ≤ x < 3, by the series of odd powers over odd factorials. */
const centre = (x: number): number => {
  let term = x
  let sum = x
  for (let odd = 3; term > sum * 1e-17; odd += 2) {
    term *= (x * x) / odd
    sum += term
  }
  return (sum * Math.exp((-x * x) / 2)) / ROOT_TWO_PI
}

/** 1 − Φ(x) for x ≥ 3: the density over x + 1/(x + 2/(x + 3/…)), from the inside out. */
const tail = (x: number): number => {
  let fraction = x
  for (let n = FRACTION_TERMS; n > 0; n -= 1) fraction = x + n / fraction
  return Math.exp((-x * x) / 2) / ROOT_TWO_PI / fraction
}

/**
 * The standard normal distribution function Φ, to about 1e-15 in absolute terms; in the lower tail relative too.
 * Series and continued fraction as in G. Marsaglia, "Evaluating the Normal Distribution", J. Stat. Software 11(4), 2004.
 *
 * @param x any number; ±Infinity give 1 and 0
 * @returns 0 … 1
 */
export const normalCdf = (x: number): number => {
  if (x === Infinity) return 1
  if (x === -Infinity) return 0
  const size = Math.abs(x)
  if (size >= FAR) return x > 0 ? 1 - tail(size) : tail(size)
  return x > 0 ? 0.5 + centre(size) : 0.5 - centre(size)
}

type Rational = readonly [numerator: readonly number[], denominator: readonly number[]]

const ratio = (of: Rational, x: number): number => polynomial(of[0], x) / polynomial(of[1], x)

/** Coefficients from the highest power down. A plain loop: sampling asks millions of times. */
const polynomial = (coefficients: readonly number[], x: number): number => {
  let sum = 0
  for (const coefficient of coefficients) sum = sum * x + coefficient
  return sum
}

const MIDDLE: Rational = [
  [
    2509.0809287301226727, 33430.575583588128105, 67265.770927008700853, 45921.953931549871457, 13731.693765509461125,
    1971.5909503065514427, 133.14166789178437745, 3.387132872796366608,
  ],
  [
    5226.495278852545925, 28729.085735721942674, 39307.89580009271061, 21213.794301586595867, 5394.1960214247511077,
    687.1870074920579083, 42.313330701600911252, 1,
  ],
]
const NEAR_TAIL: Rational = [
  [
    7.7454501427834140764e-4, 0.0227238449892691845833, 0.24178072517745061177, 1.27045825245236838258,
    3.64784832476320460504, 5.7694972214606914055, 4.6303378461565452959, 1.42343711074968357734,
  ],
  [
    1.05075007164441684324e-9, 5.475938084995344946e-4, 0.0151986665636164571966, 0.14810397642748007459,
    0.68976733498510000455, 1.6763848301838038494, 2.05319162663775882187, 1,
  ],
]
const FAR_TAIL: Rational = [
  [
    2.01033439929228813265e-7, 2.71155556874348757815e-5, 0.0012426609473880784386, 0.026532189526576123093,
    0.29656057182850489123, 1.7848265399172913358, 5.4637849111641143699, 6.6579046435011037772,
  ],
  [
    2.04426310338993978564e-15, 1.4215117583164458887e-7, 1.8463183175100546818e-5, 7.868691311456132591e-4,
    0.0148753612908506148525, 0.13692988092273580531, 0.59983220655588793769, 1,
  ],
]

/**
 * The standard normal quantile Φ⁻¹, to about 1e-15 relative. M. J. Wichura, "Algorithm AS 241", Applied Statistics 37(3),
 * 1988, PPND16. Only arithmetic, log and sqrt: the same on every machine.
 *
 * @param p strictly between 0 and 1
 * @throws RangeError when p is not
 */
export const normalQuantile = (p: number): number => {
  if (!(p > 0 && p < 1)) throw new RangeError(`not a probability between 0 and 1: ${p}`)
  const q = p - 0.5
  if (Math.abs(q) <= 0.425) return q * ratio(MIDDLE, 0.180625 - q * q)
  const r = Math.sqrt(-Math.log(Math.min(p, 1 - p)))
  const size = r <= 5 ? ratio(NEAR_TAIL, r - 1.6) : ratio(FAR_TAIL, r - 5)
  return q < 0 ? -size : size
}
