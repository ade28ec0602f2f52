import type { Json, OutboxItem } from './types'

/** A mail to one person about one event; the same event tells the same person once. Words come from the catalogue. */
export const mail = (event: string, person: string, about: string, params: Record<string, Json> = {}): OutboxItem => ({
  kind: 'mail',
  key: `mail:${event}:${about}:${person}`,
  payload: { event, person, params },
})

/** A command that `system` runs at an instant. Its key is made of verb, id and revision, so it runs once. */
export const timed = (subject: string, verb: string, id: string, rev: number, at: Date): OutboxItem => ({
  kind: 'command',
  key: `command:${subject}.${verb}:${id}:${String(rev)}`,
  payload: { subject, verb, id, input: {} },
  notBefore: at,
})
