import { spawn } from 'node:child_process'

/** The groups of processes that were started here and have not been seen to end. */
const groups = new Set()

/**
 * Runs a program in a process group of its own, with no stdin, and ends whatever it left running.
 *
 * @param {string} command
 * @param {string[]} args
 * @param {{ env?: Record<string, string>, reports?: boolean, limitSeconds?: number, finished?: () => boolean }} [options]
 *   `env` is added to ours; with `reports`, what it writes to file descriptor 3 is shown as it comes; `finished` says that the work is done, after which
 *   the program has 20 s to end by itself
 * @returns {Promise<{ ok: boolean, output: string, seconds: number, why: string }>} `why` is empty when all went well
 */
export function run(command, args, { env = {}, reports = false, limitSeconds = 600, finished } = {}) {
  const started = performance.now()
  const child = spawn(command, args, {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe', ...(reports ? ['pipe'] : [])],
    detached: true,
  })
  if (child.pid) groups.add(child.pid)
  let output = ''
  let why = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8')
    stream.on('data', (text) => (output += text))
  }
  child.stdio[3]?.setEncoding('utf8').on('data', (text) => process.stdout.write(text))
  const stop = (reason) => {
    why = reason
    endGroup(child.pid)
  }
  const limit = setTimeout(() => stop(`did not end within ${limitSeconds} s`), limitSeconds * 1000)
  let done = 0
  const watch = setInterval(() => {
    if (!finished?.()) return
    done ||= performance.now()
    if (performance.now() - done > 20_000) stop('finished, but did not end: something was left open')
  }, 1000)
  return new Promise((resolve) => {
    const settle = (reason) => {
      clearTimeout(limit)
      clearInterval(watch)
      groups.delete(child.pid)
      resolve({ ok: reason === '', output, seconds: (performance.now() - started) / 1000, why: reason })
    }
    child.on('error', (error) => settle(error.message))
    // What it left running in its group would hold the pipes open, and 'close' would never come.
    child.on('exit', () => endGroup(child.pid))
    child.on('close', (code, signal) =>
      settle(why || (code === 0 ? '' : signal ? `ended by ${signal}` : `exit ${code}`)),
    )
  })
}

function endGroup(pid) {
  if (!pid) return
  try {
    process.kill(-pid, 'SIGKILL')
  } catch {
    // Nobody is left in it.
  }
}

/** Ends everything that `run` started and that still lives. */
export function endAll() {
  for (const pid of groups) endGroup(pid)
}
