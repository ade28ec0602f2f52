// @needs chromium
// @database sqlite
import { createHash } from 'node:crypto'
import { writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import type { Frame, Page } from 'playwright-core'
import { seal } from '../../src/files/intake'
import { words } from '../../src/i18n'
import { openDesk } from '../http/released-works'
import { seriousFindings, sideways } from '../support/a11y'
import { openStage } from '../support/browser'
import type { Stage } from '../support/browser'
import { serveBuilt } from '../support/built'
import type { Built } from '../support/built'
import { signIn } from '../support/desk'
import { startServer } from '../support/server'
import type { TestServer } from '../support/server'
import { evilGame, goodGame } from './games/packages'

const { game } = words('zh').portal

let built: Built
let stage: Stage
let good = ''
let evil = ''
let trial = ''
let email = ''
/** What got out. */
const heard: string[] = []
const outside = createServer((request, response) => {
  heard.push(`${request.method ?? ''} ${request.url ?? ''}`)
  response.end()
})

async function takenIn({ house }: TestServer, owner: string, bytes: Uint8Array): Promise<string> {
  const path = await house.storage.tempPath()
  await writeFile(path, bytes)
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  return (await seal(house, owner, { path, bytes: bytes.length, sha256, name: '水循环.zip', mime: '' })).id
}

beforeAll(async () => {
  await new Promise<void>((resolve) => outside.listen(0, '127.0.0.1', resolve))
  const server = await startServer()
  const desk = await openDesk(server)
  const creator = await server.person('创作者')
  email = creator.email
  trial = await takenIn(server, creator.id, await goodGame())
  const work = await desk.cleared({ title: '水循环', format: 'game', originals: [trial] })
  await server.drain()
  await desk.editors[2].command('work', 'release', {}, work.id)
  good = work.number
  const { port } = outside.address() as AddressInfo
  const bad = await takenIn(server, creator.id, evilGame(`http://localhost:${String(port)}`))
  const other = await desk.cleared({ title: '恶意', format: 'game', originals: [bad] })
  await server.drain()
  await desk.editors[2].command('work', 'release', {}, other.id)
  evil = other.number
  built = await serveBuilt(await server.suspend(), '2026-03-03T01:00:00.000Z')
  stage = await openStage(built.url, [
    { pattern: /^foreign host: http:\/\/games\.localhost:/, reason: 'games have a host of their own' },
    { pattern: /Content Security Policy.*data\.json|data\.json.*Content Security Policy/, reason: 'the game tries it' },
    { pattern: /status of 403/, reason: 'somebody opens the address of an unreleased game' },
  ])
})
afterAll(async () => {
  await (stage as Stage | undefined)?.close()
  await (built as Built | undefined)?.stop()
  await new Promise((resolve) => outside.close(resolve))
})

/** Starts the game of this page, and waits for what it has to say. */
async function played(page: Page): Promise<{ frame: Frame; said: unknown }> {
  await page.getByRole('link', { name: game.start }).click()
  const frame = await (await page.locator('.game iframe').elementHandle()).contentFrame()
  if (!frame) throw new Error('no frame')
  await frame.waitForURL(/^http:\/\/games\.localhost/)
  const said = frame.locator('#said:not(:empty)')
  await said.waitFor({ state: 'attached' })
  return { frame, said: JSON.parse((await said.textContent()) ?? '') as unknown }
}

const everything = {
  ...{
    modules: 5,
    later: 5,
    style: 'rgb(1, 2, 3)',
    font: 1,
    picture: 8,
    sound: '0.1',
    wasm: 5,
    storage: '392',
    worker: 42,
  },
  fetched: 'no: TypeError',
}

describe('a game', () => {
  test('is played on the page of its work, on a phone too: modules, font, picture, sound, WebAssembly, storage', async () => {
    const { page, go, shot, context } = await stage.visitor('player', { viewport: { width: 375, height: 700 } })
    await go(`/catalogue/${good}`)
    expect([...(await seriousFindings(page)), ...(await sideways(page))]).toEqual([])
    expect(await page.locator('.game iframe').getAttribute('src')).toBeNull()
    expect((await played(page)).said).toEqual(everything)
    await shot('game-phone')
    expect([...(await seriousFindings(page)), ...(await sideways(page))]).toEqual([])
    await context.close()
  })

  test('gives the keyboard back when Escape is pressed, whatever it does with its keys; fills the screen; ends', async () => {
    const { page, go, shot, context } = await stage.visitor('keys')
    await go(`/catalogue/${good}`)
    const { frame } = await played(page)
    await shot('game-desktop')
    await frame.locator('input').focus()
    await page.keyboard.press('Escape')
    const again = page.getByRole('link', { name: game.restart })
    await page.waitForFunction((name) => document.activeElement?.textContent === name, game.restart)
    expect(await again.evaluate((link) => link === document.activeElement)).toBe(true)
    await page.getByRole('button', { name: game.fullScreen }).click()
    await page.waitForFunction(() => document.fullscreenElement?.matches('.game iframe'))
    await page.evaluate(() => document.exitFullscreen())
    await page.getByRole('button', { name: game.stop }).click()
    await page.getByRole('link', { name: game.start }).waitFor()
    await context.close()
  })

  test('starts by a plain link where no script of ours runs', async () => {
    const { page, go, context } = await stage.visitor('plain', { javaScriptEnabled: false })
    await go(`/catalogue/${good}`)
    await page.getByRole('link', { name: game.start }).click()
    await page.frameLocator('.game iframe').getByRole('heading', { name: '水循环' }).waitFor()
    await context.close()
  })

  test('is tried by its maker before its release, and by nobody who has its address', async () => {
    const visitor = await stage.visitor('maker')
    await signIn(visitor, email)
    await visitor.go(`/play/${trial}`)
    const { frame, said } = await played(visitor.page)
    expect(said).toEqual(everything)
    await visitor.shot('game-trial')
    const { page, context } = await stage.visitor('finder')
    expect((await page.goto(frame.url()))?.status()).toBe(403)
    await page.goto(`${built.url}/play/${trial}`)
    expect(new URL(page.url()).pathname).toBe('/sign-in')
    await context.close()
    await visitor.context.close()
  })

  test('and nobody complained', () => {
    expect(stage.complaints()).toEqual([])
  })
})

describe('trap 45: a malicious game', () => {
  test('reads no cookie and no page, calls nobody, goes nowhere, and nothing gets out', async () => {
    const visitor = await stage.visitor('victim')
    await signIn(visitor, email)
    const { page, go, context } = visitor
    const [opened, downloads, dialogs]: unknown[][] = [[], [], []]
    context.on('page', (each) => opened?.push(each))
    page.on('download', (each) => downloads?.push(each))
    page.on('dialog', (each) => {
      dialogs?.push(each)
      void each.dismiss()
    })
    await go(`/catalogue/${evil}`)
    const { frame, said } = await played(page)
    const refused = ['parent page', 'top address', 'top goes away', 'popup', 'api', 'command']
    const more = ['own files', 'xhr', 'socket', 'events', 'picture', 'picture of the portal', 'module', 'worker']
    const last = ['service worker', 'database', 'camera', 'place']
    expect(said).toEqual({
      ...Object.fromEntries([...refused, ...more, ...last].map((name) => [name, 'refused'])),
      ...{ cookie: 'empty', 'set cookie': 'empty', origin: 'null', calls: 'undefined', beacon: 'true' },
    })
    expect(new URL(page.url()).pathname).toBe(`/catalogue/${evil}`)
    // It may leave its own frame, and gets nowhere either.
    await page.evaluate(
      (where) => document.querySelector('iframe')?.contentWindow?.postMessage(where, '*'),
      `http://localhost:${String((outside.address() as AddressInfo).port)}/left`,
    )
    await frame.waitForURL((url) => !url.href.startsWith('http://games.'))
    await visitor.shot('game-evil')
    expect([opened, downloads, dialogs]).toEqual([[], [], []])
    expect(heard).toEqual([])
    await go('/my')
    expect(new URL(page.url()).pathname).toBe('/my')
    await context.close()
  })

  test('trap 46: alone in a tab it has no more than in a frame', async () => {
    const { page, context } = await stage.visitor('alone')
    const said = page.locator('#said:not(:empty)')
    await page.goto(`${built.url}/catalogue/${evil}`)
    await page.goto((await page.locator('.game a').getAttribute('href')) ?? '')
    await said.waitFor({ state: 'attached' })
    const found = JSON.parse((await said.textContent()) ?? '') as Record<string, string>
    expect(found).toMatchObject({ cookie: 'empty', origin: 'null', api: 'refused', popup: 'refused' })
    expect([found['service worker'], heard]).toEqual(['refused', []])
    await context.close()
  })
})
