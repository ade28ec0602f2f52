import { copyOf } from '../lib/filled.mjs'
import { short } from '../lib/numbers.mjs'
import { start } from '../lib/processes.mjs'
import { table } from '../lib/table.mjs'

const every = 20
const wait = (ms) => new Promise((resolve) => setTimeout(resolve, ms))

/** Whether the server goes on answering while the check reads the whole database in the same process. */
export async function health({ scripts, data, env, dir, client, quick, say }) {
  const server = start(scripts['serve-and-check'], { env: { ...env, DATABASE_URL: copyOf(data, dir, 'health') } })
  const [, url] = await server.line(/^ready (http:\S+)/m)
  const polling = {
    verb: 'poll',
    port: Number(new URL(url).port),
    rows: [{ name: 'live', paths: ['/health/live'] }],
    every,
  }
  await client.ask(polling)
  await wait(quick ? 1000 : 3000)
  const { live: idle } = await client.ask({ verb: 'stop' })
  await client.ask(polling)
  const report = await server.ask({ check: true })
  const { live: busy } = await client.ask({ verb: 'stop' })
  await server.stop()
  say(`check of ${report.subjects} subjects: ${short(report.seconds)} s, differing ${report.found}`)
  if (report.found > 0) throw new Error(`the check found differences: ${JSON.stringify(report.findings)}`)
  const row = (name, { polls, p50, p99, max }) => [name, String(polls), short(p50), short(p99), short(max)]
  return {
    text:
      table(
        [`/health/live every ${every} ms`, 'polls', 'p50 ms', 'p99 ms', 'max ms'],
        [row('idle', idle), row('during the check', busy)],
      ) +
      `\n\nThe check read ${report.subjects} subjects and ${report.journalRows} journal rows in ${short(report.seconds)} s and found nothing that differs.`,
    bars: [
      {
        name: 'slowest live answer during the check',
        value: `${short(busy.max)} ms`,
        bar: '≤ 100 ms',
        met: busy.max <= 100,
      },
    ],
  }
}

export const method = `**Health.** The check (\`checkJournal\`) runs inside the serving process; the client asks at fixed instants, answered or not.`
