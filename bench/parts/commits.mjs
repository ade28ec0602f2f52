import path from 'node:path'
import { median, quantile, short } from '../lib/numbers.mjs'
import { result } from '../lib/processes.mjs'
import { table } from '../lib/table.mjs'

/** What it costs to run one command, beside one `payload.create`, on each database that there is. */
export async function commits({ scripts, env, dir, quick, say }) {
  const rounds = quick ? 100 : 500
  const databases = [['SQLite', { DATABASE_URL: `file:${path.join(dir, 'commits.db')}` }]]
  if (process.env.TEST_MONGO_URI) {
    const url = new URL(process.env.TEST_MONGO_URI)
    url.pathname = `/bench-${process.pid}`
    databases.push(['MongoDB', { DATABASE_URL: url.href }])
  }
  const rows = []
  const bars = []
  for (const [name, at] of databases) {
    say(`commits on ${name}`)
    const {
      commands,
      commits: inside,
      creates,
    } = await result(scripts.commits, { args: [String(rounds)], env: { ...env, ...at } })
    const row = (what, times) => [
      `${name}: ${what}`,
      short(median(times)),
      short(quantile(times, 0.95)),
      short(median(times) / median(creates)),
    ]
    rows.push(
      row('runCommand organisation.create', commands),
      row('of which store.commit', inside),
      row('payload.create of the same columns', creates),
    )
    bars.push({
      name: `${name}: one command against one payload.create`,
      value: `${short(median(commands) / median(creates))}×`,
      bar: 'told, no bar',
    })
  }
  return { text: table(['one after the other', 'p50 ms', 'p95 ms', '× payload.create'], rows), bars }
}

export const method = `**Commits.** \`organisation.create\` through \`runCommand\` (input check, permission, key, command row, journal row, birth, in one commit) and
\`payload.create\` of the same values into a plain collection with the same columns that only the bench has, in turn, in one process.
On SQLite both wait for the disk (\`synchronous = FULL\`); on MongoDB the command is a majority transaction, the create a single document.`
