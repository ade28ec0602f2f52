export type PushResult =
  | { kind: 'saved'; revision: number; issues: { field: string; code: string }[]; at: string }
  | { kind: 'conflict'; revision: number; theirs: unknown }
  | { kind: 'signin' }
  | { kind: 'refused'; zh: string; en: string }
  | { kind: 'local' }

interface Answer {
  revision?: number
  issues?: { field: string; code: string }[]
  savedAt?: string
  theirs?: unknown
  title_zh?: string
  title_en?: string
}

/** Sends a form's fields; whatever happens on the way is an answer, never an exception. */
export async function push(action: string, body: URLSearchParams, leaving: boolean): Promise<PushResult> {
  try {
    const response = await fetch(action, {
      method: 'POST',
      body,
      headers: { accept: 'application/json' },
      redirect: 'error',
      keepalive: leaving,
    })
    if (response.status === 401) return { kind: 'signin' }
    if (response.status >= 500) return { kind: 'local' }
    const answer = (await response.json()) as Answer
    if (response.ok)
      return { kind: 'saved', revision: answer.revision ?? 0, issues: answer.issues ?? [], at: answer.savedAt ?? '' }
    if (response.status === 409 && answer.theirs !== undefined)
      return { kind: 'conflict', revision: answer.revision ?? 0, theirs: answer.theirs }
    return { kind: 'refused', zh: answer.title_zh ?? '', en: answer.title_en ?? '' }
  } catch {
    return { kind: 'local' }
  }
}
