import { execFileSync, fork } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { createServer } from 'node:net'
import path from 'node:path'
import { root } from './bundle.mjs'

const running = new Set()
const conditions = ['--conditions=production', '--import', path.join(root, 'src/keep-alive.mjs')]

/**
 * A process of its own, with a channel to us. `line(pattern)` waits for what it prints; `stop()` ends it politely.
 *
 * @param {{ args?: string[], env?: Record<string, string>, plain?: boolean }} [options] `plain`: without Payload's flags
 */
export function start(script, { args = [], env = {}, plain = false } = {}) {
  const child = fork(script, args, {
    cwd: root,
    env: { ...process.env, KEPU_ROOT: root, NODE_OPTIONS: '', ...env },
    execArgv: plain ? [] : conditions,
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  })
  running.add(child)
  let said = ''
  const listeners = new Set()
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk) => {
      said += chunk
      for (const each of listeners) each()
    })
  const ended = new Promise((resolve) =>
    child.on('exit', (code, signal) => {
      running.delete(child)
      resolve(code ?? signal)
      for (const each of listeners) each()
    }),
  )
  const gone = () => child.exitCode !== null || child.signalCode !== null
  return {
    child,
    ended,
    line: (pattern) =>
      new Promise((resolve, reject) => {
        const look = () => {
          const found = pattern.exec(said)
          if (found || gone()) listeners.delete(look)
          if (found) resolve(found)
          else if (gone())
            reject(
              new Error(
                `${path.basename(script)} ended (${child.signalCode ?? child.exitCode}):\n${said.slice(-4000)}`,
              ),
            )
        }
        listeners.add(look)
        look()
      }),
    /** Sends a message and waits for the one that comes back. */
    ask: (message) =>
      new Promise((resolve, reject) => {
        child.once('message', (answer) => (answer.error ? reject(new Error(answer.error)) : resolve(answer)))
        child.send(message)
      }),
    async stop() {
      if (!gone()) child.kill('SIGTERM')
      const patience = setTimeout(() => child.kill('SIGKILL'), 15_000)
      await ended
      clearTimeout(patience)
    },
  }
}

/** Runs a script to its end and gives what it tells last over its channel. */
export async function result(script, options) {
  const one = start(script, options)
  const told = new Promise((resolve) => one.child.on('message', resolve))
  await one.line(/^done$/m)
  await one.stop()
  return told
}

/** Ends whatever was started here and still lives. */
export function endAll() {
  for (const child of running) child.kill('SIGKILL')
}

/** A port that nobody uses at the moment. */
export const freePort = () =>
  new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address()
      server.close(() => resolve(port))
    })
  })

/** Resident memory of a process, in bytes. */
export function residentBytes(pid) {
  try {
    return Number(/^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))[1]) * 1024
  } catch {
    return Number(execFileSync('ps', ['-o', 'rss=', '-p', String(pid)], { encoding: 'utf8' })) * 1024
  }
}
