import { hasRole } from '../engine'
import type { Workflow } from '../engine'
import { states } from '../rules/states'
import { choose } from './choose'
import { declareMaps } from './declare-maps'
import { correct } from './correct'
import { pass } from './pass'
import { passScience } from './pass-science'
import { proposeCorrection } from './propose-correction'
import { release } from './release'
import { renew } from './renew'
import { sendBack } from './send-back'
import type { WorkRow } from './types'
import { withdraw } from './withdraw'

export { blocksToLexical, lexicalToBlocks } from './body'
export { contentHash } from './manuscript'
export { companionsOf } from './companions'
export type { Companions } from './companions'
export { preparingFacts } from './facts'
export { isMakersTurn } from './editors'
export { handlingOf, stampOf } from './stamp'
export type { Handling } from './stamp'
export type * from './types'

const readers = hasRole('editor1', 'editor2', 'editor3', 'science_reviewer', 'officer', 'auditor')

/** An accepted work on its way through scientific review and three editorial levels to its release, and after it. */
export const workflow: Workflow = {
  subject: 'work',
  collection: 'works',
  states: states.work,
  sees: (actor, subject) =>
    (actor.kind === 'person' && (subject as WorkRow).owner === actor.id) ||
    readers({ actor, subject, facts: null }) === null,
  commands: [passScience, pass, sendBack, choose, declareMaps, release, proposeCorrection, correct, renew, withdraw],
}
