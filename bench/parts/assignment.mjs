import { median, short } from '../lib/numbers.mjs'
import { result } from '../lib/processes.mjs'
import { table } from '../lib/table.mjs'

const sizes = [
  { name: '200 × 60, 5 each', numbers: [200, 60, 5, 20], times: 7, kept: 60, bar: 100 },
  { name: '5,000 × 500, 5 each', numbers: [5000, 500, 5, 60], times: 2, kept: 60, bar: 5000 },
]

/** What an exact assignment costs, beside HiGHS on the same instance. */
export async function assignment({ scripts, say }) {
  const rows = []
  const crossing = []
  const bars = []
  for (const { name, numbers, times, kept, bar } of sizes) {
    const run = async (solver, often) => {
      const done = await result(scripts.assignment, {
        args: [solver, ...numbers, often, kept].map(String),
        plain: true,
      })
      say(`${name}: ${solver}`)
      return done
    }
    const [ours, thread] = [await run('ours', times), await run('thread', times)]
    const [explained, theirs] = [await run('explained', 1), await run('highs', 1)]
    const [first, ...later] = thread.runs.map(({ ms }) => ms)
    const ms = median(later)
    const rules = [
      ['both', 'ours, first call, a senior and one of each institution at most'],
      ['worst', 'the same, the best worst pair first'],
      ['even', 'the same, even loads weighed as the product does'],
    ]
    for (const [solver, text] of rules) {
      const { runs, megabytes } = await run(solver, 1)
      const [{ ms, total, gap }] = runs
      crossing.push([name, text, short(ms), String(megabytes), String(total), gap === null ? 'not known' : String(gap)])
    }
    const all = [ours, thread, explained, theirs]
    const equal = all.every(({ runs }) => runs.every(({ total }) => total === theirs.runs[0].total))
    const row = (solver, milliseconds, { megabytes, runs: [{ total }] }) =>
      rows.push([name, solver, short(milliseconds), String(megabytes), String(total)])
    row('ours, first call of a process', ours.runs[0].ms, ours)
    row('ours, later', median(ours.runs.slice(1).map((each) => each.ms)), ours)
    row('ours, first call of the thread, with its start', first, thread)
    row('ours, later calls of the thread', ms, thread)
    row('ours, first call, saying of every work why it has no better panel', explained.runs[0].ms, explained)
    row(`HiGHS, ${kept} best of each work`, theirs.runs[0].ms, theirs)
    bars.push(
      {
        name: `assigning ${name}, in the thread that is kept`,
        value: `${short(ms)} ms`,
        bar: `≤ ${bar} ms`,
        met: ms <= bar,
      },
      { name: `the same, first call, with the start of the thread`, value: `${short(first)} ms`, bar: 'told, no bar' },
      {
        name: `memory then, ${name}`,
        value: `${thread.megabytes} MB`,
        bar: '≤ 1,000 MB',
        met: thread.megabytes <= 1000,
      },
      { name: `same total as HiGHS, ${name}`, value: equal ? 'equal' : 'different', bar: 'equal', met: equal },
    )
  }
  return {
    text: [
      table(['works × experts', 'solver', 'ms', 'peak MB of its process', 'sum of affinities, millionths'], rows),
      table(['works × experts', 'both rules', 'ms', 'peak MB', 'sum of affinities', 'gap, millionths'], crossing),
    ].join('\n\n'),
    bars,
  }
}

export const method = `**Assignment.** Each solver in a process of its own, one after the other, on affinities that are drawn from a fixed seed: cosine of topics with some
noise, one pair in fifty a conflict, loads up to 20 and 60. Ours reads, checks and solves the whole instance with all pairs and says what more load would gain. The figure
held against the bar is what the server does: a call through its thread, the copies of instance and answer between the threads in it, the median of the later of seven (two) calls. The server keeps
the thread; the first proposal after its start, or after ten quiet minutes, waits for the thread and for cold code, as told beside it. HiGHS (the
npm package \`highs\`, WebAssembly) gets the linear program as text; of the large instance only each work's 60 best experts, since all 2.45 million pairs do not fit; the
total says whether the best assignment needs another. Both rules: a third of the experts are seniors, a hundred institutions of different sizes; the
gap is what nothing better can exceed, 0 where the answer is proven to be the best.`
