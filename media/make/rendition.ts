import { rm } from 'node:fs/promises'
import type { Checked } from '../check'
import type { Kind } from '../kinds'
import type { Marks } from '../labels/marks'
import type { Step } from '../plan'
import { writeFailure } from '../refusal'
import type { Tools } from '../tools'
import { MakeFailure } from './failure'
import type { StillMaker } from './pool'
import { grabFrame, makeFilm, makeSound } from './timed'

type Film = Extract<Step, { make: 'film' }>

export interface RenditionJob {
  readonly from: string
  readonly kind: Kind
  readonly step: Step
  readonly marks: Marks
  /** A temporary path; putting it into the storage is the caller's. */
  readonly to: string
  /** Where an original lies that the step names besides; without it such steps cannot be made. */
  readonly pathOf?: (id: string) => Promise<string>
  readonly progress?: (percent: number) => void
}

/** Wall time for one picture or document: seconds on a quiet machine, but it is niced and others may be busy. */
const STILL_SECONDS = 120
/** For half a gigabyte of a package, read twice and packed once. */
const PACKAGE_SECONDS = 300
/** For a film of any length that is searched to its end. */
const CHECK_SECONDS = 300
/** And for each page of a print, besides. */
const PAGE_SECONDS = 10

/**
 * Makes one planned rendition, reads it back and compares it with its plan. Nothing is left at `to` unless it is right.
 * @throws MediaRefusal `disk_full`; MakeFailure when it cannot be made: worth a retry, not an answer for people.
 */
export async function makeRendition(job: RenditionJob, stills: StillMaker, tools: Tools): Promise<Checked> {
  try {
    return await make(job, stills, tools)
  } catch (error) {
    await rm(job.to, { force: true })
    throw writeFailure(error)
  }
}

async function pathOfPage({ pathOf }: RenditionJob, id: string): Promise<string> {
  if (pathOf === undefined) throw new MakeFailure('not_made', 'nobody says where the pages lie')
  return pathOf(id)
}

/** The film of an animated picture, whose frames another process draws. */
async function makeLoop(job: RenditionJob, step: Film, stills: StillMaker, tools: Tools): Promise<void> {
  const pixels = `${job.to}.rgb`
  try {
    const { width, height } = step
    const pace = await stills.frames({ from: job.from, to: pixels, width, height }, STILL_SECONDS)
    await makeFilm({ ...job, from: pixels, frames: { width, height, pace } }, step, stills, tools)
  } finally {
    await rm(pixels, { force: true })
  }
}

async function make(job: RenditionJob, stills: StillMaker, tools: Tools): Promise<Checked> {
  const { from, to, step, marks } = job
  switch (step.make) {
    case 'picture':
    case 'document':
    case 'subtitles':
      return stills.make({ from, to, step, marks }, STILL_SECONDS)
    case 'package':
      return stills.make({ from, to, step, marks }, PACKAGE_SECONDS)
    case 'print': {
      const pages: string[] = []
      for (const id of step.pages) pages.push(await pathOfPage(job, id))
      return stills.make({ from, to, step, marks, pages }, STILL_SECONDS + PAGE_SECONDS * pages.length)
    }
    case 'poster': {
      await grabFrame(job, step, tools)
      const { width, height, corner } = step
      const shown = { width, height, ...(corner ? { corner } : {}) }
      const drawn = { make: 'picture', format: 'jpeg', ...shown, animated: false } as const
      return stills.make({ from: to, to, step: drawn, marks }, STILL_SECONDS)
    }
    case 'film':
      await (step.animation ? makeLoop(job, step, stills, tools) : makeFilm(job, step, stills, tools))
      break
    case 'sound':
      await makeSound(job, step, tools)
  }
  return stills.check({ path: to, step, marks }, tools, CHECK_SECONDS)
}
