import { openStillMaker } from '../../media'
import { runCommand, system } from '../../workflows/engine'
import { asRefusal } from '../problem'
import type { House } from '../faces'
import type { Effect } from '../worker'
import { abandonedUploadsEffect } from './abandoned-uploads'
import { blindCopyEffect } from './blind-copy'
import { eraseFileEffect } from './erase-file'
import { mailEffect } from './mail'
import { manuscriptEffect } from './manuscript'
import { renewalsEffect } from './renewals'
import { renditionEffect } from './rendition'
import { renditionsEffect } from './renditions'

/** Everything that the outbox can ask of this machine, by kind. What needs ffmpeg waits for one that has it. */
export function effects(house: House): Record<string, Effect> {
  const mail = mailEffect(house)
  // A process for each of the two hands, so that a picture does not wait for a film that is being read.
  const [stills, films] = [openStillMaker(house.tools), openStillMaker(house.tools)]
  const [plan, make] = [renditionsEffect(house, stills), renditionEffect(house, stills)]
  const [planFilm, makeFilm] = [renditionsEffect(house, films), renditionEffect(house, films)]
  return {
    command: commandEffect(house),
    mail,
    mail_raw: mail,
    blind_copy: blindCopyEffect(house),
    erase_file: eraseFileEffect(house),
    abandoned_uploads: abandonedUploadsEffect(house),
    renditions: plan,
    rendition_still: make,
    renewal_still: make,
    renewals: renewalsEffect(house),
    ...(house.tools.ffmpeg === null
      ? {}
      : { renditions_timed: planFilm, rendition_timed: makeFilm, renewal_timed: makeFilm }),
    manuscript: manuscriptEffect(house),
  }
}

interface TimedCommand {
  subject: string
  verb: string
  id: string
  input: object
}

/** Its state moved on meanwhile, or the file found its place: there is nothing to do any more. */
const settled: readonly (string | undefined)[] = ['wrong_state', 'file_named']

/** A command whose instant has come. */
const commandEffect =
  ({ engine }: House): Effect =>
  async ({ key, payload }) => {
    const { subject, verb, id, input } = payload as unknown as TimedCommand
    try {
      await runCommand(engine, { actor: system, subject, verb, id, input, key })
    } catch (error) {
      if (!settled.includes(asRefusal(error)?.code)) throw error
    }
  }
