import { stateWord } from '../say'
import { view } from '../view'

/** Where a review stands, as its expert says it. */
export async function reviewStanding(state: string): Promise<string> {
  const { lang, w } = await view()
  const { states } = w.review
  const said: Record<string, string> = {
    assigned: states.new,
    accepted: states.draft,
    submitted: states.sent,
    declined: states.declined,
    recused: states.recused,
  }
  return said[state] ?? stateWord(lang, 'review', state)
}
