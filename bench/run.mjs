// Measures what the quality bars speak of, prints one report and keeps it in bench/RESULTS.md.
//   node bench/run.mjs [--quick] [content] [commits] [start] [health] [making] [odd] [scoring] [assignment]
// With TEST_MONGO_URI (a replica set) the commits are measured on MongoDB too. RESULTS.md is written by a whole run only.
import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { bundle, root } from './lib/bundle.mjs'
import { filled } from './lib/filled.mjs'
import { endAll, start } from './lib/processes.mjs'
import { table } from './lib/table.mjs'
import { assignment, method as ofAssignment } from './parts/assignment.mjs'
import { coldStart } from './parts/cold-start.mjs'
import { commits, method as ofCommits } from './parts/commits.mjs'
import { contentApi, method as ofContent } from './parts/content-api.mjs'
import { health, method as ofHealth } from './parts/health.mjs'
import { making, method as ofMaking } from './parts/making.mjs'
import { method as ofOddFiles, oddFiles } from './parts/odd-files.mjs'
import { method as ofScoring, scoring } from './parts/scoring.mjs'

const parts = {
  content: ['Content API', contentApi],
  commits: ['One command', commits],
  start: ['Cold start', coldStart],
  health: ['Health during a check', health],
  making: ['While media are made', making],
  odd: ['Odd files', oddFiles],
  scoring: ['Scores', scoring],
  assignment: ['Assignment', assignment],
}
/** Parts that ask no server: for them alone no works are made. */
const pure = ['odd', 'scoring', 'assignment']
const count = 10_000
const began = performance.now()
const say = (line) => console.log(`[${((performance.now() - began) / 1000).toFixed(1).padStart(6)} s] ${line}`)

const quick = process.argv.includes('--quick')
const named = process.argv.slice(2).filter((each) => each !== '--quick')
const unknown = named.find((each) => !(each in parts))
if (unknown !== undefined) {
  console.error(`no part ${unknown}; there are ${Object.keys(parts).join(', ')}`)
  process.exit(2)
}
const chosen = Object.keys(parts).filter((each) => named.length === 0 || named.includes(each))

const machine = () => {
  const cores = os.availableParallelism()
  const memory = Math.round(os.totalmem() / 1024 ** 3)
  return `${cores} cores, ${memory} GB of memory, Node ${process.versions.node}, ${process.platform} ${process.arch}`
}

function report(results, load) {
  const bars = results.flatMap((each) => each.bars)
  const judged = bars.map(({ name, value, bar, met }) => [
    name,
    value,
    bar,
    met === undefined ? '–' : met ? 'met' : 'MISSED',
  ])
  return `# Results of the bench

${new Date().toISOString().slice(0, 10)} · ${machine()} · load when it began ${load.toFixed(1)}${quick ? ' · quick run' : ''}

${count.toLocaleString('en')} released works, each with about a kilobyte of Chinese text, in one SQLite file. Numbers are medians of the rounds of this run.
Server and client are processes of their own on the same machine. \`node bench/run.mjs\` writes this file.

${table(['bar', 'measured', 'wanted', ''], judged)}

${results.map(({ title, text }) => `## ${title}\n\n${text}`).join('\n\n')}

## How it was measured

${[ofContent, ofCommits, ofHealth, ofMaking, ofOddFiles, ofScoring, ofAssignment].join('\n\n')}
`
}

const dir = mkdtempSync(path.join(os.tmpdir(), 'kepu-bench-'))
const [load] = os.loadavg()
const clear = () => {
  endAll()
  rmSync(dir, { recursive: true, force: true })
}
for (const signal of ['SIGINT', 'SIGTERM'])
  process.on(signal, () => {
    clear()
    process.exit(1)
  })
try {
  say('bundling')
  const scripts = { ...(await bundle()), bare: path.join(root, 'bench/entries/bare.mjs') }
  const env = {
    PAYLOAD_SECRET: randomBytes(48).toString('base64url'),
    NODE_ENV: 'development',
    HOST: '127.0.0.1',
    PORT: '0',
    STORAGE_DIR: path.join(dir, 'files'),
    MAIL_TRANSPORT: `file:${path.join(dir, 'mail')}`,
    LOG_LEVEL: 'warn',
    NEXT_TELEMETRY_DISABLED: '1',
    SERVER_URL: '',
  }
  const stored = chosen.some((name) => !pure.includes(name))
  if (stored) say(`a database with ${count} works`)
  const data = stored ? await filled(scripts, count, env, say) : undefined
  const client = start(path.join(root, 'bench/lib/client.mjs'), { plain: true })
  await client.line(/^listening$/m)
  const results = []
  for (const name of chosen) {
    const [title, part] = parts[name]
    say(title)
    results.push({ title, ...(await part({ scripts, data, env, dir, client, quick, say })) })
  }
  await client.stop()
  const text = report(results, load)
  console.log(`\n${text}`)
  if (chosen.length === Object.keys(parts).length) writeFileSync(path.join(root, 'bench/RESULTS.md'), text)
} finally {
  clear()
}
