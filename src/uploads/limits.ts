import type { Reader } from '../../workflows/engine'
import { formatRules, formats } from '../../workflows/rules/vocabulary'
import type { Format } from '../../workflows/rules/vocabulary'

const all = Math.max(...Object.values(formatRules).map(({ maxBytes }) => maxBytes))

/** The largest file of a format, in bytes; of any, as long as nobody has said which. */
export const mostBytes = (format: unknown): number => {
  const known = formats.find((each): each is Format => each === format)
  return known ? formatRules[known].maxBytes : all
}

interface Draft {
  owner: string
  call: string
  answers: { format?: unknown }
}

/** What limits an upload for a draft of one's own; for anything where it names none. */
export interface Limits {
  /** Of one file, in bytes. */
  most: number
  call: string | null
}

export async function limitsFor(reader: Reader, owner: string, draft: string | undefined): Promise<Limits> {
  const row = draft === undefined ? null : await reader.get<Draft>('application-drafts', draft)
  return row?.owner === owner
    ? { most: mostBytes(row.answers.format), call: row.call }
    : { most: mostBytes(undefined), call: null }
}
