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
  answers: { format?: unknown }
}

/** The largest file that somebody may upload for a draft of his, in bytes; for anything where it names none. */
export async function mostFor(reader: Reader, owner: string, draft: string | undefined): Promise<number> {
  const row = draft === undefined ? null : await reader.get<Draft>('application-drafts', draft)
  return mostBytes(row?.owner === owner ? row.answers.format : undefined)
}
