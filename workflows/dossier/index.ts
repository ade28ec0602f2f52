import { states } from '../rules/states'
import type { Actor, Held, Reader, Workflow } from '../engine'
import { block } from './block'
import { complete } from './complete'
import { releaseAnyway } from './release-anyway'

/** The office sees every blind copy, an expert those of own reviews that were accepted. */
async function sees(actor: Actor, subject: Held, reader: Reader): Promise<boolean> {
  if (actor.roles.includes('officer') || actor.roles.includes('auditor')) return true
  if (!actor.roles.includes('reviewer')) return false
  const own = await reader.count('reviews', {
    and: [
      { dossier: { equals: subject.id } },
      { reviewer: { equals: actor.id } },
      { state: { in: ['accepted', 'submitted'] } },
    ],
  })
  return own > 0
}

export const workflow: Workflow = {
  subject: 'dossier',
  collection: 'dossiers',
  states: states.dossier,
  sees,
  commands: [complete, block, releaseAnyway],
}
