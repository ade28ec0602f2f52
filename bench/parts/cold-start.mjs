import { existsSync } from 'node:fs'
import path from 'node:path'
import { connection } from '../lib/connection.mjs'
import { root } from '../lib/bundle.mjs'
import { copyOf } from '../lib/filled.mjs'
import { median, short } from '../lib/numbers.mjs'
import { freePort, residentBytes, start } from '../lib/processes.mjs'
import { table } from '../lib/table.mjs'

async function once(script, args, env) {
  const port = await freePort()
  const began = performance.now()
  const one = start(script, { args, env: { ...env, PORT: String(port) } })
  const failed = one.ended.then((code) => `ended with ${code}`)
  for (;;) {
    const ready = await asked(port)
    if (ready) break
    const over = await Promise.race([failed, new Promise((resolve) => setTimeout(() => resolve(null), 10))])
    if (over) await one.line(/^ready$/m)
  }
  const took = { seconds: (performance.now() - began) / 1000, bytes: residentBytes(one.child.pid) }
  await one.stop()
  return took
}

async function asked(port) {
  try {
    const { ask, close } = await connection(port)
    const { status } = await ask('/health/ready')
    close()
    return status === 200
  } catch {
    return false
  }
}

/** From spawn to the first ready answer, over the database with all works. */
export async function coldStart({ scripts, data, env, dir, quick, say }) {
  const pages = existsSync(path.join(root, '.next/BUILD_ID'))
  const kinds = [...(pages ? [['with pages', []]] : []), ['without pages', ['--no-pages']]]
  const rows = []
  const bars = []
  for (const [name, args] of kinds) {
    const url = copyOf(data, dir, 'start')
    const runs = []
    for (let n = 0; n < (quick ? 2 : 5); n++) runs.push(await once(scripts.server, args, { ...env, DATABASE_URL: url }))
    const seconds = runs.map((each) => each.seconds)
    const memory = median(runs.map((each) => each.bytes)) / 1024 ** 2
    rows.push([name, short(median(seconds)), short(Math.max(...seconds)), short(memory)])
    say(`start ${name}: ${short(median(seconds))} s`)
    bars.push({
      name: `cold start ${name}`,
      value: `${short(median(seconds))} s`,
      bar: '≤ 4 s',
      met: median(seconds) <= 4,
    })
    bars.push({ name: `memory then, ${name}`, value: `${short(memory)} MB`, bar: '≤ 600 MB', met: memory <= 600 })
  }
  const note = pages ? '' : '\n\nThe pages were not built here: measured without them.'
  return {
    text: table(['spawn to the first 200 of /health/ready', 'median s', 'slowest s', 'RSS MB'], rows) + note,
    bars,
  }
}
