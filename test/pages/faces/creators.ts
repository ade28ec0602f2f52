import { describe, expect, test } from '@jest/globals'
import type { Page } from 'playwright-core'
import { words } from '../../../src/i18n'
import { answersOf } from '../../journeys/story'
import { enter, tabTo } from '../../support/a11y'
import { fillDraft, nameOf, register, startDraft, submit } from '../../support/applicant'
import { emailOf, secret } from './world'
import type { World } from './world'

const { portal } = words('zh')

/** The whole way to a receipt, without a mouse and without scripts. */
export function creators(world: World): void {
  describe('a creator without a mouse', () => {
    test('goes from the sign-in to the receipt by keyboard alone', async () => {
      const visitor = await world.stage.visitor('keyboard')
      const { page, go } = visitor
      await go(`/calls/${world.call}`)
      await enter(page, page.getByRole('link', { name: portal.calls.signInToStart }))
      await page.waitForURL(/sign-in/)
      await typed(page, 'email', emailOf('school'))
      await typed(page, 'password', secret)
      await page.keyboard.press('Enter')
      await page.waitForURL(`**/calls/${world.call}`)
      await enter(page, page.getByRole('button', { name: portal.calls.start, exact: true }))
      await page.waitForURL(/\/my\/drafts\/[^/]+$/)
      await enter(page, page.locator('ol.tasks a').first())
      for (;;) {
        await page.waitForURL(/\/my\/drafts\/[^/]+\/\w+/)
        const part = new URL(page.url()).pathname.split('/').at(-1) ?? ''
        if (part === 'check') break
        await partByKeyboard(page)
        await enter(page, page.getByRole('button', { name: portal.draft.saveNext, exact: true }))
        await page.waitForURL((url) => !url.pathname.endsWith(`/${part}`))
      }
      await enter(page, page.getByRole('button', { name: portal.check.submit, exact: true }))
      await page.waitForURL(/\/my\/applications\//)
      expect(await page.locator('.receipt').innerText()).toMatch(/JLP-\d{4}-[\s\S]*[0-9a-f]{64}/)
    })
  })

  async function typed(page: Page, name: string, text: string): Promise<void> {
    await tabTo(page, page.locator(`main [name="${name}"]`))
    await page.keyboard.insertText(text)
  }

  /** One part of the form: what has an answer is reached and answered by keys, in the order of the page. */
  async function partByKeyboard(page: Page): Promise<void> {
    const answers = Object.entries(answersOf.article()).map(([sent, given]) => [nameOf(sent), [given].flat()] as const)
    const names = await page
      .locator('main form [name]')
      .evaluateAll((all) => all.map((one) => one.getAttribute('name')))
    const here = answers.filter(([name]) => names.includes(name))
    here.sort(([a], [b]) => names.indexOf(a) - names.indexOf(b))
    for (const [name, given] of here) {
      const field = page.locator(`main form [name="${name}"]`)
      const kind = await field.first().evaluate((element) => (element as HTMLInputElement).type)
      if (kind === 'radio' || kind === 'checkbox')
        for (const value of given) {
          const box = field.and(page.locator(`[value="${value}"]`))
          await tabTo(page, box)
          if (!(await box.isChecked())) await page.keyboard.press('Space')
          expect(await box.isChecked()).toBe(true)
        }
      else if (kind.startsWith('select')) await choose(page, name, given[0] ?? '')
      else await typed(page, name, given.join())
    }
  }

  async function choose(page: Page, name: string, value: string): Promise<void> {
    const field = page.locator(`main form [name="${name}"]`)
    await tabTo(page, field)
    for (let pressed = 0; pressed < 60 && (await field.inputValue()) !== value; pressed++)
      await page.keyboard.press('ArrowDown')
    expect(await field.inputValue()).toBe(value)
  }

  describe('a creator without scripts', () => {
    test('registers, fills every part and hands in', async () => {
      const visitor = await world.stage.visitor('no script', { javaScriptEnabled: false })
      await register(visitor, world.built, '无脚本·创作者', 'plain@example.test')
      await startDraft(visitor, world.call)
      await fillDraft(visitor, answersOf.article())
      expect((await submit(visitor)).number).toMatch(/^JLP-/)
    })
  })
}
