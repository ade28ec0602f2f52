import { parentPort } from 'node:worker_threads'
import { proposePanel } from '../../workflows/panel/propose'
import { InstanceError, assign } from '../../workflows/rules/assignment'
import type { Hooks } from '../../workflows/rules/assignment'
import type { Job, Said } from './job'

/** Between two words of progress, in calls of the solver's tick. */
const pace = 16

const say = (said: Said) => parentPort?.postMessage(said)

function hooks(): Hooks {
  let ticks = 0
  return {
    stage: (stage) => say({ kind: 'progress', stage, ticks }),
    tick: () => {
      if (++ticks % pace === 0) say({ kind: 'progress', stage: null, ticks })
    },
  }
}

const work = (job: Job): unknown =>
  job.kind === 'panel' ? proposePanel(job.facts, job.wish, hooks()) : assign(job.input, job.wish, hooks())

/** One job after the other. */
parentPort?.on('message', (job: Job) => {
  try {
    say({ kind: 'done', result: work(job) })
  } catch (error) {
    if (!(error instanceof InstanceError)) throw error
    say({ kind: 'wrong', issues: error.issues })
  }
})
