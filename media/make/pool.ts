import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { setPriority } from 'node:os'
import { fileURLToPath, pathToFileURL } from 'node:url'
import type { Checked } from '../check'
import type { Likeness } from '../likeness/compare'
import { NO_TOOLS } from '../tools'
import type { Tools } from '../tools'
import { MakeFailure } from './failure'
import type { FailureCode } from './failure'
import type { LookJob, StillAnswer, StillJob } from './still'

const NICE = 10
/** A process that has drawn many pictures holds on to memory it does not use; a new one does not. */
const JOBS_OF_A_CHILD = 200
const IDLE_MILLISECONDS = 5000
const START_SECONDS = 60
/** After these the process is no good any more. */
const DEADLY: ReadonlySet<FailureCode> = new Set(['too_slow', 'maker_died'])

/** Makes pictures and documents in a process of its own, one at a time. */
export interface StillMaker {
  /**
   * What was made, read back and found to be as planned.
   * @param seconds wall time, once the process listens, after which the process is killed, and with it the job
   * @throws MakeFailure
   */
  make(job: StillJob, seconds: number): Promise<Checked>
  /** What a picture looks like, by the same rules. */
  look(path: string, seconds: number): Promise<Likeness>
  /** Ends the process; a job that runs is lost. */
  close(): void
}

/**
 * One child process, begun with the first job, replaced after some hundred jobs, after every death, and left alone to
 * end when nothing has been asked of it for a while. Decoders run there and not beside the web server, because they
 * occupy the threads that files and names are read with, and because a decoder may be brought to die.
 */
export function openStillMaker({ prlimit }: Pick<Tools, 'prlimit'> = NO_TOOLS, memoryBytes = MEMORY): StillMaker {
  let child: Child | null = null
  let jobs = 0
  let turn: Promise<unknown> = Promise.resolve()
  let idle: NodeJS.Timeout | undefined

  const drop = () => {
    child?.process.kill('SIGKILL')
    child = null
  }
  const ready = (): Child => {
    if (child?.process.connected !== true || jobs >= JOBS_OF_A_CHILD) {
      drop()
      child = startChild(prlimit, memoryBytes)
      jobs = 0
    }
    jobs++
    return child
  }
  const run = async (job: StillJob | LookJob, seconds: number): Promise<Checked | Likeness> => {
    clearTimeout(idle)
    try {
      return await askOnce(ready(), job, seconds)
    } catch (error) {
      if (error instanceof MakeFailure && DEADLY.has(error.code)) drop()
      throw error
    } finally {
      idle = setTimeout(drop, IDLE_MILLISECONDS).unref()
    }
  }
  const inTurn = (job: StillJob | LookJob, seconds: number): Promise<unknown> => {
    const mine = turn.then(() => run(job, seconds))
    turn = mine.catch(() => undefined)
    return mine
  }
  return {
    make: (job, seconds) => inTurn(job, seconds) as Promise<Checked>,
    look: (path, seconds) => inTurn({ look: path }, seconds) as Promise<Likeness>,
    close: drop,
  }
}

interface Child {
  readonly process: ChildProcess
  /** Settles when it listens, or has ended before it could. */
  readonly started: Promise<unknown>
}

/**
 * Of data, in bytes, for all that the process holds; the largest picture that is taken in needs about a gigabyte. The script
 * engine's own share is less, so that a document that unfolds to much ends early. Where the system has no `prlimit`,
 * that share and our clock alone stop it.
 */
const MEMORY = 1_500_000_000
const HEAP_MEBIBYTES = 512

function startChild(prlimit: string | null, memoryBytes: number): Child {
  const node = [`--max-old-space-size=${HEAP_MEBIBYTES}`, ...childArguments()]
  const limits = [`--data=${memoryBytes}`, '--core=0', process.execPath]
  const [program, args] = prlimit === null ? [process.execPath, node] : [prlimit, [...limits, ...node]]
  const child = spawn(program, args, {
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    env: { PATH: process.env.PATH ?? '', NODE_ENV: 'production', MALLOC_ARENA_MAX: '2' },
    windowsHide: true,
  })
  // Its end is told to whoever waits for an answer; a process that nobody waits for may end.
  child.on('error', () => undefined)
  if (child.pid !== undefined) lowerPriority(child.pid)
  child.unref()
  child.channel?.unref()
  const started = nextMessage(child, START_SECONDS, 'maker_died')
  started.catch(() => undefined)
  return { process: child, started }
}

/** From sources as TypeScript, from a build as the entry that lies beside the others. */
function childArguments(): string[] {
  const source = fileURLToPath(new URL('still-child.ts', import.meta.url))
  if (existsSync(source)) return ['--import', loader(), source]
  return [fileURLToPath(new URL('still-child.mjs', import.meta.url))]
}

const loader = (): string => pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href

function lowerPriority(pid: number): void {
  try {
    setPriority(pid, NICE)
  } catch {
    return
  }
}

async function askOnce(
  { process: child, started }: Child,
  job: StillJob | LookJob,
  seconds: number,
): Promise<Checked | Likeness> {
  child.channel?.ref()
  try {
    await started
    const answered = nextMessage(child, seconds, 'too_slow')
    child.send(job, () => undefined)
    const answer = (await answered) as StillAnswer
    if (answer.code !== undefined) throw new MakeFailure(answer.code, answer.detail)
    return answer.done
  } finally {
    child.channel?.unref()
  }
}

/** What the process says next; its end is a failure, and so is silence, by the name that is given. */
function nextMessage(child: ChildProcess, seconds: number, silence: FailureCode): Promise<unknown> {
  const quiet = new AbortController()
  const { signal } = quiet
  return new Promise<unknown>((resolve, reject) => {
    const ended = () => reject(new MakeFailure('maker_died', 'it ended without an answer'))
    const timer = setTimeout(() => reject(new MakeFailure(silence, `silent for ${seconds} s`)), seconds * 1000)
    child.once('message', resolve).once('exit', ended).once('disconnect', ended)
    signal.addEventListener('abort', () => {
      clearTimeout(timer)
      child.off('message', resolve).off('exit', ended).off('disconnect', ended)
    })
  }).finally(() => quiet.abort())
}
