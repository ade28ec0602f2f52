import { randomBytes } from 'node:crypto'
import { ValidationError } from 'payload'
import { z } from 'zod'
import type { Issue } from '../../workflows/engine'
import type { House } from '../faces'
import { languageOf, localPath, mayPass, toPage } from '../web'
import type { WebContext } from '../web'
import { accountBy, ensurePerson, sameEffort } from './account'
import type { AccountRow } from './account'
import { checked, emailField, invalid, nameField, passwordField } from './form'
import type { Sent } from './form'
import { accountMail } from './outbox'
import { passwordIssues } from './password'

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
  if (sent.form) return toPage(localPath(sent.next, '/verify'), { done: 'account.registered' })
  return c.json({ done: 'account.registered' }, 202)
}

/** @throws Refusal 422 with everything that is wrong with the new password */
export function mustBeGood(password: string, again: string, email: string): void {
  const issues: Issue[] = passwordIssues(password, email)
  if (password !== again) issues.push({ field: 'passwordAgain', code: 'passwords_differ' })
  if (issues.length > 0) throw invalid(issues)
}

async function take(house: House, newcomer: Newcomer): Promise<void> {
  const known = await accountBy(house.engine, 'email', newcomer.email)
  if (known?._verified) return remind(house, known, newcomer.password)
  const account = known ? await startOver(house, known, newcomer) : await create(house, newcomer)
  await ensurePerson(house.engine, account)
  const mail = await accountMail(house.engine, 'verify_email', account.id)
  await mail.enqueue()
}

/** Whoever owns the address learns that there is an account; whoever asked does not. */
async function remind({ engine }: House, { id }: AccountRow, password: string): Promise<void> {
  await sameEffort(password)
  await (await accountMail(engine, 'account_exists', id)).enqueue()
}

async function create({ payload, engine }: House, { email, name, password, locale }: Newcomer) {
  try {
    return await payload.create({
      collection: 'users',
      data: { email, name, password, locale },
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

/**
 * Registering again before the address is verified: the newest password holds and the old link is dead, so that nobody
 * can keep an address occupied with a password of their own. Within the mail's period it counts as a repetition.
 */
async function startOver({ payload, engine }: House, known: AccountRow, { password, locale }: Newcomer) {
  const { due } = await accountMail(engine, 'verify_email', known.id)
  if (!due) {
    await sameEffort(password)
    return known
  }
  await payload.update({
    collection: 'users',
    id: known.id,
    data: { password, locale, _verificationToken: randomBytes(20).toString('hex') },
    overrideAccess: true,
  })
  return known
}
