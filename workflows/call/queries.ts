import type { FormVersion } from '../rules/forms'
import type { PaymentPlan } from '../rules/payments'
import type { Rubric } from '../rules/scoring'
import type { Audience, Format, SupportMode, ThemeOrientation } from '../rules/vocabulary'
import type { Actor, Reader } from '../engine'
import type { ProgrammeRow } from '../programme/types'
import type { ByMode, CallRow, CallRules } from './types'

export interface CallSummary {
  id: string
  state: string
  /** Where it stands at this instant: the clock that closes it may be a moment late. */
  phase: 'upcoming' | 'open' | 'closed'
  title: string
  titleEn: string | null
  opensAt: string
  /** The first instant that is late. */
  closesAt: string
  modes: SupportMode[]
  formats: Format[]
  themes: ThemeOrientation[]
  audiences: Audience[]
  caps: ByMode<number>
}

/** What everybody may know of a published call. */
export interface PublicCall extends CallSummary {
  programme: { title: string; titleEn: string | null; basis: string | null; leadUnits: string[] } | null
  form: FormVersion
  rubrics: Partial<ByMode<Rubric>>
  plans: Partial<ByMode<PaymentPlan>>
  rules: CallRules
  frozenHash: string | null
}

const phaseOf = (call: CallRow, now: Date): CallSummary['phase'] => {
  if (call.state !== 'open' || now >= new Date(call.closesAt)) return 'closed'
  return now < new Date(call.opensAt) ? 'upcoming' : 'open'
}

const summary = (call: CallRow, now: Date): CallSummary => ({
  id: call.id,
  state: call.state,
  phase: phaseOf(call, now),
  title: call.title,
  titleEn: call.titleEn,
  opensAt: call.opensAt,
  closesAt: call.closesAt,
  modes: call.rules.modes,
  formats: call.rules.formats,
  themes: call.rules.themes,
  audiences: call.rules.audiences,
  caps: call.rules.caps,
})

/** Calls that take applications now or will, the one that closes first first. */
export async function callsOpenNow(reader: Reader, now: Date): Promise<CallSummary[]> {
  const rows = await reader.find<CallRow>('calls', { state: { equals: 'open' } }, { sort: 'closesAt' })
  return rows.map((row) => summary(row, now)).filter(({ phase }) => phase !== 'closed')
}

/** Published calls that take nothing any more, the newest first. */
export async function callsPast(reader: Reader, now: Date, limit = 20): Promise<CallSummary[]> {
  const rows = await reader.find<CallRow>(
    'calls',
    { state: { in: ['open', 'closed', 'concluded'] } },
    { sort: '-closesAt' },
  )
  return rows
    .map((row) => summary(row, now))
    .filter(({ phase }) => phase === 'closed')
    .slice(0, limit)
}

const drafting = ['draft', 'cancelled']
const staff = ['officer', 'approver', 'finance', 'auditor', 'admin'] as const

/** One call; drafts only for the office. */
export async function callFor(reader: Reader, actor: Actor, id: string, now: Date): Promise<PublicCall | null> {
  const call = await reader.get<CallRow>('calls', id)
  if (!call || (drafting.includes(call.state) && !staff.some((role) => actor.roles.includes(role)))) return null
  const programme = await reader.get<ProgrammeRow>('programmes', call.programme)
  return {
    ...summary(call, now),
    programme: programme && {
      title: programme.title,
      titleEn: programme.titleEn,
      basis: programme.basis,
      leadUnits: programme.leadUnits ?? [],
    },
    form: call.form,
    rubrics: call.rubrics,
    plans: call.plans,
    rules: call.rules,
    frozenHash: call.frozenHash,
  }
}
