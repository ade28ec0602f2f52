import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { fileURLToPath, pathToFileURL } from 'node:url'
import type { BlindJob, SearchedCopy } from '../blind/searched'
import type { Checked } from '../check'
import type { Declared } from '../intake/kind'
import type { Examined } from '../intake/examine'
import type { Likeness } from '../likeness/compare'
import { MediaRefusal } from '../refusal'
import { NO_TOOLS, lowerGroup } from '../tools'
import type { Tools } from '../tools'
import type { ChildAnswer, ChildJob, CheckJob, LookJob } from './child-job'
import { MakeFailure } from './failure'
import type { FailureCode } from './failure'
import type { FramesJob } from './frames'
import type { ScriptJob } from './script'
import type { StillJob } from './still'

/** People wait for an examination, and for pictures at most a page does. */
const NICE = { examining: 5, making: 10 } as const
/** A process that has drawn many pictures holds on to memory it does not use; a new one does not. */
const JOBS_OF_A_CHILD = 200
const IDLE_MILLISECONDS = 30_000
const START_SECONDS = 120
/** After these the process is no good any more. */
const DEADLY: ReadonlySet<FailureCode> = new Set(['too_slow', 'maker_died', 'maker_missing'])

/** Makes pictures and documents, reads what senders wrote and what was made of it, in a process of its own, one at a time. */
export interface StillMaker {
  /**
   * What was made, read back and found to be as planned.
   * @param seconds wall time, once the process listens, after which the process is killed, and with it the job
   * @throws MakeFailure, MediaRefusal `disk_full`
   */
  make(job: StillJob, seconds: number): Promise<Checked>
  /** Reads back what was made elsewhere, by the same rules. */
  check(job: CheckJob, tools: Tools, seconds: number): Promise<Checked>
  /** Writes what is to be burned into a film, by the same rules. */
  script(job: ScriptJob, tools: Tools, seconds: number): Promise<void>
  /** What a picture or a film looks like, by the same rules; null for a film that ffmpeg cannot read. */
  look(job: LookJob, tools: Tools, seconds: number): Promise<Likeness | null>
  /** Writes an animation's frames for a film, and says how long each stands, in milliseconds. */
  frames(job: FramesJob, seconds: number): Promise<readonly number[]>
  /** Ends the process; a job that runs is lost. */
  close(): void
}

/** Opens what strangers sent, in processes of its own: whatever a file does there, this process goes on. */
export interface Examiner {
  /**
   * What a file is, whether it is whole, what it holds and how it is labelled.
   * @throws MediaRefusal as `examine`; `file_unreadable` when the process that read it died of it or came to no end,
   * `file_not_examined` when none could be started
   */
  examine(path: string, declared?: Declared): Promise<Examined>
  /** Writes the copy that reviewers get, by the same rules. */
  copyBlind(job: BlindJob): Promise<SearchedCopy>
  /** Ends the processes; a job that runs is lost. */
  close(): void
}

/** What one child process may use. */
export interface ChildLimits {
  /** Of data, for all that the process holds; the largest picture that is taken in needs about a gigabyte. */
  readonly memoryBytes?: number
  /** Of processor time over its whole life: stops what spins after the process that asks has died itself. */
  readonly cpuSeconds?: number
  /** Of wall time for one file. */
  readonly seconds?: number
}

const MEMORY = 1_500_000_000
const CPU_SECONDS = 3600
/** For half a gigabyte of a package on a busy machine; a picture gives up long before. */
const EXAMINE_SECONDS = 120
/** For a long film that is copied without its tags. */
const BLIND_SECONDS = 300
/** So that one file that takes its time holds up nobody but the sender of another such. */
const EXAMINERS = 2

/** One process for all that is made of stills, so that it takes one core at most. */
export function openStillMaker(tools: Pick<Tools, 'prlimit'> = NO_TOOLS, limits: ChildLimits = {}): StillMaker {
  const line = openLine(tools, NICE.making, limits)
  return {
    make: (job, seconds) => line.ask({ make: job }, seconds) as Promise<Checked>,
    check: (check, own, seconds) => line.ask({ check, tools: own }, seconds) as Promise<Checked>,
    script: async (script, own, seconds) => {
      await line.ask({ script, tools: own }, seconds)
    },
    look: (look, own, seconds) => line.ask({ look, tools: own }, seconds) as Promise<Likeness | null>,
    frames: (job, seconds) => line.ask({ frames: job }, seconds) as Promise<readonly number[]>,
    close: () => line.close(),
  }
}

export function openExaminer(tools: Tools = NO_TOOLS, limits: ChildLimits = {}): Examiner {
  const lines = Array.from({ length: EXAMINERS }, () => openLine(tools, NICE.examining, limits))
  const ask = async (job: ChildJob, seconds: number): Promise<unknown> => {
    const shortest = lines.reduce((best, line) => (line.waiting() < best.waiting() ? line : best))
    try {
      return await shortest.ask(job, limits.seconds ?? seconds)
    } catch (error) {
      if (!(error instanceof MakeFailure)) throw error
      throw new MediaRefusal(error.code === 'maker_missing' ? 'file_not_examined' : 'file_unreadable', {}, error)
    }
  }
  return {
    examine: (path, declared = {}) => ask({ examine: path, declared, tools }, EXAMINE_SECONDS) as Promise<Examined>,
    copyBlind: (job) => ask({ blind: job, tools }, BLIND_SECONDS) as Promise<SearchedCopy>,
    close: () => lines.forEach((line) => line.close()),
  }
}

/** One child process with those who wait for it. */
interface Line {
  ask(job: ChildJob, seconds: number): Promise<unknown>
  /** How many jobs are not done yet. */
  waiting(): number
  close(): void
}

