import { randomBytes } from 'node:crypto'
import { ValidationError } from 'payload'
import { z } from 'zod'
import type { Issue } from '../../workflows/engine'
import type { House } from '../faces'
import { languageOf, localPath, mayPass, toPage } from '../web'
import type { WebContext } from '../web'
import { accountBy } from './account'
import { hashed, sameEffort } from './effort'
import { checked, emailField, invalid, nameField, passwordField } from './form'
import type { Sent } from './form'
import { accountMail } from './outbox'
import { passwordIssues } from './password'
import { keepRegistration } from './registrations'

const schema = z.object({
  email: emailField,
  name: nameField,
  password: passwordField,
  passwordAgain: passwordField,
  locale: z.enum(['zh', 'en']).optional().catch(undefined),
})

interface Newcomer {
  email: string
  name: string
  password: string
  locale: 'zh' | 'en'
}

/** `POST /account/register`. The answer is the same whether or not the address is known. */
export async function register(house: House, c: WebContext, sent: Sent): Promise<Response> {
  const { passwordAgain, ...given } = checked(schema, sent.fields)
  mustBeGood(given.password, passwordAgain, given.email)
  await mayPass(house, c, 'register', given.email)
  await take(house, { ...given, locale: given.locale ?? languageOf(c) })
  if (sent.form) return toPage(house, localPath(sent.next, '/verify'), { done: 'account.registered' })
  return c.json({ done: 'account.registered' }, 202)
}

/** @throws Refusal 422 with everything that is wrong with the new password */
export function mustBeGood(password: string, again: string, email: string): void {
  const issues: Issue[] = passwordIssues(password, email)
  if (password !== again) issues.push({ field: 'passwordAgain', code: 'passwords_differ' })
  if (issues.length > 0) throw invalid(issues)
}

/**
 * An account is made without a password and a name that anybody knows of: whoever reads the mail of the address says, by
 * the password, which registration is theirs. Whatever is known of an address, the same work is done.
 */
async function take(house: House, newcomer: Newcomer): Promise<void> {
  const { payload, engine } = house
  const known = await accountBy(engine, 'email', newcomer.email)
  const { name, locale } = newcomer
  const kept = await hashed(newcomer.password)
  if (known) await sameEffort(newcomer.password)
  const account = known ?? (await create(house, newcomer))
  if (!account._verified) await keepRegistration(payload, engine, { account: account.id, name, locale, ...kept })
  // Whoever owns the address learns that there is an account; whoever asked does not.
  const mail = await accountMail(engine, account._verified ? 'account_exists' : 'verify_email', account.id)
  await mail.enqueue()
}

async function create({ payload, engine }: House, { email, locale }: Newcomer) {
  try {
    return await payload.create({
      collection: 'users',
      data: { email, locale, password: randomBytes(32).toString('hex') },
      disableVerificationEmail: true,
      overrideAccess: true,
    })
  } catch (error) {
    if (!(error instanceof ValidationError)) throw error
    const raced = await accountBy(engine, 'email', email)
    if (raced) return raced
    throw invalid([{ field: 'email', code: 'not_an_email' }])
  }
}
