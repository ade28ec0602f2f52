import { readFileSync } from 'node:fs'
import { describe, expect, test } from '@jest/globals'
import type { Page } from 'playwright-core'
import { words } from '../../../src/i18n'
import { answersOf } from '../../journeys/story'
import { latin, pdfBytes } from '../../media/pdf-bytes'
import { fillDraft, startDraft, submit } from '../../support/applicant'
import { drawnUntil } from '../../support/browser'
import { begin, offered, press, verbWord } from '../../support/desk'
import type { World } from './world'

const { admin, refusals, vocabulary } = words('zh')
const panel = (page: Page) => page.getByRole('region', { name: admin.panel.title, exact: true })

const pdf = (name: string, bytes: Uint8Array) => ({ name, type: 'application/pdf', bytes })
const telling = (name: string) => pdf('分镜.pdf', pdfBytes({ objects: [`10 0 obj\n(${latin(name)})\nendobj\n`] }))
const signed = pdf('封面.pdf', pdfBytes({ objects: ['10 0 obj\n<< /ByteRange [0 1 2 3] >>\nendobj\n'] }))

/** The id of the first row of a list, as the admin's own pages ask for it. */
const firstOf = (page: Page, collection: string, where = ''): Promise<string> =>
  page.evaluate(
    async (asked) => ((await (await fetch(asked)).json()) as { docs: { id: string }[] }).docs[0]?.id ?? '',
    `/api/${collection}?depth=0&limit=1&${where}`,
  )

export function desks(world: World): void {
  describe('the desks', () => {
    test('say nothing of the framework in the head of their pages', async () => {
      const { page, go, context } = await world.person('officer')
      await go('/admin')
      const heads = await page.evaluate(
        (paths) =>
          Promise.all(
            paths.map(async (path) => {
              const drawn = new DOMParser().parseFromString(await (await fetch(path)).text(), 'text/html')
              return [...drawn.querySelectorAll('title, meta, link[rel=icon]')].map((each) => each.outerHTML).join(' ')
            }),
          ),
        ['/admin', '/admin/collections/calls', '/admin/ranking', '/admin/collections/nowhere'],
      )
      expect(heads[0]).toContain('科普共创')
      for (const head of heads) expect(head).not.toMatch(/payload|og:|twitter:/i)
      await context.close()
    })

    test('name a payment, a review and a deliverable, and show no id of a row', async () => {
      const { page, go, context } = await world.person('auditor')
      await go('/admin')
      for (const collection of ['payments', 'reviews', 'deliverables', 'applications', 'awards']) {
        await go(`/admin/collections/${collection}/${await firstOf(page, collection)}`)
        await page.locator('.kepu-readonly').first().waitFor()
        const said = await page.locator('body').innerText()
        expect({ collection, id: /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-/.exec(said)?.[0] }).toEqual({ collection })
      }
      await context.close()
    })

    test('offer nothing of what stood before, from a command until the page is drawn anew', async () => {
      const { page, context, go } = await world.person('finance')
      let drawAnew = () => undefined as unknown
      const held = new Promise((resolve) => (drawAnew = () => resolve(undefined)))
      await go('/admin')
      await go(`/admin/collections/payments/${await firstOf(page, 'payments', 'where[state][equals]=requested')}`)
      await panel(page).waitFor()
      await page.route('**/admin/**', async (route) => {
        if (route.request().headers().rsc === '1') await held
        await route.continue()
      })
      const label = verbWord('payment', 'approve')
      await panel(page).getByRole('button', { name: label, exact: true }).click()
      await panel(page)
        .getByRole('button', { name: admin.panel.confirm.replace('{verb}', label) })
        .click()
      await panel(page)
        .getByRole('status')
        .filter({ hasText: admin.panel.done.replace('{verb}', label) })
        .waitFor()
      expect(await panel(page).getByRole('button').count()).toBe(0)
      drawAnew()
      await panel(page)
        .getByRole('button', { name: verbWord('payment', 'pay'), exact: true })
        .waitFor()
      await context.close()
    })

    test('export what a list shows, and no person', async () => {
      const { page, context, go } = await world.person('officer')
      await go('/admin/collections/applications?where[or][0][and][0][format][equals]=comic&sort=-requestedFen')
      const download = page.waitForEvent('download')
      await page.getByRole('link', { name: admin.exported.link }).click()
      const text = readFileSync(await (await download).path(), 'utf8')
      const lines = text.split('\r\n')
      expect(lines[0]).toMatch(/^\ufeff编号,标题,状态/)
      expect(lines.slice(1, -1)).toHaveLength(await page.locator('tbody tr').count())
      expect(lines[1]).toMatch(/^JLP-[\w-]+,[^,]+,[^,]+,[^,]+,漫画,.*,\d+\.00,/)
      expect(text).not.toMatch(/演示）,(?!20)|苏禾|何青|梁启|许安|023-/)
      await context.close()
    })
  })

  heldBack(world)
  dataOfACall(world)
}

