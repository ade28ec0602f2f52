import { describe, expect, test } from '@jest/globals'
import { words } from '../../../src/i18n'
import type { World } from './world'

const { portal } = words('zh')

export function portalFaces(world: World): void {
  describe('the portal', () => {
    test('puts the focus on what is wrong, says so in the title, and leads to the field', async () => {
      const { page, go, context } = await world.stage.visitor('mistaken')
      await go('/register')
      await page.locator('[name=name]').fill('王测试')
      await page.locator('[name=email]').fill('wrong@example.test')
      await page.locator('[name=password]').fill('a-good-Pass-2026')
      await page.locator('[name=passwordAgain]').fill('a-different-one')
      await page.locator('main').getByRole('button', { name: portal.account.register }).click()
      const errors = page.locator('main [role=alert]')
      await errors.waitFor()
      await page.waitForFunction(() => document.activeElement?.getAttribute('role') === 'alert')
      expect(await page.title()).toMatch(/^有误/)
      expect(await page.locator('[name=email]').inputValue()).toBe('wrong@example.test')
      await errors.getByRole('link').first().click()
      await page.waitForFunction(() => document.activeElement?.getAttribute('name') === 'passwordAgain')
      await context.close()
    })

    test('says that nothing is there before any script runs, in the language that was chosen', async () => {
      const { page, go, context } = await world.stage.visitor('lost', { javaScriptEnabled: false })
      await context.addCookies([{ name: 'kepu-lang', value: 'en', url: world.built.url }])
      const { notFoundTitle } = words('en').portal.errors
      for (const path of ['/nowhere', '/catalogue/nowhere', '/calls/nowhere', '/notices/nowhere']) {
        const status = await go(path)
        const said = [await page.locator('html').getAttribute('lang'), await page.locator('h1').innerText()]
        expect({ path, status, said }).toEqual({ path, status: 404, said: ['en', notFoundTitle] })
        expect(await page.title()).toContain(notFoundTitle)
      }
      expect(await go('/calls')).toBe(200)
      await context.close()
    })

    test('remembers the language and the large print', async () => {
      const { page, go, context } = await world.stage.visitor('switching')
      const html = page.locator('html')
      await go('/')
      await page.getByRole('button', { name: portal.nav.large }).click()
      await page.locator('html[data-print=large]').waitFor({ state: 'attached' })
      await page.getByRole('button', { name: portal.nav.toEnglish }).click()
      await page.locator('html[lang=en]').waitFor({ state: 'attached' })
      await go('/catalogue')
      expect([await html.getAttribute('lang'), await html.getAttribute('data-print')]).toEqual(['en', 'large'])
      expect(
        await page
          .locator('main p')
          .first()
          .evaluate((each) => parseFloat(getComputedStyle(each).fontSize)),
      ).toBeGreaterThanOrEqual(24)
      await context.close()
    })

    test('shows a creator nothing of the administration', async () => {
      const visitor = await world.person('studio')
      await visitor.go('/admin')
      const drawn = await visitor.page.content()
      const sent = await visitor.page.evaluate(
        (paths) => Promise.all(paths.map(async (path) => (await fetch(path)).text())),
        ['/admin', '/admin/collections/applications', '/admin/ranking', '/admin/collections/users'],
      )
      for (const bytes of [drawn, ...sent])
        expect(/JLP-\d{4}|苏禾|沈岚|(?:officer|individual|expert1)@demo/.exec(bytes)?.[0]).toBeUndefined()
      await visitor.shot('faces-creator-at-admin')
    })
  })
}
