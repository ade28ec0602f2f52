import type { Locator, Page } from 'playwright-core'
import { words } from '../../src/i18n'
import { drawnUntil, eventually } from './browser'
import type { Visitor } from './browser'
import { password } from './server'

/** What staff do at their desk, in the admin, and everybody at the door: by clicking and typing. */

const { admin, portal, verbs } = words('zh')

export const verbWord = (subject: string, verb: string): string =>
  (verbs as Readonly<Record<string, Readonly<Record<string, string>>>>)[subject]?.[verb] ?? verb

/** Signs in on the portal's page; who may go where is decided there. */
export async function signIn({ page, go }: Visitor, email: string, secret = password): Promise<void> {
  await go('/sign-in')
  await page.locator('input[name=email]').fill(email)
  await page.locator('input[name=password]').fill(secret)
  await page.locator('main').getByRole('button', { name: portal.account.signIn }).click()
  await page.waitForURL((url) => url.pathname !== '/sign-in')
}

/** One field of a command: what is typed, a choice, lines to pick, or a moment in Beijing time. */
export type Given = string | boolean | { pick: string[] } | { moment: [day: string, time: string] }

async function give(scope: Locator, id: string, given: Given): Promise<void> {
  const field = scope.locator(`[id="${id}"]`)
  if (typeof given === 'boolean') {
    await field.setChecked(given)
    return
  }
  if (typeof given !== 'string' && 'moment' in given) {
    await scope.locator(`[id="${id}-day"]`).fill(given.moment[0])
    await scope.locator(`[id="${id}-time"]`).selectOption(given.moment[1])
    return
  }
  if (typeof given !== 'string') {
    const list = scope.locator(`.kepu-picker:has([id="${id}"]) .kepu-picker__list`)
    for (const label of given.pick) await list.locator('label', { hasText: label }).first().locator('input').check()
    return
  }
  if ((await field.evaluate((element) => element.tagName)) === 'SELECT') await field.selectOption(given)
  else await field.fill(given)
}

/** Presses a button that opens its form. The page may be there before its scripts are. */
async function unfold(button: Locator): Promise<void> {
  await eventually(`${await button.innerText()} opens`, async () => {
    if ((await button.getAttribute('aria-expanded')) === 'true') return true
    await button.click()
    return (await button.getAttribute('aria-expanded')) === 'true'
  })
}

const panelOf = (page: Page, label: string) => page.getByRole('region', { name: label, exact: true })

/** Goes to a list as staff do, by the links of the admin: its scripts are loaded once, not for every page. */
async function toList({ page, go }: Visitor, collection: string): Promise<void> {
  const path = `/admin/collections/${collection}`
  const link = page.locator(`a[href="${path}"]:not([inert] *):visible`).first()
  if (!new URL(page.url()).pathname.startsWith('/admin')) await go('/admin')
  else if ((await link.count()) === 0) {
    await page.locator('a[href="/admin"]:not([inert] *):visible').first().click()
    await page.waitForURL(/\/admin$/)
  }
  await link.click()
  await page.waitForURL((url) => url.pathname === path)
}

/** Begins something from its list, and stands on its page then. */
export async function begin(
  visitor: Visitor,
  [collection, subject, verb]: [string, string, string],
  fields: Record<string, Given>,
): Promise<string> {
  const { page } = visitor
  await toList(visitor, collection)
  const panel = panelOf(page, admin.birth.title)
  await unfold(panel.getByRole('button', { name: verbWord(subject, verb), exact: true }))
  for (const [name, given] of Object.entries(fields)) await give(panel, `kepu-${verb}-${name}`, given)
  await panel.locator('button[type=submit]').click()
  await page.waitForURL(new RegExp(`/admin/collections/${collection}/[\\w-]{8,}$`)).catch(async (error: unknown) => {
    throw new Error(`${subject}.${verb}: ${await refusalOn(panel)}`, { cause: error })
  })
  await panelOf(page, admin.panel.title).waitFor()
  return page.url().split('/').at(-1) ?? ''
}

