// @needs chromium
// @database sqlite
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import type { Page } from 'playwright-core'
import { words } from '../../src/i18n'
import { answersOf } from '../journeys/story'
import { enter, seriousFindings, sideways, tabTo } from '../support/a11y'
import { fillDraft, nameOf, register, startDraft, submit } from '../support/applicant'
import { openStage } from '../support/browser'
import type { Stage, Visitor } from '../support/browser'
import { demoLeft, serveBuilt } from '../support/built'
import type { Built } from '../support/built'
import { signIn } from '../support/desk'

const { portal } = words('zh')
const secret = 'demo-Kepu-2026'
const emailOf = (who: string) => `${who}@demo.kepu.example`

let built: Built
let stage: Stage
let call = ''

/** A person of the demonstration, signed in. */
async function person(who: string, options = {}): Promise<Visitor> {
  const visitor = await stage.visitor(who, options)
  await signIn(visitor, emailOf(who), secret)
  return visitor
}

const hrefs = async (page: Page, start: string): Promise<string[]> => {
  const all = await page
    .locator(`main a[href^="${start}"]`)
    .evaluateAll((links) => links.map((link) => link.getAttribute('href') ?? ''))
  return [...new Set(all.map((href) => href.split('#')[0] ?? href))]
}

beforeAll(async () => {
  built = await serveBuilt(await demoLeft())
  stage = await openStage(built.url, [
    { pattern: /ERR_INTERNET_DISCONNECTED/, reason: 'a test cuts the network on purpose' },
    { pattern: /status of 409/, reason: 'a second tab saves on purpose; the browser notes every such answer' },
    { pattern: /status of 404 .*\/nowhere/, reason: 'a page that is not there is one of the pages' },
  ])
  const visitor = await stage.visitor('first')
  await visitor.go('/calls')
  call = (await hrefs(visitor.page, '/calls/'))[0]?.split('/').at(-1) ?? ''
}, 180_000)
afterAll(async () => {
  // Whatever of it was opened.
  await (stage as Stage | undefined)?.close()
  await (built as Built | undefined)?.stop()
})

/** Every page of the portal that this person can open, found as a person finds it: by its links. */
async function pagesOf(who: 'everybody' | 'individual' | 'expert1'): Promise<{ visitor: Visitor; paths: string[] }> {
  const phone = { viewport: { width: 320, height: 640 } }
  if (who === 'everybody') {
    const visitor = await stage.visitor(who, phone)
    const found = []
    for (const list of ['/calls', '/notices', '/catalogue']) {
      await visitor.go(list)
      found.push(list, ...(await hrefs(visitor.page, `${list}/`)).slice(0, 2))
    }
    const forms = ['/register', '/sign-in', '/forgot', '/reset?token=none', '/verify', '/verify?token=none']
    return { visitor, paths: ['/', ...found, '/catalogue?q=中暑', ...forms, '/nowhere'] }
  }
  const visitor = await person(who, phone)
  if (who === 'individual') {
    await visitor.go('/my')
    const [draft = ''] = await hrefs(visitor.page, '/my/drafts/')
    const more = [...(await hrefs(visitor.page, '/my/applications/')), ...(await hrefs(visitor.page, '/my/awards/'))]
    await visitor.go(draft)
    return { visitor, paths: ['/my', draft, ...(await hrefs(visitor.page, `${draft}/`)), ...more] }
  }
  await visitor.go('/review')
  const reviews = (await hrefs(visitor.page, '/review/')).slice(0, 3)
  return { visitor, paths: ['/review', ...reviews, ...reviews.slice(0, 1).map((path) => `${path}?check=1`)] }
}

async function dressed({ context }: Visitor, lang: string, print: string): Promise<void> {
  const { url } = built
  await context.addCookies([
    { name: 'kepu-lang', value: lang, url },
    { name: 'kepu-print', value: print, url },
  ])
}

async function findingsOf({ visitor, paths }: { visitor: Visitor; paths: string[] }): Promise<string[]> {
  const found: string[] = []
  for (const path of paths) {
    await visitor.go(path)
    const all = [...(await seriousFindings(visitor.page)), ...(await sideways(visitor.page))]
    found.push(...all.map((each) => `${path} ${each}`))
  }
  return found
}

describe('every page of the portal, at 320 px', () => {
  for (const [lang, print] of [
    ['zh', 'normal'],
    ['zh', 'large'],
    ['en', 'normal'],
    ['en', 'large'],
  ] as const)
    test(`has no serious finding and does not scroll sideways: ${lang}, ${print} print`, async () => {
      const all = await Promise.all(
        (['everybody', 'individual', 'expert1'] as const).map(async (who) => {
          const found = await pagesOf(who)
          expect(found.paths.length).toBeGreaterThan(3)
          await dressed(found.visitor, lang, print)
          const said = await findingsOf(found)
          expect(await found.visitor.page.locator('html').getAttribute('lang')).toBe(lang === 'zh' ? 'zh-CN' : 'en')
          await found.visitor.shot(`faces-${who}-${lang}-${print}`)
          await found.visitor.context.close()
          return said
        }),
      )
      expect(all.flat()).toEqual([])
    })
})

