import { refuse } from './refuse'
import type { Actor, Command, CommandDefinition, Held, Verdict, Workflow } from './types'

/** Declares a verb; its types are kept inside and forgotten outside. */
export function command<S extends Held | null, F, I>(definition: CommandDefinition<S, F, I>): Command {
  return definition
}

export interface Registry {
  workflows: readonly Workflow[]
  workflow(subject: string): Workflow
  find(subject: string, verb: string): { workflow: Workflow; command: Command }
}

/** @throws Error at start when two verbs have one name, or a table names a state that does not exist */
export function registry(workflows: readonly Workflow[]): Registry {
  const bySubject = new Map<string, Workflow>()
  for (const workflow of workflows) {
    if (bySubject.has(workflow.subject)) throw new Error(`two workflows for ${workflow.subject}`)
    bySubject.set(workflow.subject, workflow)
    mustBeSound(workflow)
  }
  const workflow = (subject: string) => {
    const found = bySubject.get(subject)
    if (!found) throw refuse('unknown_subject', { status: 404, params: { subject } })
    return found
  }
  return {
    workflows,
    workflow,
    find(subject, verb) {
      const found = workflow(subject)
      const verbFound = found.commands.find((each) => each.verb === verb)
      if (!verbFound) throw refuse('unknown_command', { status: 404, params: { subject, verb } })
      return { workflow: found, command: verbFound }
    },
  }
}

function mustBeSound({ subject, states, commands }: Workflow): void {
  const verbs = new Set<string>()
  for (const each of commands) {
    const name = `${subject}.${each.verb}`
    if (each.subject !== subject) throw new Error(`${name} says it belongs to ${each.subject}`)
    if (verbs.has(each.verb)) throw new Error(`${name} is declared twice`)
    verbs.add(each.verb)
    for (const state of [...(each.from === 'birth' ? [] : each.from), ...each.to])
      if (!(state in states)) throw new Error(`${name} names the unknown state ${state}`)
    if (each.from !== 'birth')
      for (const state of each.from)
        if (states[state]?.final === true && each.to.some((to) => to !== state))
          throw new Error(`${name} leaves the final state ${state}`)
  }
}

/** May this verb start from the subject's present state? */
export function stateAllows(command: Command, subject: Held | null): Verdict {
  if (command.from === 'birth')
    return subject === null ? null : refuse('wrong_state', { params: { state: subject.state } })
  if (subject === null) return refuse('not_found', { status: 404 })
  if (command.from.includes(subject.state)) return null
  return refuse('wrong_state', { params: { state: subject.state, expected: [...command.from] } })
}

export const system: Actor = { kind: 'system', id: 'system', roles: [], organisation: null }
export const visitor: Actor = { kind: 'visitor', id: 'visitor', roles: [], organisation: null }
