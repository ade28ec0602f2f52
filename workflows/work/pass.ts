import { z } from 'zod'
import { both, command, refuse } from '../engine'
import { asJson } from '../release'
import { mapsMustBeTold } from './declare-maps'
import { isLevel, notTwice, ofItsLevel, withCheck } from './editors'
import { preparingFacts } from './facts'
import type { PreparingFacts } from './facts'
import { mustBeWhole } from './manuscript'
import { note } from './note'
import { mustBePinned } from './pinned'
import { filesToPrepare } from './stamp'
import type { WorkRow } from './types'

const schema = z.strictObject({ note: note.default('') })

const next: Readonly<Record<string, string>> = { review1: 'review2', review2: 'review3', review3: 'cleared' }

/** One of the three editorial levels is passed; after the third the work is cleared for release. */
export const pass = command<WorkRow, PreparingFacts, z.infer<typeof schema>>({
  subject: 'work',
  verb: 'pass',
  from: ['review1', 'review2', 'review3'],
  to: ['review2', 'review3', 'cleared'],
  roles: ['editor1', 'editor2', 'editor3'],
  input: schema,
  tone: 'primary',
  who: both<WorkRow, PreparingFacts>(ofItsLevel, ({ actor, subject }) => notTwice(actor, subject)),
  facts: preparingFacts,
  guard: ({ subject, facts }) =>
    mustBeWhole(facts.manuscript) ?? mustBePinned(subject, facts.hash) ?? mapsMustBeTold(subject),
  decide: ({ actor, subject, facts, input, now }) => {
    const { state } = subject
    const to = next[state]
    if (to === undefined || !isLevel(state)) throw refuse('wrong_state', { params: { state } })
    const check = { step: state, by: actor.id, at: now.toISOString(), note: input.note, hash: facts.hash }
    const patch = { state: to, pinned: facts.hash, checks: asJson(withCheck(subject, check)) }
    // After a text was sent back its words may have changed, and with them what its files say.
    return { patch, outbox: state === 'review1' ? filesToPrepare(subject, facts) : [] }
  },
})
