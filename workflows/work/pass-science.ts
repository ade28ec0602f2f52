import { z } from 'zod'
import { both, command, hasRole } from '../engine'
import { asJson } from '../release'
import { notTwice, withCheck } from './editors'
import { preparingFacts } from './facts'
import type { PreparingFacts } from './facts'
import { mustBeWhole } from './manuscript'
import { note } from './note'
import { filesToPrepare } from './stamp'
import type { WorkRow } from './types'

const schema = z.strictObject({ note: note.default('') })

/**
 * Scientific review is passed: the words that were read are pinned, and the editors read the same. Meanwhile the files
 * are made that a release needs.
 */
export const passScience = command<WorkRow, PreparingFacts, z.infer<typeof schema>>({
  subject: 'work',
  verb: 'pass_science',
  from: ['sci_review'],
  to: ['review1'],
  roles: ['science_reviewer'],
  input: schema,
  tone: 'primary',
  who: both<WorkRow, PreparingFacts>(hasRole('science_reviewer'), ({ actor, subject }) => notTwice(actor, subject)),
  facts: preparingFacts,
  guard: ({ facts }) => mustBeWhole(facts.manuscript),
  decide: ({ actor, subject, facts, input, now }) => {
    const check = {
      step: 'sci_review',
      by: actor.id,
      at: now.toISOString(),
      note: input.note,
      hash: facts.hash,
    } as const
    const patch = { state: 'review1', pinned: facts.hash, checks: asJson(withCheck(subject, check)) }
    return { patch, outbox: filesToPrepare(subject, facts) }
  },
})
