import { readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import { atOnce, calibrate, fit } from '../../workflows/rules/scoring'
import type { Factor, GivenScore, Method } from '../../workflows/rules/scoring'
import { normalQuantile, uniforms } from '../../workflows/rules/scoring/numerics'
import { methods, settings, simulate } from './simulation'
import { fail, tell } from './tell'

/** Processor time of one thread's computing: what else the machine does does not count. */
function timed<T>(what: () => T): { seconds: number; value: T } {
  const began = process.cpuUsage()
  const value = what()
  const { user, system } = process.cpuUsage(began)
  return { seconds: (user + system) / 1e6, value }
}

interface Contest {
  name: string
  works: number
  experts: number
  each: number
  /** Deviations of merit, leniency and chance, in hundredths of a point. */
  merit: number
  leniency: number
  chance: number
}

/** As large as may be; and where nothing but chance is in the scores, so that variances lie at their boundary. */
const contests: Contest[] = [
  { name: '', works: 5_000, experts: 500, each: 5, merit: 800, leniency: 400, chance: 700 },
  { name: 'of pure noise', works: 5_000, experts: 500, each: 5, merit: 0, leniency: 0, chance: 700 },
  { name: 'of next to no signal', works: 5_000, experts: 600, each: 5, merit: 30, leniency: 20, chance: 700 },
  { name: 'of pure noise, few works', works: 42, experts: 600, each: 595, merit: 0, leniency: 0, chance: 700 },
]

/** Whole hundredths of a point. */
function scoresOf({ works, experts, each, ...spread }: Contest): GivenScore[] {
  const next = uniforms(1)
  const normal = () => normalQuantile(next())
  const leniency = Array.from({ length: experts }, () => spread.leniency * normal())
  return Array.from({ length: works }, (_, i) => {
    const merit = spread.merit * normal()
    const chosen = new Set<number>()
    while (chosen.size < each) chosen.add(Math.floor(next() * leniency.length))
    return [...chosen].map((j) => {
      const score = Math.round(7_000 + merit + leniency[j]! + spread.chance * normal())
      return { work: `w${String(i)}`, expert: `e${String(j)}`, score: Math.max(0, Math.min(10_000, score)) }
    })
  }).flat()
}

function calibrated(contest: Contest) {
  const scores = scoresOf(contest)
  const { seconds, value } = timed(() => atOnce(calibrate(scores, 10_000)))
  if (typeof value === 'string') throw new Error(value)
  return { name: contest.name, scores: scores.length, seconds }
}

/** Ratings of lecturers by students at ETH Zürich, from the R package lme4. */
function readRatings(file: string) {
  const [head = '', ...rows] = gunzipSync(readFileSync(file)).toString().trim().split('\n')
  const names = head.split(',')
  const column = (name: string) => rows.map((row) => Number(row.split(',')[names.indexOf(name)]))
  const factor = (name: string): Factor => {
    const values = column(name)
    const places = new Map([...new Set(values)].sort((a, b) => a - b).map((value, place) => [value, place]))
    return { levels: Int32Array.from(values, (value) => places.get(value)!), count: places.size }
  }
  return { y: Float64Array.from(column('y')), factor, column }
}

function ratings(file: string) {
  const { y, factor, column } = readRatings(file)
  const [students, lecturers, departments] = [factor('s'), factor('d'), factor('dept')]
  const one = new Float64Array(y.length).fill(1)
  const run = (others: Factor[], fixed: Float64Array[], method: Method) => {
    const { seconds, value } = timed(() => atOnce(fit([{ response: y, works: students, others, fixed }], method)))
    return { seconds, criterion: value.criterion, variances: [...value.variances, value.residual] }
  }
  return {
    rows: y.length,
    twoFactors: run([lecturers], [one], 'REML'),
    published: run([lecturers, departments], [Float64Array.from(column('service')), one], 'ML'),
  }
}

async function main([seeds = '20', file = '']: string[]): Promise<void> {
  await tell({
    large: contests.map(calibrated),
    methods: Object.keys(methods),
    simulation: settings.map((one) => ({ ...one, ...simulate(one, Number(seeds)) })),
    ratings: file === '' ? null : ratings(file),
  })
  process.stdout.write('done\n')
}

main(process.argv.slice(2)).catch(fail)
