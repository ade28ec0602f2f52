import type { ApplicationState as Code } from '../../../workflows/application/queries'
import { states } from '../../../workflows/rules/states'
import { fill } from '../../i18n'
import { stateWord } from '../say'
import { view } from '../view'

/** The name of an application's state for its owner: a proposal is no news before the notice. */
export async function stateName(state: string): Promise<string> {
  const { lang, w } = await view()
  return state === 'proposed' ? w.application.deciding : stateWord(lang, 'application', state)
}

/** Where an application stands, and who acts next. */
export async function ApplicationState({ state }: { state: Code }) {
  const { w, v } = await view()
  const { owes } = states.application[state]
  return (
    <p>
      <span className="state">{await stateName(state)}</span>{' '}
      {owes ? fill(w.common.nextBy, { who: owes === 'owner' ? w.common.you : v.roles[owes] }) : w.common.nobodyNext}
    </p>
  )
}
