import { z } from 'zod'
import { words } from '../award/words'
import { canonical, command, mail, refuse, sha256 } from '../engine'
import { shanghaiParts } from '../rules/calendar'
import { numberFromHash } from '../rules/numbers'
import { raiseFacts } from './facts'
import type { RaiseFacts } from './facts'

const input = z.strictObject({
  notice: z.string().min(1),
  award: z.string().min(1),
  name: words(2, 60),
  contact: words(5, 200),
  ground: words(10, 3000),
})

/**
 * A real-name objection, by anybody, until the notice ends. It holds this one award and no other. A second objection to a
 * held award is taken as well.
 */
export const raise = command<null, RaiseFacts | null, z.infer<typeof input>>({
  subject: 'objection',
  verb: 'raise',
  from: 'birth',
  to: ['raised'],
  roles: ['anyone'],
  input,
  who: () => null,
  facts: async (reader, _subject, given) => (given ? raiseFacts(reader, given.notice, given.award) : null),
  decide({ facts, input: given, now, fresh }) {
    if (!facts) throw refuse('award_not_in_notice', { status: 422 })
    const { notice, award, application, officer } = facts
    if (notice.state !== 'published' || now >= new Date(notice.endsAt))
      throw refuse('notice_ended', { params: { lastDay: notice.lastDay } })
    if (award.state !== 'public_notice' && award.state !== 'objection_hold')
      throw refuse('award_not_open_to_objection', { params: { number: award.number } })
    const id = fresh()
    const said = sha256(canonical({ objection: id, award: award.id, at: now }))
    const receipt = numberFromHash('YY', shanghaiParts(now).year, said)
    const set = { state: 'objection_hold' }
    const first = award.state === 'public_notice'
    const { name, contact, ground } = given
    return {
      born: id,
      patch: { state: 'raised', receipt, notice: notice.id, award: award.id, name, contact, ground },
      patches: [
        { collection: 'awards', subject: award, set },
        ...(first ? [{ collection: 'applications', subject: application, set }] : []),
      ],
      outbox: [
        ...(officer === null ? [] : [mail('objection_to_answer', officer, id, { objection: id, receipt })]),
        ...(first ? [mail('award_on_hold', award.owner, id, { award: award.id, number: award.number })] : []),
      ],
      answer: { receipt },
    }
  },
})