const refusalOn = async (panel: Locator): Promise<string> =>
  (await panel.locator('[role=alert], .kepu-problem').allInnerTexts()).join(' | ') || 'nothing was said'

/** Runs a verb from the panel of the document that is open. */
export async function press(
  { page }: Visitor,
  subject: string,
  verb: string,
  fields: Record<string, Given> = {},
  fill?: (panel: Locator) => Promise<void>,
): Promise<void> {
  const panel = panelOf(page, admin.panel.title)
  const label = verbWord(subject, verb)
  await unfold(panel.locator('.kepu-buttons').first().getByRole('button', { name: label, exact: true }))
  for (const [name, given] of Object.entries(fields)) await give(panel, `kepu-${verb}-${name}`, given)
  await fill?.(panel)
  const done = admin.panel.done.replace('{verb}', label)
  const drawnAnew = page.waitForResponse((response) => isRefresh(response.request().headers()))
  drawnAnew.catch(() => undefined)
  await panel.getByRole('button', { name: admin.panel.confirm.replace('{verb}', label), exact: true }).click()
  await panel
    .getByRole('status')
    .filter({ hasText: done })
    .waitFor()
    .catch(async (error: unknown) => {
      throw new Error(`${subject}.${verb}: ${await refusalOn(panel)}`, { cause: error })
    })
  await drawnAnew
}

/** The page asks for itself once more. */
const isRefresh = (headers: Readonly<Record<string, string>>) =>
  headers.rsc === '1' && headers['next-router-prefetch'] === undefined

/** Waits until the panel offers this verb, as it does once the page was drawn anew. */
export async function offered({ page }: Visitor, subject: string, verb: string): Promise<void> {
  await panelOf(page, admin.panel.title)
    .locator('.kepu-buttons')
    .first()
    .getByRole('button', { name: verbWord(subject, verb), exact: true })
    .waitFor()
}

/** Opens the document of a list whose row says this. */
export async function openRow(visitor: Visitor, collection: string, said: string | RegExp): Promise<string> {
  const { page } = visitor
  await toList(visitor, collection)
  const row = page.locator('tbody tr').filter({ hasText: said }).first()
  await row.locator(`a[href*="/admin/collections/${collection}/"]`).first().click()
  await page.waitForURL(new RegExp(`/admin/collections/${collection}/[\\w-]{8,}`))
  await panelOf(page, admin.panel.title).waitFor()
  return new URL(page.url()).pathname.split('/').at(-1) ?? ''
}

/**
 * Opens the document of a row again until it offers the verb: what it waits for is made by the worker meanwhile. By the links,
 * since to load the admin's scripts at every look costs as much as what the worker makes.
 */
export const becomesOffered = (
  visitor: Visitor,
  [collection, said]: [string, string],
  subject: string,
  verb: string,
): Promise<void> =>
  drawnUntil(`${subject}.${verb} is offered`, async () => {
    await openRow(visitor, collection, said)
    return panelOf(visitor.page, admin.panel.title)
      .locator('.kepu-buttons')
      .first()
      .getByRole('button', { name: verbWord(subject, verb), exact: true })
      .isVisible()
  })

/** The formal check: every line fits, but for those that are named with a note. */
export const check =
  (failing: Readonly<Record<string, string>> = {}) =>
  async (panel: Locator): Promise<void> => {
    for (const row of await panel.locator('.kepu-check tbody tr').all()) {
      const key = ((await row.locator('th').getAttribute('id')) ?? '').replace(/^.*-check-/, '')
      const note = failing[key]
      await row.getByLabel(note === undefined ? admin.inputs.fits : admin.inputs.fitsNot, { exact: true }).check()
      if (note !== undefined) await row.locator('input[type=text]').fill(note)
    }
  }
