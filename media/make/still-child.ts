import sharp from 'sharp'
import { searchedCopy } from '../blind/searched'
import { checkRendition } from '../check'
import { examine } from '../intake/examine'
import { familyOf } from '../kinds'
import { lookOfFilm, lookOfPicture } from '../likeness/look'
import { MediaRefusal, writeFailure } from '../refusal'
import { NO_TOOLS } from '../tools'
import type { Tools } from '../tools'
import type { ChildAnswer, ChildJob, LookJob } from './child-job'
import { MakeFailure } from './failure'
import { writeFrames } from './frames'
import { writeScript } from './script'
import { makeStill } from './still'

/** The process that opens what strangers sent, draws pictures and writes documents; it ends with the process that asks. */
sharp.cache(false)
sharp.concurrency(1)

async function doneOf(job: ChildJob) {
  if ('frames' in job) return writeFrames(job.frames)
  if ('look' in job) return lookOf(job.look, job.tools)
  if ('check' in job) return checkRendition(job.check.path, job.check.step, job.check.marks, job.tools)
  if ('script' in job) return writeScript(job.script, job.tools).then(() => null)
  if ('examine' in job) return examine(job.examine, job.declared, job.tools)
  if ('blind' in job) return searchedCopy(job.blind, job.tools)
  await makeStill(job.make)
  return checkRendition(job.make.to, job.make.step, job.make.marks, NO_TOOLS)
}

const lookOf = ({ path, kind }: LookJob, tools: Tools) =>
  familyOf(kind) === 'image' ? lookOfPicture(path) : lookOfFilm(path, kind, tools)

async function answerTo(job: ChildJob): Promise<ChildAnswer> {
  try {
    return { used: secondsUsed(), done: await doneOf(job) }
  } catch (thrown) {
    const used = secondsUsed()
    const error = writeFailure(thrown)
    if (error instanceof MediaRefusal) return { used, refused: error.code, params: error.params }
    const { code, detail } = error instanceof MakeFailure ? error : new MakeFailure('not_made', String(error))
    return { used, failed: code, detail: detail.slice(0, 500) }
  }
}

function secondsUsed(): number {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1e6
}

process.on('message', (job: ChildJob) => {
  void answerTo(job).then((answer) => process.send?.(answer))
})
/** Whoever asked is gone, by whatever death: what runs for it goes too, and with this group its tools. */
process.on('disconnect', () => {
  try {
    process.kill(-process.pid, 'SIGKILL')
  } catch {
    process.exit(0)
  }
})
process.send?.('ready')
