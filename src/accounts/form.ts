import { z } from 'zod'
import { refuse } from '../../workflows/engine'
import type { Issue } from '../../workflows/engine'
import { hasControls, hasLineBreaks, normaliseText } from '../../workflows/rules/forms'
import type { House } from '../faces'
import { asRefusal } from '../problem'
import { formEntries, isForm, jsonBody, localPath, refusedForm } from '../web'
import type { WebContext } from '../web'

/** What a request brought: the fields, and where its page wants to go next. */
export interface Sent {
  form: boolean
  fields: Record<string, unknown>
  next: string | undefined
  back: string | undefined
}

async function read(c: WebContext): Promise<Sent> {
  const form = isForm(c)
  const fields = await (/^application\/json\b/.test(c.req.header('content-type') ?? '') ? json(c) : entries(c))
  const text = (name: string) => (typeof fields[name] === 'string' ? fields[name] : undefined)
  return { form, fields, next: text('_next'), back: text('_back') }
}

const entries = async (c: WebContext): Promise<Record<string, unknown>> => Object.fromEntries(await formEntries(c))

async function json(c: WebContext): Promise<Record<string, unknown>> {
  const body = await jsonBody(c)
  if (typeof body !== 'object' || body === null || Array.isArray(body)) throw refuse('invalid_body', { status: 400 })
  return { ...body }
}

/** A route for a form or JSON. A refused form goes back to its page, by default `page`, with what was typed. */
export const route =
  (house: House, page: string, handle: (house: House, c: WebContext, sent: Sent) => Promise<Response>) =>
  async (c: WebContext): Promise<Response> => {
    const sent = await read(c)
    try {
      return await handle(house, c, sent)
    } catch (error) {
      const refusal = asRefusal(error)
      if (!refusal || !sent.form) throw error
      return refusedForm(house, c, refusal, localPath(sent.back, page))
    }
  }

const said = (code: string) => (issue: { input?: unknown }) => (issue.input === undefined ? 'required' : code)
const text = () => z.string({ error: said('wrong_type') })

export const emailField = text()
  .transform((email) => email.trim().toLowerCase())
  .pipe(z.string().min(1, 'required').max(254, 'too_long').pipe(z.email('not_an_email')))

export const nameField = text()
  .transform((name) => normaliseText(name).trim())
  .pipe(
    z
      .string()
      .min(1, 'required')
      .max(60, 'too_long')
      .refine((name) => !hasControls(name) && !hasLineBreaks(name), 'control_character'),
  )

/** Taken as it is typed: no trimming, no other form of its characters. */
export const passwordField = text().min(1, 'required').max(1000, 'too_long')

/** The tokens of our links, as Payload draws them. */
export const tokenField = text().regex(/^[\da-f]{40}$/, 'link_not_valid')

/**
 * The fields as the schema wants them; those it does not name are left out.
 * @throws Refusal 422 `invalid_input`
 */
export function checked<T extends z.ZodType>(schema: T, fields: Sent['fields']): z.output<T> {
  const result = schema.safeParse(fields)
  if (result.success) return result.data
  throw invalid(result.error.issues.map(({ path, message }) => ({ field: path.map(String).join('.'), code: message })))
}

export const invalid = (issues: readonly Issue[]) => refuse('invalid_input', { status: 422, issues })
