import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import type { CDPSession, Page, Request } from 'playwright-core'
import sharp from 'sharp'
import { words } from '../../../src/i18n'
import { startDraft } from '../../support/applicant'
import type { Visitor } from '../../support/browser'
import { sha256Of } from '../../support/tus'
import type { World } from './world'

const { draft: said } = words('zh').portal
const name = '噪声.png'

export function uploads(world: World): void {
  describe('an upload from a page', () => {
    const dir = mkdtempSync(path.join(tmpdir(), 'kepu-upload-'))
    const file = path.join(dir, name)
    let individual: Visitor
    let keys: CDPSession
    let bytes: Buffer
    let part = ''

    beforeAll(async () => {
      // Large enough that no socket takes it in at once; most of it stands behind the end of the picture, where nobody decodes it.
      const picture = sharp({ create: { width: 60, height: 40, channels: 3, background: '#247' } })
      bytes = Buffer.concat([await picture.png().toBuffer(), randomBytes(20_000_000)])
      writeFileSync(file, bytes)
      individual = await world.person('individual', { viewport: { width: 360, height: 740 } })
      part = `/my/drafts/${await startDraft(individual, world.call)}/content`
      keys = await individual.context.newCDPSession(individual.page)
    })
    afterAll(() => {
      rmSync(dir, { recursive: true })
    })

    /** Bytes a second that go out; −1 = as many as may. */
    const pace = (uploadThroughput: number, offline = false) =>
      keys.send('Network.emulateNetworkConditions', { offline, latency: 0, downloadThroughput: -1, uploadThroughput })
    const button = (page: Page, label: string) => page.getByRole('button', { name: label, exact: true })
    const begin = async (page: Page) => {
      await page.locator('input[type=file]').setInputFiles(file)
      await button(page, said.upload).click()
    }
    const hasSent = (page: Page, least: number) =>
      page.waitForFunction((wanted) => (document.querySelector('progress')?.value ?? 0) > wanted, least)

    test('shows how far it is; paused it waits; after a reload it goes on where it was, and arrives as it is', async () => {
      const { page } = individual
      await page.goto(part)
      await pace(2_000_000)
      await begin(page)
      await hasSent(page, 500_000)
      await button(page, said.uploadPause).click()
      await page.getByText(said.uploadPaused).waitFor()
      await button(page, said.uploadGoOn).click()
      await hasSent(page, 1_500_000)
      await individual.shot('faces-upload')
      await page.reload()
      await page.getByRole('region', { name: said.unfinished }).getByText(name).waitFor()
      await pace(-1)
      const asked: Request[] = []
      page.on('request', (request) => asked.push(request))
      await begin(page)
      await page.locator('table').getByText(name).waitFor()
      const [first] = asked.filter((request) => request.method() === 'PATCH')
      expect(Number(first?.headers()['upload-offset'])).toBeGreaterThan(500_000)
      expect(asked.filter((request) => request.method() === 'POST' && request.url().endsWith('/uploads'))).toEqual([])
      const link = await page.locator('table').getByRole('link', { name, exact: true }).getAttribute('href')
      const answer = await page.request.get(new URL(link ?? '', page.url()).href)
      expect(sha256Of(await answer.body())).toBe(sha256Of(bytes))
      expect(await page.getByRole('region', { name: said.unfinished }).count()).toBe(0)
      expect(await page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith('tus::')))).toEqual([])
    })

    test('without a network waits, says so, and goes on by itself', async () => {
      const { page } = individual
      await pace(2_000_000)
      await begin(page)
      await hasSent(page, 500_000)
      await pace(0, true)
      await page.getByText(said.uploadWaiting).waitFor()
      await pace(-1)
      await page.locator('table').getByRole('link', { name, exact: true }).nth(1).waitFor()
    })

    test('that was begun can be given up', async () => {
      const { page } = individual
      await pace(2_000_000)
      await begin(page)
      await hasSent(page, 500_000)
      await page.reload()
      await pace(-1)
      const unfinished = page.getByRole('region', { name: said.unfinished })
      await unfinished.getByRole('button').click()
      await page.getByText(words('zh').portal.done.fileGivenUp).waitFor()
      expect(await unfinished.count()).toBe(0)
      await keys.detach()
    })
  })
}
