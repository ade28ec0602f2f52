import { describe, expect, test } from '@jest/globals'
import type { Page } from 'playwright-core'
import type { Visitor } from '../../support/browser'
import { hrefs } from './world'
import type { World } from './world'

interface Printed {
  hidden: string[]
  dark: string[]
  stacked: string[]
}

/** What would spoil the printed page: things to press, anything but black on white, tables taken apart. */
const spoiled = (page: Page): Promise<Printed> =>
  page.evaluate(() => {
    const shown = (element: Element) => element.checkVisibility()
    const name = (element: Element) => `${element.tagName.toLowerCase()}.${element.className}`
    const light = (colour: string) => {
      const [red = 0, green = 0, blue = 0, alpha = 1] = (colour.match(/[\d.]+/g) ?? []).map(Number)
      return alpha === 0 || Math.min(red, green, blue) > 230
    }
    const all = [...document.querySelectorAll('body, body *')].filter(shown)
    const pressed = [...document.querySelectorAll('nav, button, form, .settings')].filter(shown)
    return {
      hidden: pressed.map(name),
      dark: all.filter((each) => !light(getComputedStyle(each).backgroundColor)).map(name),
      stacked: [...document.querySelectorAll('table')]
        .filter((each) => shown(each) && getComputedStyle(each).display !== 'table')
        .map(name),
    }
  })

async function printedAs({ page, go }: Visitor, path: string): Promise<Printed> {
  await go(path)
  await page.emulateMedia({ media: 'print', colorScheme: 'dark' })
  const said = await spoiled(page)
  await page.emulateMedia({ media: null, colorScheme: null })
  return said
}

const clean: Printed = { hidden: [], dark: [], stacked: [] }

/** What forced colours take away, where only a border or an outline can say it. */
const unmarked = (page: Page): Promise<string[]> =>
  page.evaluate(() =>
    [...document.querySelectorAll('main :is(button, .button, input, textarea, select, .choice, .state, .card)')]
      .filter((each) => each.checkVisibility())
      .filter((each) => {
        const { borderTopStyle, borderTopWidth, appearance } = getComputedStyle(each)
        const ownLook = each instanceof HTMLInputElement && ['checkbox', 'radio', 'file'].includes(each.type)
        const link = each.matches('button.link')
        return (
          !ownLook && !link && appearance !== 'auto' && (borderTopStyle === 'none' || parseFloat(borderTopWidth) < 1)
        )
      })
      .map((each) => `${each.tagName.toLowerCase()}.${each.className}`),
  )

export function paperAndContrast(world: World): void {
  describe('on paper, from a browser that is dark', () => {
    test('a notice, a receipt, an award and a draft are black on white, with nothing to press', async () => {
      const visitor = await world.person('individual')
      const { page, go } = visitor
      await go('/notices')
      const [notice = ''] = await hrefs(page, '/notices/')
      await go('/my')
      const [receipt = ''] = await hrefs(page, '/my/applications/')
      const [award = ''] = await hrefs(page, '/my/awards/')
      const [draft = ''] = await hrefs(page, '/my/drafts/')
      for (const path of [notice, receipt, award, `${draft}/check`])
        expect({ path, ...(await printedAs(visitor, path)) }).toEqual({ path, ...clean })
      await page.emulateMedia({ media: 'print' })
      await page.locator('.watermark').waitFor()
      await visitor.shot('faces-printed-draft')
      await visitor.context.close()
    })
  })

  describe('in forced colours', () => {
    test('everything to press or to fill in has an edge, and the focus is seen', async () => {
      const visitor = await world.person('individual', {
        forcedColors: 'active',
        viewport: { width: 360, height: 740 },
      })
      const { page, go } = visitor
      await go('/my')
      const [draft = ''] = await hrefs(page, '/my/drafts/')
      for (const path of ['/my', draft, `${draft}/work`, `${draft}/check`, '/catalogue']) {
        await go(path)
        expect({ path, unmarked: await unmarked(page) }).toEqual({ path, unmarked: [] })
      }
      await go(`${draft}/work`)
      await page.locator('[name=title]').focus()
      const outline = await page.locator('[name=title]').evaluate((each) => getComputedStyle(each).outlineStyle)
      expect(outline).toBe('solid')
      await visitor.shot('faces-forced-colours')
      await visitor.context.close()
    })
  })
}
