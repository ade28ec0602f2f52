import { z } from 'zod'
import { asJson } from '../award/as-json'
import { words } from '../award/words'
import type { CallRow } from '../call/types'
import { command, hasRole, mail, refuse, timed } from '../engine'
import { endOfShanghaiDay, lastNoticeDay, shanghaiDay } from '../rules/calendar'
import { publishFacts } from './facts'
import type { PublishFacts } from './facts'
import { publicName } from './mask'
import type { NoticeLine } from './types'

const input = z.strictObject({
  decision: z.string().min(1),
  title: words(2, 120),
  contact: words(2, 200),
})

/**
 * Publishes what was decided (公示). The last day is counted in working days by the call's frozen calendar; a day that
 * the calendar does not cover is never guessed.
 */
export const publish = command<null, PublishFacts | null, z.infer<typeof input>>({
  subject: 'notice',
  verb: 'publish',
  from: 'birth',
  to: ['published'],
  roles: ['officer'],
  input,
  who: hasRole('officer'),
  facts: async (reader, _subject, given) => (given ? publishFacts(reader, given.decision) : null),
  decide({ facts, input: { decision, title, contact }, now, fresh }) {
    if (!facts) throw refuse('decision_not_found', { status: 422 })
    if (facts.decision.state !== 'confirmed')
      throw refuse('decision_not_confirmed', { params: { state: facts.decision.state } })
    if (facts.pairs.length === 0) throw refuse('nothing_to_publish')
    const id = fresh()
    const period = periodOf(facts.call, now)
    const set = { state: 'public_notice' }
    return {
      born: id,
      patch: {
        state: 'published',
        title,
        call: facts.call.id,
        decision,
        lines: asJson(linesOf(facts)),
        ...period,
        contact,
      },
      patches: facts.pairs.flatMap(({ award, application }) => [
        { collection: 'awards', subject: award, set: { ...set, notice: id } },
        { collection: 'applications', subject: application, set },
      ]),
      outbox: [
        timed('notice', 'end', id, 1, period.endsAt),
        ...facts.pairs.map(({ award }) =>
          mail('award_in_public_notice', award.owner, award.id, {
            award: award.id,
            notice: id,
            number: award.number,
            lastDay: period.lastDay,
          }),
        ),
      ],
      answer: { firstDay: period.firstDay, lastDay: period.lastDay },
    }
  },
})

function periodOf({ calendar, rules }: Pick<CallRow, 'calendar' | 'rules'>, now: Date) {
  const firstDay = shanghaiDay(now)
  const last = lastNoticeDay(calendar, firstDay, rules.noticeWorkingDays, rules.countsFirstDay)
  if (!last.ok) throw refuse(last.code, { params: last.params })
  return {
    firstDay,
    lastDay: last.lastDay,
    workingDays: rules.noticeWorkingDays,
    countsFirstDay: rules.countsFirstDay ? 'yes' : 'no',
    calendar: calendar.name,
    endsAt: endOfShanghaiDay(last.lastDay),
  }
}

const linesOf = ({ pairs, names }: PublishFacts): NoticeLine[] =>
  pairs.map(({ award, application }) => ({
    award: award.id,
    number: award.number,
    title: award.title,
    applicant: publicName(application.organisationName, names[award.owner]),
    fen: award.fen,
  }))
