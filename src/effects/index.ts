import { runCommand, system } from '../../workflows/engine'
import { asRefusal } from '../problem'
import type { House } from '../faces'
import type { Effect } from '../worker'
import { blindCopyEffect } from './blind-copy'
import { mailEffect } from './mail'
import { manuscriptEffect } from './manuscript'
import { renditionsEffect } from './renditions'

/** Everything the outbox can ask for, by kind. */
export function effects(house: House): Record<string, Effect> {
  const mail = mailEffect(house)
  return {
    command: commandEffect(house),
    mail,
    mail_raw: mail,
    blind_copy: blindCopyEffect(house),
    renditions: renditionsEffect(house),
    manuscript: manuscriptEffect(house),
  }
}

interface TimedCommand {
  subject: string
  verb: string
  id: string
  input: object
}

/** A command whose instant has come. Its state may have moved on meanwhile: then there is nothing to do any more. */
const commandEffect =
  ({ engine }: House): Effect =>
  async ({ key, payload }) => {
    const { subject, verb, id, input } = payload as unknown as TimedCommand
    try {
      await runCommand(engine, { actor: system, subject, verb, id, input, key })
    } catch (error) {
      if (asRefusal(error)?.code !== 'wrong_state') throw error
    }
  }
