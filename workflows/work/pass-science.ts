import { z } from 'zod'
import { both, command, hasRole } from '../engine'
import { asJson } from '../release'
import { notTwice, withCheck } from './editors'
import { wordsOf } from './facts'
import type { Words } from './facts'
import { mustBeWhole } from './manuscript'
import { note } from './note'
import type { WorkRow } from './types'

const schema = z.strictObject({ note: note.default('') })

/** Scientific review is passed: the words that were read are pinned, and the editors read the same. */
export const passScience = command<WorkRow, Words, z.infer<typeof schema>>({
  subject: 'work',
  verb: 'pass_science',
  from: ['sci_review'],
  to: ['review1'],
  roles: ['science_reviewer'],
  input: schema,
  tone: 'primary',
  who: both<WorkRow, Words>(hasRole('science_reviewer'), ({ actor, subject }) => notTwice(actor, subject)),
  facts: wordsOf,
  guard: ({ facts }) => mustBeWhole(facts.manuscript),
  decide: ({ actor, subject, facts, input, now }) => {
    const check = {
      step: 'sci_review',
      by: actor.id,
      at: now.toISOString(),
      note: input.note,
      hash: facts.hash,
    } as const
    return { patch: { state: 'review1', pinned: facts.hash, checks: asJson(withCheck(subject, check)) } }
  },
})