function heldBack(world: World): void {
  describe('a blind copy that was held back', () => {
    test('is shown with its reasons; one file is replaced, one looked at, and experts can be assigned', async () => {
      const studio = await world.person('studio')
      const answers = answersOf.comic()
      await startDraft(studio, world.call)
      await fillDraft(studio, answers, [telling(String(answers.contactName)), signed])
      const { number } = await submit(studio)
      await studio.context.close()
      const officer = await world.person('officer')
      const { page } = officer
      const box = page.getByRole('region', { name: admin.blind.title })
      await officer.go('/admin')
      await drawnUntil('the copy was held back', async () => {
        await page.reload()
        return page.locator('.kepu-work li:not(.kepu-work__quiet)', { hasText: admin.work.items.blind }).isVisible()
      })
      await page.getByRole('link', { name: admin.work.items.blind }).click()
      await page.locator('tbody').getByText(number).click()
      await box.waitFor()
      await officer.shot('faces-held-back')
      expect(await box.locator('li').allInnerTexts()).toEqual([
        expect.stringContaining(vocabulary.blockReasons.identity_found_in_file),
        expect.stringContaining(vocabulary.obstacles.signed),
      ])
      const send = box.getByRole('button', { name: admin.blind.send })
      await send.click()
      await box.getByText(admin.blind.reasonNeeded).waitFor()
      await box.locator('textarea').fill('分镜已核对，姓名为剧中人物。')
      await send.click()
      const needed = refusals.copies_needed.replace('{count}', '1')
      await box.getByText(needed).waitFor()
      expect(await box.locator('textarea').inputValue()).toBe('分镜已核对，姓名为剧中人物。')
      const clean = { name: '封面.pdf', mimeType: 'application/pdf', buffer: pdfBytes({}) }
      await box.locator('input[type=file]').nth(1).setInputFiles(clean)
      await send.click()
      await box.waitFor({ state: 'detached' })
      await offered(officer, 'application', 'accept')
      await officer.context.close()
    })
  })
}

function dataOfACall(world: World): void {
  describe('the form of a call, edited as data', () => {
    test('says what does not fit and where, keeps the text, and shows what applicants will see', async () => {
      const officer = await world.person('officer')
      const { page } = officer
      await begin(officer, ['calls', 'call', 'create'], {
        title: '草拟中的征集',
        programme: { pick: ['繁荣科普创作资助计划'] },
        fund: { pick: ['2026年科普创作资助经费'] },
        opensAt: { moment: ['2027-03-01', '09:00'] },
        closesAt: { moment: ['2027-03-20', '24:00'] },
      })
      await panel(page)
        .getByRole('button', { name: verbWord('call', 'amend'), exact: true })
        .click()
      await panel(page).getByText(admin.panel.asData).click()
      const text = page.locator('[id="kepu-amend-form"]')
      const form = JSON.parse(await text.inputValue()) as { questions: { label: Record<string, string> }[] }
      // On one line: a browser that is driven takes seconds to fill in a thousand.
      const edited = () => JSON.stringify(form)
      await text.fill(edited().replace('"questions":[', '"questions":[,'))
      await panel(page)
        .getByText(/第 \d+ 行第 \d+ 列/)
        .waitFor()
      const first = form.questions[0]?.label.zh ?? ''
      form.questions[0] = { ...form.questions[0], label: { zh: first } }
      await text.fill(edited())
      await panel(page).getByText(admin.inputs.question.replace('{n}', '1').replace('{label}', first)).waitFor()
      const asked = { zh: '作品首次公开的日期', en: 'Day of first publication' }
      form.questions[0] = { ...form.questions[0], label: asked }
      await text.fill(edited())
      await panel(page).getByText(admin.inputs.preview).click()
      await panel(page).locator('.kepu-preview').getByText(asked.zh).waitFor()
      await officer.shot('faces-call-as-data')
      await press(officer, 'call', 'amend')
      await page.reload()
      await page.getByText(asked.zh).first().waitFor({ state: 'attached' })
      await officer.context.close()
    })
  })
}