describe('a creator without a mouse', () => {
  test('goes from the sign-in to the receipt by keyboard alone', async () => {
    const visitor = await stage.visitor('keyboard')
    const { page, go } = visitor
    await go(`/calls/${call}`)
    await enter(page, page.getByRole('link', { name: portal.calls.signInToStart }))
    await page.waitForURL(/sign-in/)
    await typed(page, 'email', emailOf('school'))
    await typed(page, 'password', secret)
    await page.keyboard.press('Enter')
    await page.waitForURL(`**/calls/${call}`)
    await enter(page, page.getByRole('button', { name: portal.calls.start, exact: true }))
    await page.waitForURL(/\/my\/drafts\/[^/]+$/)
    await enter(page, page.locator('ol.tasks a').first())
    for (;;) {
      await page.waitForURL(/\/my\/drafts\/[^/]+\/\w+/)
      const part = new URL(page.url()).pathname.split('/').at(-1) ?? ''
      if (part === 'check') break
      await partByKeyboard(page)
      await enter(page, page.getByRole('button', { name: portal.draft.saveNext, exact: true }))
      await page.waitForURL((url) => !url.pathname.endsWith(`/${part}`))
    }
    await enter(page, page.getByRole('button', { name: portal.check.submit, exact: true }))
    await page.waitForURL(/\/my\/applications\//)
    expect(await page.locator('.receipt').innerText()).toMatch(/JLP-\d{4}-[\s\S]*[0-9a-f]{64}/)
  })
})

async function typed(page: Page, name: string, text: string): Promise<void> {
  await tabTo(page, page.locator(`main [name="${name}"]`))
  await page.keyboard.insertText(text)
}

/** One part of the form: what has an answer is reached and answered by keys, in the order of the page. */
async function partByKeyboard(page: Page): Promise<void> {
  const answers = Object.entries(answersOf.article()).map(([sent, given]) => [nameOf(sent), [given].flat()] as const)
  const names = await page.locator('main form [name]').evaluateAll((all) => all.map((one) => one.getAttribute('name')))
  const here = answers.filter(([name]) => names.includes(name))
  here.sort(([a], [b]) => names.indexOf(a) - names.indexOf(b))
  for (const [name, given] of here) {
    const field = page.locator(`main form [name="${name}"]`)
    const kind = await field.first().evaluate((element) => (element as HTMLInputElement).type)
    if (kind === 'radio' || kind === 'checkbox')
      for (const value of given) {
        const box = field.and(page.locator(`[value="${value}"]`))
        await tabTo(page, box)
        if (!(await box.isChecked())) await page.keyboard.press('Space')
        expect(await box.isChecked()).toBe(true)
      }
    else if (kind.startsWith('select')) await choose(page, name, given[0] ?? '')
    else await typed(page, name, given.join())
  }
}

async function choose(page: Page, name: string, value: string): Promise<void> {
  const field = page.locator(`main form [name="${name}"]`)
  await tabTo(page, field)
  for (let pressed = 0; pressed < 60 && (await field.inputValue()) !== value; pressed++)
    await page.keyboard.press('ArrowDown')
  expect(await field.inputValue()).toBe(value)
}

describe('a creator without scripts', () => {
  test('registers, fills every part and hands in', async () => {
    const visitor = await stage.visitor('no script', { javaScriptEnabled: false })
    await register(visitor, built, '无脚本·创作者', 'plain@example.test')
    await startDraft(visitor, call)
    await fillDraft(visitor, answersOf.article())
    expect((await submit(visitor)).number).toMatch(/^JLP-/)
  })
})

describe('what a creator typed', () => {
  let individual: Visitor
  let part = ''

  beforeAll(async () => {
    individual = await person('individual')
    part = `/my/drafts/${await startDraft(individual, call)}/applicant`
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
})

describe('the portal', () => {
  test('puts the focus on what is wrong, says so in the title, and leads to the field', async () => {
    const { page, go, context } = await stage.visitor('mistaken')
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

  test('remembers the language and the large print', async () => {
    const { page, go, context } = await stage.visitor('switching')
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
    const visitor = await person('studio')
    for (const path of ['/admin', '/admin/collections/applications', '/admin/ranking', '/admin/collections/users']) {
      await visitor.go(path)
      const bytes = await visitor.page.content()
      expect({ path, found: /JLP-\d{4}|苏禾|沈岚|(?:officer|individual|expert1)@demo/.exec(bytes)?.[0] }).toEqual({
        path,
      })
    }
    await visitor.shot('faces-creator-at-admin')
  })

  test('left nothing for the browsers to complain about: no error, nothing against the policy, no foreign host', () => {
    expect(stage.complaints()).toEqual([])
  })
})
