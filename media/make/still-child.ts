import sharp from 'sharp'
import { checkRendition } from '../check'
import { lookOfPicture } from '../likeness/look'
import { NO_TOOLS } from '../tools'
import { MakeFailure } from './failure'
import { makeStill } from './still'
import type { LookJob, StillAnswer, StillJob } from './still'

/** The process that draws pictures and writes documents, and reads them back; it ends with the process that asks. */
sharp.cache(false)
sharp.concurrency(1)

async function answerTo(job: StillJob | LookJob): Promise<StillAnswer> {
  try {
    if ('look' in job) return { done: await lookOfPicture(job.look) }
    await makeStill(job)
    return { done: await checkRendition(job.to, job.step, job.marks, NO_TOOLS) }
  } catch (error) {
    const { code, detail } = error instanceof MakeFailure ? error : new MakeFailure('not_made', String(error))
    return { code, detail: detail.slice(0, 500) }
  }
}

process.on('message', (job: StillJob | LookJob) => {
  void answerTo(job).then((answer) => process.send?.(answer))
})
process.on('disconnect', () => process.exit(0))
process.send?.('ready')
