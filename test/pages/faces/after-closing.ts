import { describe, expect, test } from '@jest/globals'
import { words } from '../../../src/i18n'
import { hrefs } from './world'
import type { World } from './world'

const { portal } = words('zh')

export function afterClosing(world: World): void {
  describe('after the closing', () => {
    test('the page that checked a draft says that it was not handed in, and no longer asks to', async () => {
      const visitor = await world.person('individual', { viewport: { width: 360, height: 740 } })
      const { page, go } = visitor
      await go('/my')
      const [draft = ''] = await hrefs(page, '/my/drafts/')
      world.built.at(new Date(Date.now() + 90 * 86_400_000).toISOString())
      await go(draft)
      await page.getByRole('link', { name: portal.draft.readThrough }).click()
      await page.waitForURL(/\/check$/)
      expect(await page.locator('h1').innerText()).toBe(portal.check.titleClosed)
      expect(await page.locator('.banner strong').innerText()).toBe(portal.check.bannerClosed)
      expect(await page.getByRole('button', { name: portal.check.submit }).count()).toBe(0)
      expect(await page.locator('main .change').count()).toBe(0)
      const said = await page.locator('main').innerText()
      for (const invitation of [portal.check.title, portal.check.banner, portal.check.bannerText])
        expect(said).not.toContain(invitation)
      await visitor.shot('faces-check-after-closing')
      await visitor.context.close()
    })
  })
}
