import type { Reader } from '../../workflows/engine'
import type { CallRow } from '../../workflows/call/types'
import { formatRuleOf, formatRules, formats } from '../../workflows/rules/vocabulary'
import type { FileLimitsByFormat, Format } from '../../workflows/rules/vocabulary'

const all = Math.max(...Object.values(formatRules).map(({ maxBytes }) => maxBytes))

/** The largest file of a format under a call, in bytes; of any, as long as nobody has said which. */
export const mostBytes = (format: unknown, ofCall?: FileLimitsByFormat): number => {
  const known = formats.find((each): each is Format => each === format)
  return known ? formatRuleOf(known, ofCall).maxBytes : all
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
  if (row?.owner !== owner) return { most: mostBytes(undefined), call: null }
  const call = await reader.get<CallRow>('calls', row.call)
  return { most: mostBytes(row.answers.format, call?.rules.fileLimits), call: row.call }
}
