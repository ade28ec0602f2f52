import { Worker } from 'node:worker_threads'
import { InstanceError } from '../../workflows/rules/assignment'
import type { Job, Progress, ResultOf, Said } from './job'

interface Watch {
  onProgress?: (progress: Progress) => void
  /** Ends the thread at once; the promise is rejected with the signal's reason. */
  signal?: AbortSignal
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

/**
 * Assigns in a thread of its own, so that the server goes on answering.
 * @throws InstanceError as `assign` does; the signal's reason when it was cancelled
 */
export async function runInThread<J extends Job>(job: J, { onProgress, signal }: Watch = {}): Promise<ResultOf<J>> {
  signal?.throwIfAborted()
  const worker = new Worker(entry.code, { workerData: job, resourceLimits: memory, eval: entry.eval, execArgv: [] })
  return new Promise<ResultOf<J>>((resolve, reject) => {
    const cancel = () => reject(signal?.reason as Error)
    signal?.addEventListener('abort', cancel, { once: true })
    worker.on('message', (said: Said) => {
      if (said.kind === 'progress') onProgress?.({ stage: said.stage, ticks: said.ticks })
      else if (said.kind === 'done') resolve(said.result as ResultOf<J>)
      else reject(new InstanceError(said.issues))
    })
    worker.on('error', reject)
    worker.on('exit', (code) => reject(new Error(`the assigning thread ended with ${code}`)))
  }).finally(() => worker.terminate())
}
