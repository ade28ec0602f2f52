import type { Page } from 'playwright-core'
import { words } from '../../src/i18n'
import { eventually } from './browser'
import type { Visitor } from './browser'
import type { Built } from './built'
import { password } from './server'
import type { MadeFile } from './works'

/** What a creator does in the portal, by clicking and typing. */

const { portal } = words('zh')

/** Registers, follows the link of the mail, and is in. */
export async function register(visitor: Visitor, built: Built, name: string, email: string): Promise<void> {
  const { page, go } = visitor
  await go('/register')
  await page.locator('input[name=name]').fill(name)
  await page.locator('input[name=email]').fill(email)
  for (const field of ['password', 'passwordAgain']) await page.locator(`input[name=${field}]`).fill(password)
  await page.locator('main').getByRole('button', { name: portal.account.register }).click()
  await page.waitForURL('**/verify')
  await eventually(`a mail for ${email}`, () => Promise.resolve(built.mailedLink(email, 'verify') !== undefined))
  await go(built.mailedLink(email, 'verify') ?? '')
  await page.locator('input[name=password]').fill(password)
  await page.locator('main').getByRole('button', { name: portal.account.verifyButton }).click()
  await page.waitForURL('**/my')
}

/** The name of a field on its page: what a form sends says more than what a page is called. */
export const nameOf = (sent: string) => sent.replace(/(:yuan|\[\])$/, '')

/** Fills the fields of this page that have an answer. */
export async function fillPage(page: Page, answers: Readonly<Record<string, string | string[]>>): Promise<void> {
  for (const [sent, given] of Object.entries(answers)) {
    const field = page.locator(`main form [name="${nameOf(sent)}"]`)
    const kind = await kindOf(field)
    if (kind === 'radio' || kind === 'checkbox') {
      for (const value of [given].flat()) await field.and(page.locator(`[value="${value}"]`)).check()
    } else if (kind === 'select') await field.selectOption([given].flat())
    else if (kind !== '') await field.fill([given].flat().join())
  }
}

const kindOf = async (field: ReturnType<Page['locator']>): Promise<string> =>
  (await field.count()) === 0
    ? ''
    : field.first().evaluate((element) => (element as HTMLInputElement).type.replace(/^select.*/, 'select'))

/** From the list of parts through every part to the page where all is checked. */
export async function fillDraft(
  { page }: Visitor,
  answers: Readonly<Record<string, string | string[]>>,
  files: readonly MadeFile[] = [],
  seen?: (part: string) => Promise<void>,
): Promise<void> {
  await page.locator('ol.tasks a').first().click()
  for (;;) {
    await page.waitForURL(/\/my\/drafts\/[^/]+\/\w+/)
    const part = new URL(page.url()).pathname.split('/').at(-1) ?? ''
    if (part === 'check') return
    if (files.length > 0 && (await page.locator('input[type=file]').count()) > 0) await upload(page, files)
    await fillPage(page, answers)
    await seen?.(part)
    await page.getByRole('button', { name: portal.draft.saveNext, exact: true }).click()
    await page.waitForURL((url) => !url.pathname.endsWith(`/${part}`))
  }
}

async function upload(page: Page, files: readonly MadeFile[]): Promise<void> {
  await page
    .locator('input[type=file]')
    .setInputFiles(files.map(({ name, type, bytes }) => ({ name, mimeType: type, buffer: Buffer.from(bytes) })))
  await page.getByRole('button', { name: portal.draft.upload, exact: true }).click()
  for (const { name } of files) await page.locator('table').getByText(name).waitFor()
}

/** Starts a draft from the page of the call. */
export async function startDraft({ page, go }: Visitor, call: string): Promise<string> {
  await go(`/calls/${call}`)
  await page.getByRole('button', { name: portal.calls.start, exact: true }).click()
  await page.waitForURL(/\/my\/drafts\/[^/]+$/)
  return new URL(page.url()).pathname.split('/').at(-1) ?? ''
}

/** Presses the button that counts, and reads what the receipt says. */
export async function submit({ page }: Visitor, correcting = false): Promise<{ id: string; number: string }> {
  const { submit: first, resubmit } = portal.check
  await page.getByRole('button', { name: correcting ? resubmit : first, exact: true }).click()
  await page.waitForURL(/\/my\/applications\/[^/]+$/)
  const number = await page.locator('.receipt strong').first().innerText()
  return { id: new URL(page.url()).pathname.split('/').at(-1) ?? '', number }
}
