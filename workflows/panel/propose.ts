import { assign, gainOfOneMoreEach } from '../rules/assignment'
import type { Answer, Gain, Hooks } from '../rules/assignment'
import { panelInstance } from './instance'
import type { PanelFacts } from './types'
import type { PanelWish } from './wish'

/** A panel as it is shown: nothing of it is stored, and applying it goes through `application.assign` like any hand. */
export interface PanelProposal {
  call: string
  answer: Answer
  /** What one review more for every expert would gain; `null` where nothing was optimised. */
  oneMoreEach: Gain | null
  /** By id, what people call them. */
  applications: Record<string, { number: string; title: string }>
  experts: Record<string, string>
  notReady: string[]
}

/**
 * The proposed panel of a call: pure, and so it may run in a thread of its own.
 * @throws InstanceError when the wishes do not fit the call, such as more reviewers than there are experts
 */
export function proposePanel(facts: PanelFacts, wish: PanelWish, hooks: Hooks = {}): PanelProposal {
  const { instance, notReady } = panelInstance(facts, wish)
  const answer = assign(instance, { explain: true }, hooks)
  const used = new Set(answer.experts.map(({ expert }) => expert))
  return {
    call: facts.call.id,
    answer,
    oneMoreEach:
      wish.method === 'optimal' && answer.certificate
        ? gainOfOneMoreEach(instance, answer.certificate.achieved, { tick: hooks.tick })
        : null,
    applications: Object.fromEntries(facts.applications.map(({ id, number, title }) => [id, { number, title }])),
    experts: Object.fromEntries(facts.persons.filter(({ id }) => used.has(id)).map(({ id, name }) => [id, name ?? id])),
    notReady,
  }
}
