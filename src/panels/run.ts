import { Worker } from 'node:worker_threads'
import { InstanceError } from '../../workflows/rules/assignment'
import type { Job, Last, Progress, ResultOf, Said } from './job'

interface Watch {
  onProgress?: (progress: Progress) => void
  /** Ends the thread at once; the promise is rejected with the signal's reason. */
  signal?: AbortSignal
}

/** Assigns in threads of their own, so that the server goes on answering. */
export interface Assigner {
  /**
   * Two at a time have a thread each, for the server needs the processors too; others wait for their turn.
   * @throws InstanceError as `assign` does; the signal's reason when it was cancelled
   */
  run: <J extends Job>(job: J, watch?: Watch) => Promise<ResultOf<J>>
}

const besideThis = (name: string) => new URL(name, import.meta.url)

/** The built server finds the thread's own bundle beside itself; in tests the source runs, through tsx. */
const entry = import.meta.url.endsWith('.ts')
  ? {
      code: `import('tsx/esm/api').then(({ register }) => (register(), import('${besideThis('./worker.ts').href}')))`,
      eval: true,
    }
  : { code: besideThis('./panels/worker.mjs'), eval: false }

/** Nothing that a call can ask for comes near it; it keeps a mistake from taking the server's memory. */
const memory = { maxOldGenerationSizeMb: 1024 }
/** Threads at one time. */
const MOST_AT_ONCE = 2
/** Officers who try one wish after another; afterwards its memory is worth more. */
const IDLE_MILLISECONDS = 10 * 60_000

/**
 * One thread is begun with the first job and kept when it is done, since a new one has its code to warm up, which takes
 * longer than a usual call. It keeps no process alive, and ends when nothing has been asked for a while.
 */
export function openAssigner(): Assigner {
  const turns = new Turns(MOST_AT_ONCE)
  let kept: Worker | null = null
  let idle: NodeJS.Timeout | undefined

  const begin = (): Worker => {
    const thread = new Worker(entry.code, { resourceLimits: memory, eval: entry.eval, execArgv: [] })
    thread.on('exit', () => {
      if (kept === thread) kept = null
    })
    // Whoever waits for an answer is told, and nobody else has lost anything.
    return thread.on('error', () => undefined)
  }
  const take = (): Worker => {
    clearTimeout(idle)
    const thread = kept ?? begin()
    kept = null
    thread.ref()
    return thread
  }
  const drop = () => {
    clearTimeout(idle)
    void kept?.terminate()
    kept = null
  }
  const keep = (thread: Worker) => {
    drop()
    kept = thread
    thread.unref()
    idle = setTimeout(drop, IDLE_MILLISECONDS).unref()
  }
  const inTurn = async (job: Job, watch: Watch): Promise<Last> => {
    watch.signal?.throwIfAborted()
    const thread = take()
    const last = await ask(thread, job, watch).catch((error: unknown) => {
      void thread.terminate()
      throw error
    })
    keep(thread)
    return last
  }
  return {
    run: async <J extends Job>(job: J, watch: Watch = {}): Promise<ResultOf<J>> => {
      watch.signal?.throwIfAborted()
      await turns.take(watch.signal)
      const last = await inTurn(job, watch).finally(() => turns.give())
      if (last.kind === 'wrong') throw new InstanceError(last.issues)
      return last.result as ResultOf<J>
    },
  }
}

/** So many at one time; the others wait in the order in which they came. */
class Turns {
  readonly #waiting = new Set<() => void>()
  #left: number

  constructor(most: number) {
    this.#left = most
  }

  /** @throws the signal's reason when it is given up while waiting */
  async take(signal?: AbortSignal): Promise<void> {
    if (this.#left > 0) {
      this.#left--
      return
    }
    await new Promise<void>((resolve, reject) => {
      const giveUp = () => {
        this.#waiting.delete(go)
        reject(signal?.reason as Error)
      }
      const go = () => {
        signal?.removeEventListener('abort', giveUp)
        resolve()
      }
      this.#waiting.add(go)
      signal?.addEventListener('abort', giveUp, { once: true })
    })
  }

  /** Hands the turn to who has waited longest. */
  give(): void {
    const [next] = this.#waiting
    if (next === undefined) this.#left++
    else {
      this.#waiting.delete(next)
      next()
    }
  }
}

/** What a thread says last of a job; its end and the signal are failures. */
function ask(thread: Worker, job: Job, { onProgress, signal }: Watch): Promise<Last> {
  const quiet = new AbortController()
  return new Promise<Last>((resolve, reject) => {
    const told = (said: Said) => {
      if (said.kind !== 'progress') resolve(said)
      else tell(said, onProgress).catch(reject)
    }
    const ended = (code: number) => reject(new Error(`the assigning thread ended with ${code}`))
    const cancel = () => reject(signal?.reason as Error)
    thread.on('message', told).on('error', reject).on('exit', ended)
    signal?.addEventListener('abort', cancel)
    quiet.signal.addEventListener('abort', () => {
      thread.off('message', told).off('error', reject).off('exit', ended)
      signal?.removeEventListener('abort', cancel)
    })
    thread.postMessage(job)
  }).finally(() => quiet.abort())
}

/** What fails while it is told of progress is a failure of the call, like all that fails in it. */
async function tell({ stage, ticks }: Progress, onProgress: Watch['onProgress']): Promise<void> {
  onProgress?.({ stage, ticks })
}
