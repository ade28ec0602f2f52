import { z } from 'zod'
import { command } from '../engine'
import { asJson } from '../release'
import { ofItsLevel, withCheck } from './editors'
import { reason } from './note'
import type { WorkRow } from './types'

const schema = z.strictObject({ reason })

/** Back to the first editorial level; the words may be changed, and the next pass pins what stands then. */
export const sendBack = command<WorkRow, null, z.infer<typeof schema>>({
  subject: 'work',
  verb: 'send_back',
  from: ['review1', 'review2', 'review3', 'cleared'],
  to: ['review1'],
  roles: ['editor1', 'editor2', 'editor3'],
  input: schema,
  who: ofItsLevel,
  facts: () => Promise.resolve(null),
  decide: ({ actor, subject, input, now }) => {
    const entry = {
      step: 'sent_back',
      from: subject.state,
      by: actor.id,
      at: now.toISOString(),
      note: input.reason,
    } as const
    return { patch: { state: 'review1', pinned: null, checks: asJson(withCheck(subject, entry)) } }
  },
})
