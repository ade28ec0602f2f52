// The client's own process: it asks as it is told over its channel, and answers with what it measured.
import { connection } from './connection.mjs'
import { quantile } from './numbers.mjs'

/** What was asked of each row so far: a cold row never asks the same twice, in no round. */
const states = new Map()
const sampled = 50

function stateOf({ name, starts = [], asks = [] }) {
  if (!states.has(name)) states.set(name, { seen: new Set(), starts: [...starts], asks: [...asks], expected: null })
  return states.get(name)
}

/** One connection's source of questions: the same again, the next of a list, or page after page of some list. */
function asker(row, state) {
  if (row.kind === 'same') return { next: () => row, learn: () => undefined, leave: () => undefined }
  if (row.kind === 'each')
    return { next: () => state.asks.shift() ?? null, learn: () => undefined, leave: () => undefined }
  let at = null
  return {
    next: () => (at ??= state.starts.shift() ?? null),
    /** Where one round stops, the next goes on. */
    leave: () => at && state.starts.unshift(at),
    learn(body) {
      const from = body.lastIndexOf('"next":"')
      const cursor = from < 0 ? null : body.toString('latin1', from + 8, body.indexOf('"', from + 8))
      const start = at.path.replace(/&cursor=.*/, '')
      at = cursor ? { ...at, path: `${start}&cursor=${encodeURIComponent(cursor)}` } : null
    },
  }
}

function checked(row, state, { path, headers }, { status, body }, count) {
  if (status !== 200) throw new Error(`${path}: ${status} ${body.toString('utf8', 0, 400)}`)
  if (row.kind === 'same') {
    state.expected ??= body.length
    if (body.length !== state.expected) throw new Error(`${path}: ${body.length} bytes, not ${state.expected}`)
  } else {
    const name = `${headers?.authorization ?? ''} ${path}`
    if (state.seen.has(name)) throw new Error(`asked twice: ${path}`)
    state.seen.add(name)
  }
  if (count % sampled !== 0) return
  const { items, docs } = JSON.parse(body)
  if (!Array.isArray(items ?? docs)) throw new Error(`${path}: no list`)
}

async function load(row) {
  const state = stateOf(row)
  const connections = await Promise.all(Array.from({ length: row.connections }, () => connection(row.port)))
  const times = []
  let bytes = 0
  const began = performance.now()
  const until = began + row.seconds * 1000
  await Promise.all(
    connections.map(async ({ ask, close }) => {
      const source = asker(row, state)
      for (let question = source.next(); question && performance.now() < until; question = source.next()) {
        const asked = performance.now()
        const answer = await ask(question.path, question.headers)
        times.push(performance.now() - asked)
        bytes += answer.body.length
        checked(row, state, question, answer, times.length)
        source.learn(answer.body)
      }
      source.leave()
      close()
    }),
  )
  const seconds = (performance.now() - began) / 1000
  return {
    requests: times.length,
    perSecond: times.length / seconds,
    p50: quantile(times, 0.5),
    p95: quantile(times, 0.95),
    bytes: bytes / Math.max(1, times.length),
  }
}

/**
 * Asks at fixed instants, answered or not, until it is told to stop: a held server shows in every one of them. Rows are
 * asked in turn, each one address after the other.
 */
async function poll({ port, rows, every }) {
  const idle = []
  const times = new Map(rows.map(({ name }) => [name, []]))
  const open = new Set()
  let failure = null
  let polls = 0
  const once = async () => {
    const due = performance.now()
    const turn = polls++
    const { name, paths, headers } = rows[turn % rows.length]
    const path = paths[Math.floor(turn / rows.length) % paths.length]
    let one = idle.pop()
    while (one && !one.open()) one = idle.pop()
    one ??= await connection(port)
    const { status } = await one.ask(path, headers)
    times.get(name).push(performance.now() - due)
    if (status !== 200) throw new Error(`${path}: ${status}`)
    idle.push(one)
  }
  const timer = setInterval(() => {
    const asked = once().catch((error) => (failure = error))
    open.add(asked)
    void asked.then(() => open.delete(asked))
  }, every)
  return async () => {
    clearInterval(timer)
    await Promise.all(open)
    for (const { close } of idle) close()
    if (failure) throw failure
    return Object.fromEntries([...times].map(([name, all]) => [name, told(all)]))
  }
}

const told = (times) => ({
  polls: times.length,
  ...{ p50: quantile(times, 0.5), p95: quantile(times, 0.95), p99: quantile(times, 0.99), max: Math.max(...times) },
})

let stopPolling = null

async function act({ verb, ...job }) {
  if (verb === 'load') return load(job)
  if (verb === 'poll') {
    stopPolling = await poll(job)
    return {}
  }
  return stopPolling()
}

process.on('message', (job) => {
  act(job).then(
    (answer) => process.send(answer),
    (error) => process.send({ error: error.stack }),
  )
})
process.on('disconnect', () => process.exit(0))
console.log('listening')
