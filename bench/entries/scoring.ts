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

/** 5,000 works, 500 experts, five of them on each: whole hundredths of a point. */
function large(): GivenScore[] {
  const next = uniforms(1)
  const normal = () => normalQuantile(next())
  const leniency = Array.from({ length: 500 }, () => 400 * normal())
  return Array.from({ length: 5_000 }, (_, i) => {
    const merit = 800 * normal()
    const chosen = new Set<number>()
    while (chosen.size < 5) chosen.add(Math.floor(next() * leniency.length))
    return [...chosen].map((j) => {
      const score = Math.round(7_000 + merit + leniency[j]! + 700 * normal())
      return { work: `w${String(i)}`, expert: `e${String(j)}`, score: Math.max(0, Math.min(10_000, score)) }
    })
  }).flat()
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
  const scores = large()
  const { seconds, value } = timed(() => atOnce(calibrate(scores, 10_000)))
  if (typeof value === 'string') throw new Error(value)
  await tell({
    large: { scores: scores.length, seconds },
    methods: Object.keys(methods),
    simulation: settings.map((one) => ({ ...one, ...simulate(one, Number(seeds)) })),
    ratings: file === '' ? null : ratings(file),
  })
  process.stdout.write('done\n')
}

main(process.argv.slice(2)).catch(fail)
