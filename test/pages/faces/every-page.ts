import { describe, expect, test } from '@jest/globals'
import type { Page } from 'playwright-core'
import { seriousFindings, sideways, spaced } from '../../support/a11y'
import type { Visitor } from '../../support/browser'
import { hrefs } from './world'
import type { World } from './world'

type Who = 'everybody' | 'individual' | 'expert1'

/** The pages of the portal that this person can open, found as a person finds them: by their links. */
async function pathsFor(who: Who, { page, go }: Visitor): Promise<string[]> {
  if (who === 'everybody') {
    const found = []
    for (const list of ['/calls', '/notices', '/catalogue']) {
      await go(list)
      found.push(list, ...(await hrefs(page, `${list}/`)).slice(0, 2))
    }
    return [
      '/',
      ...found,
      '/catalogue?q=中暑',
      '/register',
      '/sign-in',
      '/forgot',
      '/reset?token=none',
      '/verify',
      '/verify?token=none',
      '/nowhere',
    ]
  }
  if (who === 'individual') {
    await go('/my')
    const [draft = ''] = await hrefs(page, '/my/drafts/')
    const more = [...(await hrefs(page, '/my/applications/')), ...(await hrefs(page, '/my/awards/'))]
    await go(draft)
    return ['/my', draft, ...(await hrefs(page, `${draft}/`)), ...more]
  }
  await go('/review')
  const reviews = (await hrefs(page, '/review/')).slice(0, 3)
  return ['/review', ...reviews, ...reviews.slice(0, 1).map((path) => `${path}?check=1`)]
}

const narrow = { width: 320, height: 640 }
const enlarge = (page: Page, large: boolean) =>
  page.evaluate((value) => {
    if (value) document.documentElement.dataset.print = 'large'
    else delete document.documentElement.dataset.print
  }, large)

/**
 * A page as it can be worn, drawn once: light and dark, in large print, with the spacing of WCAG 1.4.12, at the widths of
 * a small phone, of 200 % zoom and of a watch. Print and theme change colours and sizes alone, so after the first look
 * only the rules about those are asked again, and of colours in one language.
 */
async function lookedAt(page: Page, lang: 'zh' | 'en'): Promise<string[]> {
  const found: string[] = []
  const note = (dress: string, said: string[]) => found.push(...said.map((each) => `${dress}: ${each}`))
  const colours = lang === 'zh' ? ['color-contrast'] : []
  const but = lang === 'zh' ? [] : ['color-contrast']
  note('320 px', [...(await seriousFindings(page, { but })), ...(await sideways(page))])
  if (lang === 'zh') {
    await page.emulateMedia({ colorScheme: 'dark' })
    note('dark', await seriousFindings(page, { only: colours }))
    await page.emulateMedia({ colorScheme: 'light' })
  }
  await enlarge(page, true)
  note('large', [...(await seriousFindings(page, { only: ['target-size', ...colours] })), ...(await sideways(page))])
  await spaced(page)
  note('large and spaced', await sideways(page))
  await enlarge(page, false)
  for (const width of [256, 640]) {
    await page.setViewportSize({ ...narrow, width })
    note(`${String(width)} px, spaced`, await sideways(page))
  }
  await page.setViewportSize(narrow)
  return found
}

/** Brackets within brackets: a date or a name that brings its own into a sentence that has some. */
const nested = (text: string): string[] => text.match(/（[^（）\n]*（[^（）\n]*）[^（）\n]*）/g) ?? []

export function everyPage(world: World): void {
  describe('every page of the portal', () => {
    for (const who of ['everybody', 'individual', 'expert1'] as const)
      test(`that ${who} opens has no serious finding and never scrolls sideways, in both languages`, async () => {
        const options = { viewport: narrow, colorScheme: 'light' } as const
        const visitor = who === 'everybody' ? await world.stage.visitor(who, options) : await world.person(who, options)
        const paths = await pathsFor(who, visitor)
        expect(paths.length).toBeGreaterThan(3)
        const found: string[] = []
        for (const lang of ['zh', 'en'] as const) {
          await visitor.context.addCookies([{ name: 'kepu-lang', value: lang, url: world.built.url }])
          for (const path of paths) {
            const status = await visitor.go(path)
            const said = await visitor.page.locator('html').getAttribute('lang')
            expect({ path, status, said }).toEqual({ path, status, said: lang === 'zh' ? 'zh-CN' : 'en' })
            const text = await visitor.page.locator('main').innerText()
            found.push(
              ...[...(await lookedAt(visitor.page, lang)), ...nested(text)].map((each) => `${lang} ${path} ${each}`),
            )
          }
          await visitor.shot(`faces-${who}-${lang}`)
        }
        expect(found).toEqual([])
        await visitor.context.close()
      })
  })
}
