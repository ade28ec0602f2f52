import { afterAll, beforeAll } from '@jest/globals'
import type { BrowserContextOptions, Page } from 'playwright-core'
import { openStage } from '../../support/browser'
import type { Stage, Visitor } from '../../support/browser'
import { demoLeft, serveBuilt } from '../../support/built'
import type { Built } from '../../support/built'
import { signIn } from '../../support/desk'

export const secret = 'demo-Kepu-2026'
export const emailOf = (who: string) => `${who}@demo.kepu.example`

/** The demonstration, served once for all that looks at it, and one browser. */
export interface World {
  built: Built
  stage: Stage
  /** The call that is open. */
  call: string
  /** A person of the demonstration, signed in; the second browser of a person takes over the session of the first. */
  person: (who: string, options?: BrowserContextOptions) => Promise<Visitor>
}

/** Where the links of a page lead that begin so. */
export const hrefs = async (page: Page, start: string): Promise<string[]> => {
  const all = await page
    .locator(`main a[href^="${start}"]`)
    .evaluateAll((links) => links.map((link) => link.getAttribute('href') ?? ''))
  return [...new Set(all.map((href) => href.split('#')[0] ?? href))]
}

/** Opens the world before the tests of this file and closes it after them. */
export function openWorld(): World {
  const world = {} as World
  const sessions: Record<string, NonNullable<BrowserContextOptions['storageState']>> = {}
  world.person = async (who, options = {}) => {
    const known = sessions[who]
    const visitor = await world.stage.visitor(who, { ...options, ...(known ? { storageState: known } : {}) })
    if (!known) {
      await signIn(visitor, emailOf(who), secret)
      sessions[who] = await visitor.context.storageState()
    }
    return visitor
  }
  beforeAll(async () => {
    world.built = await serveBuilt(await demoLeft())
    world.stage = await openStage(world.built.url, [
      { pattern: /ERR_INTERNET_DISCONNECTED/, reason: 'a test cuts the network on purpose' },
      { pattern: /status of 409/, reason: 'a second tab saves on purpose; the browser notes every such answer' },
      {
        pattern: /status of 422/,
        reason: 'tests send what is refused on purpose; the browser notes every such answer',
      },
      { pattern: /status of 404 .*nowhere/, reason: 'a page that is not there is one of the pages' },
    ])
    const visitor = await world.stage.visitor('first')
    await visitor.go('/calls')
    world.call = (await hrefs(visitor.page, '/calls/'))[0]?.split('/').at(-1) ?? ''
    await visitor.context.close()
  })
  afterAll(async () => {
    // Whatever of it was opened.
    await (world.stage as Stage | undefined)?.close()
    await (world.built as Built | undefined)?.stop()
  })
  return world
}
