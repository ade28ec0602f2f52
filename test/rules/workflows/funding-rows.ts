import type { ApplicationRow } from '../../../workflows/application/types'
import type { AwardRow } from '../../../workflows/award/types'
import type { CallRow } from '../../../workflows/call/types'
import type { DecisionRow } from '../../../workflows/decision/types'
import type { Actor, Command, Held, Verdict } from '../../../workflows/engine'
import { Refusal } from '../../../workflows/engine'
import type { FundRow } from '../../../workflows/fund/types'
import type { NoticeRow } from '../../../workflows/notice/types'
import type { ObjectionRow } from '../../../workflows/objection/types'
import type { PaymentRow } from '../../../workflows/payment/types'
import { computeRanking } from '../../../workflows/ranking'
import type { ReviewRow } from '../../../workflows/review/types'
import { plan2026 } from '../../../workflows/rules/calendar'
import { defaultForm } from '../../../workflows/rules/forms'
import { defaultPaymentPlan, planPayments } from '../../../workflows/rules/payments'
import { defaultRubric } from '../../../workflows/rules/scoring'
import type { Role } from '../../../workflows/rules/vocabulary'

export const now = new Date('2026-06-10T02:00:00.000Z')

export const person = (id: string, ...roles: Role[]): Actor => ({ kind: 'person', id, roles, organisation: null })

export const held = (id: string, state: string): Held => ({ id, state, rev: 1, head: '0', salt: 's' })

/** Ids in the order in which they are drawn. */
export function drawer(prefix = 'new'): () => string {
  let drawn = 0
  return () => `${prefix}-${String(++drawn)}`
}

/** The code of the refusal that the work throws; `null` when it throws none. */
export function refusalOf(work: () => unknown): string | null {
  try {
    work()
    return null
  } catch (error) {
    if (error instanceof Refusal) return error.code
    throw error
  }
}

export const codeOf = (verdict: Verdict | undefined): string | null => verdict?.code ?? null

/** What a verb answers in `who`, then in `guard`: the code, or `null` for yes. */
export const mayI = (verb: Command, actor: Actor, subject: Held | null, facts: unknown, at = now): string | null =>
  codeOf(verb.who({ actor, subject, facts }) ?? verb.guard?.({ actor, subject, facts, now: at }))

export const fund = (more: Partial<FundRow> = {}): FundRow => ({
  ...held('fund', 'open'),
  title: '2026',
  programme: 'programme',
  year: 2026,
  allocated: 10_000_000,
  committed: 0,
  paid: 0,
  ...more,
})

export const call = (more: Partial<CallRow> = {}): CallRow => ({
  ...held('call', 'closed'),
  title: '征集',
  titleEn: null,
  programme: 'programme',
  fund: 'fund',
  opensAt: '2026-03-01T00:00:00.000Z',
  closesAt: '2026-04-01T00:00:00.000Z',
  form: defaultForm(),
  rubrics: { work_call: defaultRubric('work_call'), project_grant: defaultRubric('project_grant') },
  plans: { project_grant: defaultPaymentPlan('pre_funding', 1_000_000) },
  calendar: plan2026,
  rules: {
    modes: ['work_call', 'project_grant'],
    formats: ['video', 'comic', 'article', 'game'],
    themes: ['S', 'E', 'N', 'H', 'O'],
    audiences: ['general'],
    caps: { work_call: 2_000_000, project_grant: 10_000_000 },
    minAmountFen: 100_000,
    reviewersPerApplication: 3,
    noticeWorkingDays: 5,
    countsFirstDay: false,
    correctionWorkingDays: 5,
    reviewDueDays: 14,
  },
  frozenHash: 'f'.repeat(64),
  createdBy: 'officer',
  reason: null,
  ...more,
})

