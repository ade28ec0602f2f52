import type { ApplicationRow } from '../application/types'
import type { AwardRow } from '../award/types'
import type { DecisionRow } from '../decision/types'
import type { Reader } from '../engine'
import type { FundRow } from '../fund/types'
import type { NoticeRow } from '../notice/types'
import type { ObjectionRow } from './types'

export interface RaiseFacts {
  notice: NoticeRow
  award: AwardRow
  application: ApplicationRow
  /** The officer who proposed the decision, to be told. */
  officer: string | null
}

/** Nothing when the notice does not name this award. */
export async function raiseFacts(reader: Reader, noticeId: string, awardId: string): Promise<RaiseFacts | null> {
  const notice = await reader.get<NoticeRow>('notices', noticeId)
  const award = await reader.get<AwardRow>('awards', awardId)
  if (!notice || award?.notice !== notice.id) return null
  const application = await reader.get<ApplicationRow>('applications', award.application)
  const decision = await reader.get<DecisionRow>('decisions', notice.decision)
  return application ? { notice, award, application, officer: decision?.proposedBy ?? null } : null
}

export interface AnswerFacts {
  notice: NoticeRow
  award: AwardRow
  application: ApplicationRow
  fund: FundRow
  /** Other open objections to the same award. */
  others: number
}

export async function answerFacts(reader: Reader, objection: ObjectionRow): Promise<AnswerFacts | null> {
  const notice = await reader.get<NoticeRow>('notices', objection.notice)
  const award = await reader.get<AwardRow>('awards', objection.award)
  if (!notice || !award) return null
  const application = await reader.get<ApplicationRow>('applications', award.application)
  const fund = await reader.get<FundRow>('funds', award.fund)
  if (!application || !fund) return null
  const others = await reader.count('objections', {
    and: [{ award: { equals: award.id } }, { state: { equals: 'raised' } }, { id: { not_equals: objection.id } }],
  })
  return { notice, award, application, fund, others }
}
