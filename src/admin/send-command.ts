export interface CommandCall {
  subject: string
  verb: string
  id?: string | undefined
  rev?: number | undefined
  input: Record<string, unknown>
  key: string
  language: 'zh' | 'en'
}

export interface Refused {
  code: string
  /** The sentence in the reader's language. */
  title: string
  params: Record<string, unknown>
  issues: { field: string; title: string }[]
}

export type Sent =
  { done: true; id: string; state: string; answer: unknown; key?: string } | { done: false; refused: Refused }

interface ProblemBody {
  code?: string
  title?: string
  title_zh?: string
  title_en?: string
  params?: Record<string, unknown>
  issues?: { field: string; title: string }[]
}

/**
 * Sends one command. The answer is always a value: what was done, or why not; `unreachable` when nothing came back.
 * The caller keeps the key until the command is done, so that pressing again does nothing twice.
 */
export async function sendCommand({ subject, verb, id, rev, input, key, language }: CommandCall): Promise<Sent> {
  const path = ['/commands', subject, ...(id === undefined ? [] : [encodeURIComponent(id)]), verb].join('/')
  try {
    const response = await fetch(path, {
      method: 'POST',
      credentials: 'same-origin',
      headers: { 'content-type': 'application/json', accept: 'application/json', 'idempotency-key': key },
      body: JSON.stringify({ input, ...(rev === undefined ? {} : { rev }) }),
    })
    const body = (await response.json()) as ProblemBody & {
      id?: string
      state?: string
      answer?: unknown
      key?: string
    }
    if (response.ok)
      return {
        done: true,
        id: body.id ?? '',
        state: body.state ?? '',
        answer: body.answer,
        ...(body.key ? { key: body.key } : {}),
      }
    return { done: false, refused: readRefusal(body, language) }
  } catch {
    return { done: false, refused: { code: 'unreachable', title: '', params: {}, issues: [] } }
  }
}

/** A problem as the server tells it, in the reader's language. */
export function readRefusal(body: unknown, language: 'zh' | 'en'): Refused {
  const { code = 'our_fault', params = {}, issues = [], ...titles } = (body ?? {}) as ProblemBody
  return {
    code,
    title: (language === 'en' ? titles.title_en : titles.title_zh) ?? titles.title ?? code,
    params,
    issues,
  }
}
