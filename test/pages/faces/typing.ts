import { beforeAll, describe, expect, test } from '@jest/globals'
import type { Page } from 'playwright-core'
import { words } from '../../../src/i18n'
import { startDraft } from '../../support/applicant'
import type { Visitor } from '../../support/browser'
import { comicPage } from '../../support/works'
import type { World } from './world'

const { portal } = words('zh')

export function typing(world: World): void {
  describe('what a creator typed', () => {
    let individual: Visitor
    let part = ''

    beforeAll(async () => {
      individual = await world.person('individual')
      part = `/my/drafts/${await startDraft(individual, world.call)}/applicant`
    })

    const line = (page: Page) => page.locator('.save-line')
    const saved = (page: Page, status: string) => page.locator(`.save-line[data-status=${status}]`).waitFor()

    test('stays on the device without a network, and is offered after coming back', async () => {
      const { page, context } = individual
      await page.goto(part)
      await page.locator('[name=contactName]').fill('先存服务器')
      await saved(page, 'saved')
      await context.setOffline(true)
      await page.locator('[name=contactName]').fill('断网时写的字')
      await saved(page, 'local')
      expect(await line(page).innerText()).toContain(portal.save.local)
      await individual.shot('faces-offline')
      await page.close({ runBeforeUnload: false })
      await context.setOffline(false)
      individual.page = await context.newPage()
      await individual.page.goto(part)
      const offer = individual.page.getByRole('button', { name: portal.save.useDevice })
      await offer.waitFor()
      expect(await individual.page.locator('[name=contactName]').inputValue()).toBe('先存服务器')
      await offer.click()
      await saved(individual.page, 'saved')
      await individual.page.reload()
      expect(await individual.page.locator('[name=contactName]').inputValue()).toBe('断网时写的字')
    })

    test('is sent again by itself when it was lost on the way, and then goes where the person wanted', async () => {
      const page = await individual.context.newPage()
      await page.goto(part)
      let lost = 0
      await page.route('**/drafts/**', (route) =>
        lost++ === 0 ? route.abort('internetdisconnected') : route.continue(),
      )
      await page.locator('[name=contactName]').fill('路上丢了一次')
      await page.locator('button[name=_next].primary').click()
      await saved(page, 'local')
      await page.waitForURL((url) => !url.pathname.endsWith(part))
      await page.unrouteAll()
      await page.goto(part)
      expect(await page.locator('[name=contactName]').inputValue()).toBe('路上丢了一次')
      await page.close()
    })

    test('in two tabs is shown side by side, and nothing is overwritten', async () => {
      const first = await individual.context.newPage()
      const second = await individual.context.newPage()
      await first.goto(part)
      await second.goto(part)
      await first.locator('[name=contactPhone]').fill('023-11111111')
      await saved(first, 'saved')
      await second.locator('[name=contactPhone]').fill('023-22222222')
      await saved(second, 'conflict')
      const said = await second.locator('.conflict').innerText()
      expect(said).toContain('023-11111111')
      expect(said).toContain('023-22222222')
      await second.getByRole('button', { name: portal.save.keepMine }).click()
      await saved(second, 'saved')
      await first.reload()
      expect(await first.locator('[name=contactPhone]').inputValue()).toBe('023-22222222')
      await first.close()
      await second.close()
    })

    test('in Chinese waits for the word: nothing is sent while it is composed, and Enter only ends it', async () => {
      const page = await individual.context.newPage()
      const keys = await page.context().newCDPSession(page)
      const compose = (text: string) =>
        keys.send('Input.imeSetComposition', { text, selectionStart: text.length, selectionEnd: text.length })
      const sent: string[] = []
      page.on('request', (request) => {
        if (request.method() === 'POST') sent.push(new URL(request.url()).pathname)
      })
      await page.clock.install()
      await page.goto(part)
      const field = page.locator('[name=contactName]')
      await field.fill('')
      await page.clock.runFor(2000)
      await saved(page, 'saved')
      const before = sent.length
      await field.focus()
      for (const pinyin of ['s', 'su', 'suhe']) await compose(pinyin)
      await page.clock.runFor(10_000)
      await page.keyboard.press('Enter')
      await page.clock.runFor(10_000)
      expect([sent.length, page.url().endsWith(part)]).toEqual([before, true])
      await keys.send('Input.insertText', { text: '苏禾𠮷' })
      await page.clock.runFor(2000)
      await saved(page, 'saved')
      await page.reload()
      expect(await field.inputValue()).toBe('苏禾𠮷')
      await page.close()
    })

    test('stays while a search is composed: Enter looks for nothing yet', async () => {
      const page = await individual.context.newPage()
      const keys = await page.context().newCDPSession(page)
      await page.goto('/catalogue')
      await page.locator('#q').focus()
      await keys.send('Input.imeSetComposition', { text: 'zhongshu', selectionStart: 8, selectionEnd: 8 })
      await page.keyboard.press('Enter')
      await keys.send('Input.insertText', { text: '中暑' })
      expect(await page.locator('#q').inputValue()).toContain('中暑')
      expect(new URL(page.url()).search).toBe('')
      await page.keyboard.press('Enter')
      await page.waitForURL(/q=/)
      await page.close()
    })

    test('is left alone by an upload, which shows how far it is', async () => {
      const { page, context } = individual
      const keys = await context.newCDPSession(page)
      await page.goto(part.replace('/applicant', '/content'))
      await keys.send('Network.emulateNetworkConditions', {
        ...{ offline: false, latency: 0, downloadThroughput: -1 },
        uploadThroughput: 100_000,
      })
      const { name, type, bytes } = await comicPage(1)
      const padded = Buffer.concat([Buffer.from(bytes), Buffer.alloc(60_000)])
      await page.locator('input[type=file]').setInputFiles({ name, mimeType: type, buffer: padded })
      await page.getByRole('button', { name: portal.draft.upload, exact: true }).click()
      await page.getByRole('progressbar', { name: portal.draft.uploadProgress }).waitFor()
      await page.locator('table').getByText(name).waitFor()
      await page
        .locator('input[type=file]')
        .setInputFiles({ name: 'x.exe', mimeType: '', buffer: Buffer.from('MZ\0\0') })
      await page.getByRole('button', { name: portal.draft.upload, exact: true }).click()
      await page.locator('form.panel [role=alert]').waitFor()
      expect(await page.locator('input[type=file]').evaluate((each) => (each as HTMLInputElement).files?.length)).toBe(
        1,
      )
      await keys.detach()
    })
  })
}