/**
 * One child process, begun with the first job, replaced after some hundred jobs, after every death, and left alone to
 * end when nothing has been asked of it for a while. Decoders and readers run there and not beside the web server,
 * because they occupy the threads that files and names are read with, and because they may be brought to die.
 */
function openLine({ prlimit }: Pick<Tools, 'prlimit'>, nice: number, limits: ChildLimits): Line {
  const { memoryBytes = MEMORY, cpuSeconds = CPU_SECONDS } = limits
  let child: Child | null = null
  let jobs = 0
  let used = 0
  let waiting = 0
  let turn: Promise<unknown> = Promise.resolve()
  let idle: NodeJS.Timeout | undefined

  const drop = () => {
    if (child !== null) endWithItsOwn(child.process)
    child = null
  }
  const ready = (): Child => {
    if (child?.process.connected !== true || jobs >= JOBS_OF_A_CHILD || used > cpuSeconds / 2) {
      drop()
      child = startChild(prlimit, nice, { memoryBytes, cpuSeconds })
      jobs = 0
      used = 0
    }
    jobs++
    return child
  }
  const once = async (job: ChildJob, seconds: number): Promise<unknown> => {
    try {
      const answer = await askOnce(ready(), job, seconds)
      used = answer.used
      return doneOf(answer)
    } catch (error) {
      if (error instanceof MakeFailure && DEADLY.has(error.code)) drop()
      throw error
    }
  }
  const run = async (job: ChildJob, seconds: number): Promise<unknown> => {
    clearTimeout(idle)
    try {
      return await once(job, seconds).catch((error: unknown) => {
        // What came before may have worn the process out; in a new one the job dies by itself or not at all.
        if (jobs > 1 && error instanceof MakeFailure && error.code === 'maker_died') return once(job, seconds)
        throw error
      })
    } finally {
      waiting--
      idle = setTimeout(drop, IDLE_MILLISECONDS).unref()
    }
  }
  return {
    ask: (job, seconds) => {
      waiting++
      const mine = turn.then(() => run(job, seconds))
      turn = mine.catch(() => undefined)
      return mine
    },
    waiting: () => waiting,
    close: drop,
  }
}

function doneOf(answer: ChildAnswer): unknown {
  if ('refused' in answer) throw new MediaRefusal(answer.refused, answer.params)
  if ('failed' in answer) throw new MakeFailure(answer.failed, answer.detail)
  return answer.done
}

interface Child {
  readonly process: ChildProcess
  /** Settles when it listens, or has ended before it could. */
  readonly started: Promise<unknown>
}

/**
 * The script engine's own share of the memory, so that a document that unfolds to much ends early. Where the system has no
 * `prlimit`, that share and our clock alone stop it.
 */
const HEAP_MEBIBYTES = 512

function startChild(
  prlimit: string | null,
  nice: number,
  { memoryBytes, cpuSeconds }: Required<Omit<ChildLimits, 'seconds'>>,
): Child {
  const node = [`--max-old-space-size=${HEAP_MEBIBYTES}`, ...childArguments()]
  const kernel = [`--data=${memoryBytes}`, `--cpu=${cpuSeconds}`, '--core=0', process.execPath]
  const [program, args] = prlimit === null ? [process.execPath, node] : [prlimit, [...kernel, ...node]]
  const child = spawn(program, args, {
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    env: { PATH: process.env.PATH ?? '', NODE_ENV: 'production', MALLOC_ARENA_MAX: '2' },
    windowsHide: true,
    // A group of its own, so that the tools which it runs end with it.
    detached: process.platform !== 'win32',
  })
  // Its end is told to whoever waits for an answer; a process that nobody waits for may end.
  child.on('error', () => undefined)
  lowerGroup(child.pid, nice)
  child.unref()
  child.channel?.unref()
  const started = nextMessage(child, START_SECONDS, 'maker_missing', 'maker_missing')
  started.catch(() => undefined)
  return { process: child, started }
}

function endWithItsOwn(child: ChildProcess): void {
  try {
    if (child.pid !== undefined && process.platform !== 'win32') process.kill(-child.pid, 'SIGKILL')
    else child.kill('SIGKILL')
  } catch {
    return
  }
}

/** From sources as TypeScript, from a build as the entry that lies beside the others. */
function childArguments(): string[] {
  const source = fileURLToPath(new URL('still-child.ts', import.meta.url))
  if (existsSync(source)) return ['--import', loader(), source]
  return [fileURLToPath(new URL('still-child.mjs', import.meta.url))]
}

const loader = (): string => pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href

async function askOnce({ process: child, started }: Child, job: ChildJob, seconds: number): Promise<ChildAnswer> {
  child.channel?.ref()
  try {
    await started
    const answered = nextMessage(child, seconds, 'too_slow', 'maker_died')
    child.send(job, () => undefined)
    return (await answered) as ChildAnswer
  } finally {
    child.channel?.unref()
  }
}

/** What the process says next; its silence and its end are failures, by the names that are given. */
function nextMessage(child: ChildProcess, seconds: number, silence: FailureCode, end: FailureCode): Promise<unknown> {
  const quiet = new AbortController()
  const { signal } = quiet
  return new Promise<unknown>((resolve, reject) => {
    const ended = () => reject(new MakeFailure(end, 'it ended without an answer'))
    const timer = setTimeout(() => reject(new MakeFailure(silence, `silent for ${seconds} s`)), seconds * 1000)
    child.once('message', resolve).once('exit', ended).once('disconnect', ended)
    signal.addEventListener('abort', () => {
      clearTimeout(timer)
      child.off('message', resolve).off('exit', ended).off('disconnect', ended)
    })
  }).finally(() => quiet.abort())
}