export const application = (id: string, more: Partial<ApplicationRow> = {}): ApplicationRow => ({
  ...held(id, 'in_review'),
  number: `JLP-${id}`,
  title: `Title ${id}`,
  call: 'call',
  applicant: `creator-${id}`,
  organisation: null,
  organisationName: null,
  draft: `draft-${id}`,
  slot: `draft-${id}:0`,
  mode: 'work_call',
  format: 'article',
  theme: 'S',
  audience: ['general'],
  requestedFen: 1_500_050,
  submission: `submission-${id}`,
  version: 1,
  dossier: `dossier-${id}`,
  check: null,
  result: null,
  submittedAt: '2026-03-20T00:00:00.000Z',
  dueAt: null,
  reason: null,
  blindness: null,
  ...more,
})

/** A submitted review that gives every criterion of its mode the same points. */
export const review = (id: string, of: ApplicationRow, points: number, more: Partial<ReviewRow> = {}): ReviewRow => ({
  ...held(id, 'submitted'),
  dossier: of.dossier,
  call: of.call,
  reviewer: `expert-${id}`,
  scores: {
    scores: Object.fromEntries(defaultRubric(of.mode).criteria.map(({ key }) => [key, points])),
    vetoes: { compliance: false },
  },
  comment: null,
  total: points * 100,
  reason: null,
  dueAt: null,
  submittedAt: '2026-05-01T00:00:00.000Z',
  ...more,
})

export const decision = (
  applications: readonly ApplicationRow[],
  fen: number,
  more: Partial<DecisionRow> = {},
): DecisionRow => ({
  ...held('decision', 'proposed'),
  call: 'call',
  fund: 'fund',
  lines: applications.map(({ id }) => ({ application: id, fen })),
  basis: {
    at: now.toISOString(),
    call: 'call',
    callHash: null,
    ...(({ rules, lines }) => ({ rules, lines }))(
      computeRanking({ call: call(), applications, reviews: [], costFen: {} }),
    ),
  },
  rest: 'keep',
  totalFen: fen * applications.length,
  minutes: '第3次会议',
  proposedBy: 'officer',
  decidedBy: null,
  reason: null,
  ...more,
})

export const award = (of: ApplicationRow, state: string, more: Partial<AwardRow> = {}): AwardRow => ({
  ...held(`award-${of.id}`, state),
  number: `ZZ-${of.id}`,
  title: of.title,
  application: of.id,
  owner: of.applicant,
  call: 'call',
  fund: 'fund',
  decision: 'decision',
  notice: 'notice',
  fen: 1_000_000,
  plan: { mode: 'pre_funding', instalments: planPayments(1_000_000, defaultPaymentPlan('pre_funding', 1_000_000)) },
  agreement: null,
  deliverable: null,
  work: null,
  ...more,
})

export const notice = (more: Partial<NoticeRow> = {}): NoticeRow => ({
  ...held('notice', 'published'),
  title: '公示',
  call: 'call',
  decision: 'decision',
  lines: [],
  firstDay: '2026-06-10',
  lastDay: '2026-06-17',
  workingDays: 5,
  countsFirstDay: 'no',
  calendar: '2026年全国放假安排',
  endsAt: '2026-06-17T16:00:00.000Z',
  contact: '023-00000000',
  ...more,
})

export const objection = (of: AwardRow, more: Partial<ObjectionRow> = {}): ObjectionRow => ({
  ...held('objection', 'raised'),
  receipt: 'YY-1',
  notice: 'notice',
  award: of.id,
  name: '李四',
  contact: '13900000000',
  ground: '与已发表作品雷同',
  reply: null,
  ...more,
})

export const payment = (of: AwardRow, n: number, state: string, more: Partial<PaymentRow> = {}): PaymentRow => ({
  ...held(`payment-${of.id}-${String(n)}`, state),
  award: of.id,
  owner: of.owner,
  fund: of.fund,
  n,
  fen: of.plan.instalments[n - 1]?.amountFen ?? 0,
  gate: of.plan.instalments[n - 1]?.gate ?? 'deliverable_accepted',
  requestedBy: null,
  approvedBy: null,
  voucher: null,
  paidAt: null,
  ...more,
})
