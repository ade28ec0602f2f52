import type { Context } from 'hono'
import { asRefusal, isOutage, problemOf } from '../problem'
import { refuse } from '../../workflows/engine'
import type { Refusal } from '../../workflows/engine'

/** Chinese, unless the client asks for English first. */
const languageOf = (c: Context) => (/^\s*en\b/i.test(c.req.header('accept-language') ?? '') ? 'en' : 'zh')

/** What cannot be said in one sentence: the parameters by name. */
const detailOf = ({ params, issues }: Refusal): string =>
  [
    ...Object.entries(params).map(
      ([name, value]) => `${name}: ${typeof value === 'string' ? value : JSON.stringify(value)}`,
    ),
    ...issues.map(({ field, code }) => `${field}: ${code}`),
  ].join('; ')

/** A refusal as a problem document (RFC 9457), with its code and its sentence in both languages. */
export function problem(c: Context, refusal: Refusal, headers: Record<string, string> = {}): Response {
  const detail = detailOf(refusal)
  const body = { ...problemOf(refusal, languageOf(c)), ...(detail === '' ? {} : { detail }) }
  return new Response(JSON.stringify(body), {
    status: refusal.status,
    headers: {
      'content-type': 'application/problem+json; charset=utf-8',
      'cache-control': 'private, no-store',
      ...(refusal.status === 401 ? { 'www-authenticate': 'Bearer realm="content"' } : {}),
      ...(refusal.retryAfter === undefined ? {} : { 'retry-after': String(refusal.retryAfter) }),
      ...headers,
    },
  })
}

/** Any thrown thing as an answer; what is a fault of ours or an outage is reported, and the client only hears that there was one. */
export function problemOfError(c: Context, error: unknown, report: (error: unknown) => void): Response {
  const refusal = asRefusal(error)
  if (refusal === null || isOutage(error)) report(error)
  return problem(c, refusal ?? refuse('our_fault', { status: 500 }))
}
