import { sendCommand } from './send-command'
import type { Refused } from './send-command'

/** One application with the experts that were ticked for it. */
export interface Ticked {
  application: string
  experts: readonly string[]
}

export interface NotAssigned {
  application: string
  /** `null` when it is the application itself that cannot be assigned. */
  expert: string | null
  title: string
}

export interface Assigned {
  count: number
  refused: NotAssigned[]
}

/**
 * Assigns what was ticked, application by application, by the same command that an officer gives by hand: whatever has
 * changed since the proposal is looked at again there. Where some experts are refused, the others are assigned.
 */
export async function assignPanel(
  ticked: readonly Ticked[],
  keyOf: (name: string) => string,
  language: 'zh' | 'en',
): Promise<Assigned> {
  const all: Assigned = { count: 0, refused: [] }
  for (const { application, experts } of ticked) {
    const { count, refused } = await assignOne(application, experts, keyOf, language)
    all.count += count
    all.refused.push(...refused)
  }
  return all
}

async function assignOne(
  application: string,
  experts: readonly string[],
  keyOf: (name: string) => string,
  language: 'zh' | 'en',
): Promise<Assigned> {
  const sent = await sendCommand({
    subject: 'application',
    verb: 'assign',
    id: application,
    input: { experts },
    // The same experts again are the same request: pressing twice assigns once.
    key: keyOf(`${application} ${experts.join(' ')}`),
    language,
  })
  if (sent.done) return { count: experts.length, refused: [] }
  const named = refusedExperts(application, experts, sent.refused)
  const rest = experts.filter((expert) => !named.some((one) => one.expert === expert))
  if (named.length === 0) return { count: 0, refused: [{ application, expert: null, title: sent.refused.title }] }
  if (rest.length === 0) return { count: 0, refused: named }
  const others = await assignOne(application, rest, keyOf, language)
  return { count: others.count, refused: [...named, ...others.refused] }
}

/** Issues name an expert by its place in the input: `experts.2`. */
function refusedExperts(application: string, experts: readonly string[], { issues }: Refused): NotAssigned[] {
  return issues.flatMap(({ field, title }) => {
    const expert = experts[Number(/^experts\.(\d+)/.exec(field)?.[1] ?? -1)]
    return expert === undefined ? [] : [{ application, expert, title }]
  })
}
