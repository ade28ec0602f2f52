import { existsSync, mkdirSync } from 'node:fs'
import path from 'node:path'
import { chromium } from 'playwright-core'
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core'

/** Something a browser may say that is no fault, and why. */
export interface Allowed {
  pattern: RegExp
  reason: string
}

export interface Visitor {
  page: Page
  context: BrowserContext
  /** Opens a page of the site; returns its status. */
  go: (where: string) => Promise<number>
  /** Keeps a picture of the whole page, when somebody asked for pictures. */
  shot: (name: string) => Promise<void>
}

export interface Stage {
  /** A person with a browser of their own. */
  visitor: (name: string, options?: BrowserContextOptions) => Promise<Visitor>
  /** Everything that browsers complained about so far: errors, forbidden styles and scripts, foreign hosts. */
  complaints: () => string[]
  /** What everybody has before their eyes now: for whoever has to find out why a step failed. */
  seen: () => Promise<string>
  close: () => Promise<void>
}

const calm = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
]

/** The time zone is not the programme's on purpose: what a page says must not depend on it. */
const usual: BrowserContextOptions = {
  locale: 'zh-CN',
  timezoneId: 'UTC',
  viewport: { width: 1280, height: 860 },
  reducedMotion: 'reduce',
}

/** Where pictures are kept for somebody who looks at them; without `KEPU_SCREENS` none is taken. */
const screens = (): string | undefined => {
  const dir = process.env.KEPU_SCREENS
  if (dir) mkdirSync(dir, { recursive: true })
  return dir
}

export async function openStage(url: string, allowed: readonly Allowed[] = []): Promise<Stage> {
  const named = process.env.CHROMIUM_BINARY ?? '/usr/bin/chromium'
  if (!existsSync(named)) throw new Error(`no Chromium at ${named}`)
  const browser: Browser = await chromium.launch({ executablePath: named, args: calm })
  const found: string[] = []
  const visitors: [name: string, page: Page][] = []
  const dir = screens()
  const complain = (who: string, text: string) => {
    if (!allowed.some(({ pattern }) => pattern.test(text))) found.push(`${who}: ${text}`)
  }
  return {
    async visitor(name, options = {}) {
      const context = await browser.newContext({ ...usual, baseURL: url, ...options })
      // Nothing of ours takes so long; a busy machine may.
      context.setDefaultTimeout(60_000)
      listen(context, url, (text) => {
        complain(name, text)
      })
      const page = await context.newPage()
      visitors.push([name, page])
      return {
        page,
        context,
        go: async (where) => (await page.goto(where, { waitUntil: 'load' }))?.status() ?? 0,
        shot: async (title) => {
          if (dir)
            await page.screenshot({ path: path.join(dir, `${title}.png`), fullPage: true, animations: 'disabled' })
        },
      }
    },
    complaints: () => [...found],
    seen: async () => (await Promise.all(visitors.map(seenBy))).join('\n'),
    close: () => browser.close(),
  }
}

async function seenBy([name, page]: [string, Page]): Promise<string> {
  const text = await page.locator('main, body').first().innerText({ timeout: 2000 }).catch(String)
  return `${name} at ${page.url()}:\n${text.replace(/\s*\n\s*/g, '\n').slice(0, 2000)}\n`
}

function listen(context: BrowserContext, url: string, complain: (text: string) => void): void {
  context.on('console', (message) => {
    if (message.type() !== 'error') return
    complain(
      `console at ${new URL(message.page()?.url() ?? url).pathname}: ${message.text()} ${message.location().url}`,
    )
  })
  context.on('weberror', (error) => {
    complain(`page error: ${error.error().message}`)
  })
  context.on('request', (request) => {
    const asked = request.url()
    if (/^https?:/.test(asked) && new URL(asked).host !== new URL(url).host) complain(`foreign host: ${asked}`)
  })
}

/**
 * Looks again until it is so. Only for what another process does in its own time.
 * @param every milliseconds between two looks
 */
export async function eventually(what: string, look: () => Promise<boolean>, every = 100): Promise<void> {
  const seconds = 500
  const end = performance.now() + seconds * 1000
  while (!(await look())) {
    if (performance.now() > end) throw new Error(`still not, after ${String(seconds)} s: ${what}`)
    await new Promise((resolve) => setTimeout(resolve, every))
  }
}

/** Looks at a page that is drawn anew each time, for what the worker makes meanwhile: seldom, since drawing costs what the worker needs. */
export const drawnUntil = (what: string, look: () => Promise<boolean>): Promise<void> => eventually(what, look, 2000)
