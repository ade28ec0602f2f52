import { MediaRefusal } from '../media'
import type { MediaRefusalCode } from '../media'
import { Refusal, outages, refuse } from '../workflows/engine'
import { fill, words } from './i18n'
import type { Language } from './i18n'

/** An error as RFC 9457 tells it, with our code, both sentences, and the fields concerned. */
export interface Problem {
  type: string
  status: number
  code: string
  title: string
  title_zh: string
  title_en: string
  params: Record<string, unknown>
  issues: { field: string; code: string; title: string }[]
}

/** The sentence of a refusal in one language; a code without words shows itself. */
export function sentence(language: Language, code: string, params: Record<string, unknown> = {}): string {
  const { refusals, vocabulary } = words(language) as {
    refusals: Record<string, string>
    vocabulary: { answerIssues?: Record<string, string> }
  }
  return fill(refusals[code] ?? vocabulary.answerIssues?.[code] ?? code, params)
}

const statuses: Readonly<Partial<Record<MediaRefusalCode, number>>> = {
  disk_full: 507,
  scan_unavailable: 503,
  file_not_examined: 503,
  storage_unavailable: 503,
}

/** Any thrown thing as a refusal; `null` for what is a fault of ours. */
export function asRefusal(error: unknown): Refusal | null {
  if (error instanceof Refusal) return error
  if (error instanceof MediaRefusal)
    return refuse(error.code, {
      status: statuses[error.code] ?? (error.code.endsWith('too_large') ? 413 : 422),
      ...(statuses[error.code] === 503 ? { retryAfter: 60 } : {}),
      params: { ...error.params },
    })
  return null
}

/** Whether something that we need did not answer: the client comes again, and who runs it should know. */
export const isOutage = (error: unknown): boolean => error instanceof MediaRefusal && statuses[error.code] === 503

/** Which outage a row of the outbox met, if it is one: then the row is not at fault. */
export const outageOf = (error: unknown): (typeof outages)[number] | null =>
  error instanceof MediaRefusal ? (outages.find((code) => code === error.code) ?? null) : null

export function problemOf(refusal: Refusal, language: Language): Problem {
  const { code, params, status } = refusal
  return {
    type: `urn:kepu:problem:${code}`,
    status,
    code,
    title: sentence(language, code, params),
    title_zh: sentence('zh', code, params),
    title_en: sentence('en', code, params),
    params,
    issues: refusal.issues.map(({ field, code: issue, params: more }) => ({
      field,
      code: issue,
      title: sentence(language, issue, more),
    })),
  }
}

export function problemResponse(refusal: Refusal, language: Language): Response {
  const headers = new Headers({
    'content-type': 'application/problem+json; charset=utf-8',
    'cache-control': 'no-store',
  })
  if (refusal.retryAfter !== undefined) headers.set('retry-after', String(refusal.retryAfter))
  return new Response(JSON.stringify(problemOf(refusal, language)), { status: refusal.status, headers })
}
