import highsLoader from 'highs'
import { openAssigner } from '../../src/panels/run'
import { assign } from '../../workflows/rules/assignment'
import { uniforms } from '../../workflows/rules/scoring/numerics'
import { fail, tell } from './tell'

interface Size {
  works: number
  experts: number
  demand: number
  max: number
}

const topics = 40

/** What a work or an expert is about: a direction among the topics, some of them in fashion. */
function directions(count: number, some: number, next: () => number): Float64Array[] {
  return Array.from({ length: count }, () => {
    const about = new Float64Array(topics)
    for (let n = 0; n < some; n++) about[Math.floor(next() * next() * topics)]! += 0.3 + next()
    const length = Math.hypot(...about)
    return about.map((each) => each / length)
  })
}

/** Affinities in millionths, work by work; one pair in fifty is a conflict. */
function affinities({ works, experts }: Size): Int32Array {
  const next = uniforms(7)
  const [of, who] = [directions(works, 3, next), directions(experts, 6, next)]
  const given = new Int32Array(works * experts)
  for (const [w, work] of of.entries())
    for (const [e, expert] of who.entries()) {
      const near = work.reduce((sum, each, topic) => sum + each * expert[topic]!, 0)
      const value = Math.round(1_000_000 * Math.min(1, 0.85 * near + 0.15 * next()))
      given[w * experts + e] = next() < 0.02 ? -1 : value
    }
  return given
}

const megabytes = () => Math.round(process.resourceUsage().maxRSS / 1024)
const nothing = { discipline: 0, format: 0, language: 0, past: 0, bid: 0 }

const instanceOf = (size: Size, given: Int32Array) => ({
  works: Array.from({ length: size.works }, (_, n) => ({ id: `w${String(n)}`, demand: size.demand })),
  experts: Array.from({ length: size.experts }, (_, n) => ({ id: `e${String(n)}`, max: size.max })),
  given,
  options: { weights: { ...nothing, given: 1 } },
})

type Solver = (
  size: Size,
  given: Int32Array,
  kept: number,
) => Promise<{
  ms: number
  total: number | null
  gap?: number | null
}>

/** @param explain also says of every work why its panel is no better */
const ours =
  (explain: boolean): Solver =>
  (size, given) => {
    const instance = instanceOf(size, given)
    const began = performance.now()
    const { totals } = assign(instance, { explain })
    return Promise.resolve({ ms: performance.now() - began, total: totals.affinity })
  }

/** Ours with both rules for panels, which cross: a third are seniors, institutions are of different sizes. */
const crossing =
  (options: object): Solver =>
  (size, given) => {
    const instance = instanceOf(size, given)
    const next = uniforms(11)
    const experts = instance.experts.map((one) => ({
      ...{ ...one, senior: next() < 1 / 3 },
      institution: `i${String(Math.floor(next() * next() * 100))}`,
    }))
    const rules = { ...instance.options, senior: true, perInstitution: 1, ...options }
    const began = performance.now()
    const { totals, certificate } = assign({ ...instance, experts, options: rules })
    const ms = performance.now() - began
    return Promise.resolve({ ms, total: totals.affinity, gap: certificate?.gap ?? null })
  }

/** As the server does it: in a thread, that is begun with the first call and kept. */
function inThread(): Solver {
  const { run } = openAssigner()
  return async (size, given) => {
    const input = instanceOf(size, given)
    const began = performance.now()
    const { totals } = await run({ kind: 'instance', input, wish: {} })
    return { ms: performance.now() - began, total: totals.affinity }
  }
}

/** The same as a linear program; of each work only the experts that suit it best, so that it fits into HiGHS at all. */
const theirs: Solver = async ({ works, experts, demand, max }, given, kept) => {
  const columns = Array.from({ length: works }, (_, w) =>
    Array.from({ length: experts }, (_, e) => ({ e, value: given[w * experts + e]! }))
      .filter(({ value }) => value >= 0)
      .sort((a, b) => b.value - a.value)
      .slice(0, kept)
      .map((each) => ({ ...each, w, name: `x${String(w)}_${String(each.e)}` })),
  ).flat()
  const rows = (count: number, of: 'w' | 'e', sign: string) => {
    const by = Array.from({ length: count }, (): string[] => [])
    for (const column of columns) by[column[of]]!.push(column.name)
    return by.flatMap((names, n) => (names.length > 0 ? [`${of}${String(n)}: ${names.join(' + ')} ${sign}`] : []))
  }
  const program = [
    'Maximize',
    `obj: ${columns.map(({ value, name }) => `${String(value)} ${name}`).join(' + ')}`,
    'Subject To',
    ...rows(works, 'w', `= ${String(demand)}`),
    ...rows(experts, 'e', `<= ${String(max)}`),
    'Bounds',
    ...columns.map(({ name }) => `0 <= ${name} <= 1`),
    'End',
  ].join('\n')
  const highs = await highsLoader()
  const began = performance.now()
  const { Status, ObjectiveValue } = highs.solve(program)
  return { ms: performance.now() - began, total: Status === 'Optimal' ? Math.round(ObjectiveValue) : null }
}

/** One size, by one solver, in this process alone: arguments are the solver, the four numbers, and how often. */
async function main([solver = '', ...numbers]: string[]): Promise<void> {
  const [works = 0, experts = 0, demand = 0, max = 0, times = 1, kept = experts] = numbers.map(Number)
  const size = { works, experts, demand, max }
  const given = affinities(size)
  const runs = []
  const solve = {
    ...{ ours: ours(false), explained: ours(true), thread: inThread(), highs: theirs },
    ...{ both: crossing({}), worst: crossing({ objective: 'bottleneck' }), even: crossing({ balance: 20_000 }) },
  }[solver]
  if (solve === undefined) throw new Error(`no solver: ${solver}`)
  for (let n = 0; n < times; n++) runs.push(await solve(size, given, kept))
  await tell({ runs, megabytes: megabytes() })
  process.stdout.write('done\n')
}

main(process.argv.slice(2)).catch(fail)
