import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Locator, Page } from 'playwright-core'

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

interface Violation {
  id: string
  impact: string | null
  help: string
  nodes: { target: unknown[]; failureSummary?: string }[]
}

const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

/**
 * What axe finds serious or critical on this page, by all the rules we hold to, all but some, or some alone. It runs beside
 * the page, so the page's policy stays as it is.
 */
export async function seriousFindings(
  page: Page,
  { only, but = [] }: { only?: readonly string[]; but?: readonly string[] } = {},
): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe)
  const how = {
    runOnly: only ? { type: 'rule', values: [...only] } : { type: 'tag', values: rules },
    rules: Object.fromEntries(but.map((rule) => [rule, { enabled: false }])),
    resultTypes: ['violations'],
    // No rule of these looks into style sheets, which axe would fetch once more.
    preload: { assets: ['media'] },
  }
  const violations = await page.evaluate(async (asked) => {
    const { axe: engine } = window as unknown as {
      axe: { run: (where: Document, how: object) => Promise<{ violations: Violation[] }> }
    }
    return (await engine.run(document, asked)).violations
  }, how)
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, help, nodes }) => `${id}: ${help} at ${nodes.map(({ target }) => target.join(' ')).join(', ')}`)
}

/** What makes the page wider than the window, or nothing. */
export const sideways = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const wide = document.documentElement.clientWidth
    if (document.documentElement.scrollWidth <= wide) return []
    const out = [...document.querySelectorAll('body *')].filter((each) => each.getBoundingClientRect().right > wide + 1)
    const named = out.map((each) => `${each.tagName.toLowerCase()}.${each.className}`)
    return [`${String(document.documentElement.scrollWidth)} px: ${named.slice(0, 5).join(', ')}`]
  })

/** Spaces the text of this page as WCAG 1.4.12 asks that a page can bear. */
export const spaced = (page: Page): Promise<void> =>
  page.evaluate(() => {
    const sheet = new CSSStyleSheet()
    sheet.replaceSync(
      '* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important } p { margin-block-end: 2em !important }',
    )
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet]
  })

const hasFocus = (there: Locator) => there.evaluate((element) => element === document.activeElement)

/** Goes with Tab, and within a group of radio buttons with the arrows, until this has the focus. */
export async function tabTo(page: Page, there: Locator): Promise<void> {
  const name = await there.evaluate((element) =>
    element instanceof HTMLInputElement && element.type === 'radio' ? element.name : '',
  )
  for (let pressed = 0; pressed < 250; pressed++) {
    if (await hasFocus(there)) return
    const inGroup =
      name !== '' &&
      (await page.evaluate((group) => (document.activeElement as HTMLInputElement | null)?.name === group, name))
    await page.keyboard.press(inGroup ? 'ArrowDown' : 'Tab')
  }
  throw new Error(`the keyboard does not reach ${there.toString()}`)
}

/** Presses a button or follows a link by keyboard alone. */
export async function enter(page: Page, there: Locator): Promise<void> {
  await tabTo(page, there)
  await page.keyboard.press('Enter')
}
