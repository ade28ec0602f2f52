import type { Json, OutboxItem } from './types'

/** A mail to one person about one event; the same event tells the same person once. Words come from the catalogue. */
export const mail = (event: string, person: string, about: string, params: Record<string, Json> = {}): OutboxItem => ({
  kind: 'mail',
  key: `mail:${event}:${about}:${person}`,
  payload: { event, person, params },
})

/** What a reminder is about: it is sent only while this is in one of these states. */
export interface Pending {
  collection: string
  id: string
  rev: number
  states: readonly string[]
}

/** A mail at an instant, unless what it is about was settled by then. Its key is made of event, id and revision: once. */
export const reminder = (
  event: string,
  person: string,
  { collection, id, rev, states }: Pending,
  at: Date,
  params: Record<string, Json> = {},
): OutboxItem => ({
  kind: 'mail',
  key: `mail:${event}:${id}:${String(rev)}:${person}`,
  payload: { event, person, params, only: { collection, id, states: [...states] } },
  notBefore: at,
})

/** A command that `system` runs at an instant. Its key is made of verb, id and revision, so it runs once. */
export const timed = (subject: string, verb: string, id: string, rev: number, at: Date): OutboxItem => ({
  kind: 'command',
  key: `command:${subject}.${verb}:${id}:${String(rev)}`,
  payload: { subject, verb, id, input: {} },
  notBefore: at,
})
