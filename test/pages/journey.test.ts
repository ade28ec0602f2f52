// @needs chromium ffmpeg
// @database sqlite
import { afterAll, beforeAll, describe, expect } from '@jest/globals'
import { createHash } from 'node:crypto'
import { fill, words } from '../../src/i18n'
import { answersOf } from '../journeys/story'
import type { Kind } from '../journeys/story'
import { seriousFindings, sideways } from '../support/a11y'
import { fillDraft, register, startDraft, submit } from '../support/applicant'
import { drawnUntil, openStage } from '../support/browser'
import type { Stage, Visitor } from '../support/browser'
import { serveBuilt } from '../support/built'
import type { Built } from '../support/built'
import { becomesOffered, begin, check, offered, openRow, press, signIn } from '../support/desk'
import { openOffice } from '../support/office'
import type { Desk, Office } from '../support/office'
import { steps } from '../support/steps'
import { comicPage, film } from '../support/works'

const { portal, admin, vocabulary } = words('zh')
const step = steps(async () => `${await stage.seen()}\nwhat the server said:\n${built.said().slice(-4000)}`)
let office: Office
let built: Built
let stage: Stage
const desks = {} as Record<Desk, Visitor>
const creators = {} as Record<Kind, Visitor>
const drafts = {} as Record<Kind, string>
const applications = {} as Record<Kind, { id: string; number: string }>
const reviewers: Visitor[] = []
let call = ''
let resident: Visitor
let notice = ''
const numbers: string[] = []

const kinds = ['video', 'comic', 'article'] as const
const titles: Record<Kind, string> = {
  video: '高温天气怎样防中暑',
  comic: '验证码不能给别人',
  article: '长江里的鱼为什么要休渔',
}
const files = async (kind: Kind) =>
  kind === 'video' ? [film(2)] : kind === 'comic' ? Promise.all([1, 2, 3, 4].map(comicPage)) : []

/** Comes in for the first time, or goes on where they were. */
async function desk(who: Desk): Promise<Visitor> {
  const known = desks[who] as Visitor | undefined
  if (known) return known
  const visitor = await stage.visitor(who)
  desks[who] = visitor
  await signIn(visitor, office.staff[who])
  return visitor
}

beforeAll(async () => {
  office = await openOffice('2026-03-02T01:00:00.000Z')
  built = await serveBuilt(office.left, '2026-03-02T01:00:00.000Z')
  stage = await openStage(built.url)
})
afterAll(async () => {
  // Whatever of it was opened.
  await (stage as Stage | undefined)?.close()
  await (built as Built | undefined)?.stop()
})

describe('the programme, by clicking and typing', () => {
  step('an officer signs in where everybody does, and is led to the desk', async () => {
    const officer = await desk('officer')
    expect(new URL(officer.page.url()).pathname).toBe('/admin')
    await officer.page.getByText(admin.work.title).first().waitFor()
    await officer.shot('01-officer-home')
  })

  step('the programme, its money and a call come into being; opening freezes the call', async () => {
    const officer = await desk('officer')
    await begin(officer, ['programmes', 'programme', 'create'], {
      title: '繁荣科普创作资助计划',
      titleEn: 'Science-Popularisation Creation Funding Programme',
      basis: '九龙坡府办发〔2022〕24号',
      leadUnits: '区委宣传部\n区科协\n区大数据发展局',
      year: '2026',
    })
    const finance = await desk('finance')
    await begin(finance, ['funds', 'fund', 'create'], {
      title: '2026年度科普创作资金',
      programme: { pick: ['繁荣科普创作资助计划'] },
      year: '2026',
    })
    await press(finance, 'fund', 'allocate', { fen: '100,000.00' })
    await finance.shot('02-fund')
    call = await begin(officer, ['calls', 'call', 'create'], {
      title: '2026年度科普作品征集与项目资助',
      titleEn: 'Call 2026',
      programme: { pick: ['繁荣科普创作资助计划'] },
      fund: { pick: ['2026年度科普创作资金'] },
      opensAt: { moment: ['2026-03-03', '09:00'] },
      closesAt: { moment: ['2026-04-10', '24:00'] },
    })
    await officer.shot('03-call-draft')
    await press(officer, 'call', 'open')
    await officer.shot('04-call-open')
    resident = await stage.visitor('resident')
    expect(await resident.go(`/calls/${call}`)).toBe(200)
    await resident.page.getByText('4月10日').first().waitFor()
    await resident.shot('05-call-for-everybody')
  })

  step('three creators register by mail and start a draft from the page of the call', async () => {
    built.at('2026-03-10T02:00:00.000Z')
    for (const [kind, name] of [
      ['video', '㛃𠮷·热合曼'],
      ['comic', '李科普'],
      ['article', '王编辑'],
    ] as const) {
      const phone = kind === 'video' ? { viewport: { width: 360, height: 740 }, isMobile: true, hasTouch: true } : {}
      creators[kind] = await stage.visitor(name, phone)
      await register(creators[kind], built, name, `${kind}@example.test`)
      drafts[kind] = await startDraft(creators[kind], call)
    }
    await creators.video.shot('06-draft-on-a-phone')
  })

  for (const kind of kinds)
    step(
      `the ${kind}: every part is filled, the work uploaded, the answers checked; then there is a receipt`,
      async () => {
        const creator = creators[kind]
        await fillDraft(creator, answersOf[kind](), await files(kind), async (part) => {
          if (kind === 'video') await creator.shot(`07-${part}-on-a-phone`)
        })
        expect(await creator.page.locator('.banner strong').innerText()).toBe(portal.check.banner)
        await creator.shot(`08-${kind}-check`)
        applications[kind] = await submit(creator)
        expect(applications[kind].number).toMatch(/^JLP-2026-/)
        expect(await creator.page.locator('.receipt').innerText()).toMatch(/[0-9a-f]{64}/)
        await creator.shot(`09-${kind}-receipt`)
      },
    )

  step('one withdraws and submits anew', async () => {
    const { comic } = creators
    const before = applications.comic.id
    await comic.page.locator('textarea[name=reason]').fill('还想再改')
    const withdraw = comic.page.getByRole('button', { name: words('zh').verbs.application.withdraw, exact: true })
    await withdraw.click()
    // The page before has the link to the draft as well.
    await withdraw.waitFor({ state: 'detached' })
    await comic.page.getByRole('link', { name: portal.application.toDraft }).click()
    await comic.page.getByRole('link', { name: portal.draft.check }).click()
    applications.comic = await submit(comic)
    expect(applications.comic.id).not.toBe(before)
    await comic.go('/my')
    await comic.shot('10-withdrawn-and-anew')
  })

  step('after the closing a submission is refused, and its draft is still there', async () => {
    const late = creators.article
    const draft = await startDraft(late, call)
    await fillDraft(late, { ...answersOf.article(), title: '迟到的文章' })
    built.at('2026-04-10T16:00:01.000Z')
    await late.page.getByRole('button', { name: portal.check.submit, exact: true }).click()
    await late.page.locator('[class=errors]').first().waitFor()
    await late.shot('11-late')
    expect(await late.page.locator('main').innerText()).toContain('截止')
    await late.go(`/my/drafts/${draft}`)
    await late.page.getByText('迟到的文章').first().waitFor()
  })

  step('the officer checks line by line; one comes back corrected', async () => {
    const officer = await desk('officer')
    for (const kind of kinds) {
      await openRow(officer, 'applications', applications[kind].number)
      if (kind === 'article') {
        const note = { similarity: '请补充参考文献的出处。' }
        await press(officer, 'application', 'return_for_correction', {}, check(note))
        await officer.shot('12-returned')
        await correct()
        await officer.page.reload()
      }
      await press(officer, 'application', 'accept', {}, check())
    }
    await officer.shot('13-accepted')
  })

  async function correct(): Promise<void> {
    const { article } = creators
    await article.go(`/my/applications/${applications.article.id}`)
    await article.page.getByText('请补充参考文献的出处。').waitFor()
    await article.shot('14-correction-asked')
    await article.page.getByRole('link', { name: portal.application.toDraft }).first().click()
    await fillDraft(article, { references: '《长江渔业资源公报》等公开资料。' })
    await submit(article, true)
  }

  step('three experts are assigned: to one application by hand, to the others as they are proposed', async () => {
    const officer = await desk('officer')
    const { assigning } = admin
    await openRow(officer, 'applications', applications.video.number)
    await offered(officer, 'application', 'assign')
    await press(officer, 'application', 'assign', { experts: { pick: office.experts.map(({ name }) => name) } })
    await officer.go('/admin/assigning')
    await officer.page.locator(`a[href="/admin/assigning?call=${call}"]`).click()
    await officer.page.getByRole('button', { name: assigning.propose, exact: true }).click()
    await officer.page.getByText(assigning.exact).waitFor()
    // What was assigned by hand is shown, and cannot be taken out.
    expect(await officer.page.getByText(assigning.kept, { exact: true }).count()).toBe(3)
    expect(await officer.page.getByRole('table').getByRole('checkbox').count()).toBe(6)
    await officer.shot('15-panels-proposed')
    await officer.page.getByRole('button', { name: assigning.assign, exact: true }).click()
    await officer.page.getByText(fill(assigning.assigned, { count: 6 })).waitFor()
    await officer.shot('15-assigned')
  })

  step('experts answer the question of conflict, see no identity, and score every criterion', async () => {
    await Promise.all(office.experts.map(score))
  })

  async function score({ email, name }: { email: string; name: string }, n: number): Promise<void> {
    const expert = await stage.visitor(name, { viewport: { width: 1180, height: 820 } })
    reviewers.push(expert)
    await signIn(expert, email)
    expect(new URL(expert.page.url()).pathname).toBe('/review')
    const links = await expert.page
      .locator('main a[href^="/review/"]')
      .evaluateAll((all) => all.map((link) => link.getAttribute('href') ?? ''))
    const reviews = [...new Set(links)]
    expect(reviews).toHaveLength(3)
    for (const [k, review] of reviews.entries()) {
      await expert.page.locator(`main a[href="${review}"]`).first().click()
      await expert.page.locator('input[name="noConflict:boolean"]').check()
      await expert.page.getByRole('button', { name: portal.review.accept, exact: true }).click()
      const scores = expert.page.locator('input[name^="scores."]')
      await scores.first().waitFor()
      expect(await expert.page.locator('body').innerText()).not.toMatch(/热合曼|李科普|王编辑|example\.test/)
      if (n === 0 && k === 0) await expert.shot('16-review')
      for (const [m, field] of (await scores.all()).entries())
        await field.fill(String(70 + ((n * 7 + k * 5 + m * 3) % 25)))
      await expert.page.locator('textarea[name=comment]').fill('内容准确，表达清楚。')
      await expert.page.getByRole('button', { name: portal.review.toCheck, exact: true }).click()
      await expert.page.getByRole('button', { name: portal.review.submit, exact: true }).click()
      await expert.page.getByRole('heading', { name: portal.review.sentTitle }).waitFor()
      if (n === 0 && k === 0) await expert.shot('17-review-sent')
      await expert.go('/review')
    }
  }

  step('the ranking becomes a proposal, and another person confirms it', async () => {
    const officer = await desk('officer')
    await officer.go('/admin/ranking')
    await officer.page.locator(`a[href="/admin/ranking?call=${call}"]`).click()
    await officer.page.locator('#kepu-minutes').waitFor()
    for (const kind of kinds)
      await officer.page.getByLabel(new RegExp(`^${admin.ranking.choose} .*${titles[kind]}`)).check()
    await officer.page.locator('#kepu-minutes').fill('第3次会议')
    await officer.shot('18-ranking')
    await officer.page.getByRole('button', { name: admin.ranking.propose, exact: true }).click()
    await officer.page.waitForURL(/\/admin\/collections\/decisions\/[\w-]{8,}/)
    await officer.shot('19-decision-proposed')
    const approver = await desk('approver')
    await openRow(approver, 'decisions', '第3次会议')
    await press(approver, 'decision', 'confirm')
    await approver.shot('20-decision-confirmed')
  })

  step('the notice is published; a resident without an account objects; the officer dismisses it', async () => {
    built.at('2026-04-30T02:00:00.000Z')
    const officer = await desk('officer')
    notice = await begin(officer, ['notices', 'notice', 'publish'], {
      decision: { pick: ['第3次会议'] },
      title: '拟资助名单公示',
      contact: '区科协 023-68000000',
    })
    await officer.shot('21-notice')
    await resident.go('/notices')
    await resident.page.getByRole('link', { name: '拟资助名单公示' }).click()
    await resident.page.getByRole('radio', { name: new RegExp(titles.comic) }).check()
    const ground = `该作品与往年一部作品相似，请核查来源。${'细节如下。'.repeat(590)}`
    await resident.page.locator('textarea[name=ground]').fill(ground)
    await resident.page.locator('input[name=contact]').fill('13800000000')
    await resident.page.getByRole('button', { name: portal.notices.submit, exact: true }).click()
    await resident.page.locator('main [role=alert]').waitFor()
    expect(await resident.page.locator('textarea[name=ground]').inputValue()).toBe(ground)
    expect(await resident.page.locator('input[name=contact]').inputValue()).toBe('13800000000')
    await resident.page.locator('input[name=name]').fill('张居民')
    await resident.shot('22-objection')
    await resident.page.getByRole('button', { name: portal.notices.submit, exact: true }).click()
    await resident.page.locator('.done').waitFor()
    await resident.shot('23-objection-receipt')
    await openRow(officer, 'objections', /.+/)
    await press(officer, 'objection', 'dismiss', { reply: '经核查，素材来源清楚，异议不成立。' })
    await officer.shot('24-objection-dismissed')
  })

  step('after the last day the notice has ended and the awards stand', async () => {
    built.at('2026-05-11T16:00:00.000Z')
    await drawnUntil('the notice has ended', async () => {
      await resident.go(`/notices/${notice}`)
      return (await resident.page.locator('main').innerText()).includes(portal.notices.objectEnded)
    })
    await resident.shot('25-notice-ended')
  })

  step('creators sign the agreement and hand the work in', async () => {
    for (const kind of ['video', 'comic'] as const) {
      const { page, go, shot } = creators[kind]
      await drawnUntil('the award stands', async () => {
        await go('/my')
        await page.locator('a[href^="/my/awards/"]').first().click()
        return (await page.locator('input[name=accountHolder]').count()) > 0
      })
      await page.locator('input[name=accountHolder]').fill('本人账户')
      await page.locator('input[name="agree:boolean"]').check()
      await shot(`26-${kind}-agreement`)
      await page.getByRole('button', { name: portal.award.sign, exact: true }).click()
      const own = page.locator('input[name="files[]"]')
      await own.first().waitFor()
      for (const each of await own.all()) await each.check()
      await page.locator('textarea[name=note]').fill('成片')
      await shot(`27-${kind}-deliver`)
      await page.getByRole('button', { name: portal.award.deliverButton, exact: true }).click()
      await page.getByText(portal.award.delivered).waitFor()
      await shot(`28-${kind}-delivered`)
    }
  })

  step('the officer accepts the works, and the money is asked for, approved and paid', async () => {
    const officer = await desk('officer')
    const finance = await desk('finance')
    await openRow(officer, 'awards', titles.comic)
    await press(officer, 'award', 'accept_deliverable')
    await openRow(officer, 'awards', titles.video)
    const award = await officer.page.locator('h1').first().innerText()
    await press(officer, 'award', 'accept_deliverable')
    await officer.shot('29-deliverable-accepted')
    await openRow(officer, 'payments', award)
    await press(officer, 'payment', 'request')
    await openRow(finance, 'payments', award)
    await press(finance, 'payment', 'approve')
    await offered(finance, 'payment', 'pay')
    await press(finance, 'payment', 'pay', { voucher: 'V-2026-001' })
    await finance.shot('30-paid')
  })

  step('a maker says which maps the work shows, and what is wrong is refused beside its field', async () => {
    const { page, go, shot } = creators.comic
    await go('/my')
    await page.locator('a[href^="/my/awards/"]').first().click()
    const said = portal.award.maps
    const numbers = page.locator('[name="maps.numbers[]"]')
    const save = page.getByRole('button', { name: said.save, exact: true })
    await shot('30a-maps')
    await page.setViewportSize({ width: 360, height: 740 })
    await page.getByLabel(vocabulary.mapsShown.yes, { exact: true }).check()
    await numbers.fill('2767')
    await save.click()
    await page.getByText(vocabulary.answerIssues.not_an_approval_number).first().waitFor()
    expect(await numbers.inputValue()).toBe('2767')
    expect([await sideways(page), await seriousFindings(page)]).toEqual([[], []])
    await shot('30b-maps-refused')
    await numbers.fill('审图号：GS（2023）2767 号')
    await save.click()
    await page.locator('.done').waitFor()
    expect(await numbers.inputValue()).toBe('GS(2023)2767号')
    await page.setViewportSize({ width: 1280, height: 860 })
  })

  step('science and three editors pass the works, and the last one releases them', async () => {
    const editor1 = await desk('editor1')
    await openRow(editor1, 'works', titles.video)
    await press(editor1, 'work', 'declare_maps', { 'maps.shown': 'no' })
    await editor1.shot('30c-maps-declared')
    for (const kind of ['video', 'comic'] as const) {
      await pass('science', 'pass_science', titles[kind], '科学内容准确。')
      await pass('editor1', 'pass', titles[kind], '一审通过')
      await pass('editor2', 'pass', titles[kind], '二审通过')
      await pass('editor3', 'pass', titles[kind], '三审通过')
    }
    // The worker makes the files of one work while the other is passed.
    for (const kind of ['video', 'comic'] as const) {
      const editor3 = await desk('editor3')
      await becomesOffered(editor3, ['works', titles[kind]], 'work', 'release')
      await press(editor3, 'work', 'release')
      await editor3.shot(`31-${kind}-released`)
    }
  })

  async function pass(who: Desk, verb: string, title: string, note: string): Promise<void> {
    const editor = await desk(who)
    await openRow(editor, 'works', title)
    await press(editor, 'work', verb, { note })
  }

  step('the catalogue finds a work by a word of two characters, with its credit line and licence', async () => {
    await resident.go('/')
    await resident.page.locator('nav.main').getByRole('link', { name: portal.nav.catalogue }).click()
    await resident.page.locator('#q').fill('中暑')
    await resident.page.getByRole('button', { name: portal.common.search, exact: true }).click()
    await resident.page.waitForURL(/q=/)
    await resident.page.getByRole('link', { name: titles.video }).first().waitFor()
    expect(await resident.page.locator('main').innerText()).not.toContain(titles.comic)
    await resident.shot('32-catalogue-search')
    await resident.page.getByRole('link', { name: titles.video }).first().click()
    await resident.page.waitForURL(/\/catalogue\/.+/)
    numbers.push(decodeURIComponent(new URL(resident.page.url()).pathname.split('/').at(-1) ?? ''))
    const said = await resident.page.locator('main').innerText()
    expect(said).toContain('㛃𠮷·热合曼')
    expect(said).toMatch(/CC BY-NC/i)
    await resident.shot('33-work')
    await resident.go('/catalogue')
    const href = await resident.page.getByRole('link', { name: titles.comic }).first().getAttribute('href')
    numbers.push(decodeURIComponent(href?.split('/').at(-1) ?? ''))
    await resident.go(href ?? '')
    const shown = await resident.page.locator('main').innerText()
    expect(shown).toContain('；审图号：GS(2023)2767号')
    expect(shown.split('2767')).toHaveLength(2)
    await resident.shot('33a-work-with-maps')
    await resident.page.setViewportSize({ width: 360, height: 740 })
    expect(await sideways(resident.page)).toEqual([])
    await resident.shot('33b-work-with-maps-phone')
    await resident.page.setViewportSize({ width: 1280, height: 860 })
  })

  step('one work is corrected and another withdrawn; the catalogue shows both', async () => {
    const editor = await desk('editor1')
    await editor.go('/admin/collections/manuscripts')
    await editor.page.locator('tbody tr').filter({ hasText: titles.video }).locator('a').first().click()
    const abstract = editor.page.locator('#field-abstract')
    await abstract.waitFor()
    await abstract.fill('更正：先兆中暑时应立即转移到阴凉处，并少量多次饮水。')
    await editor.shot('34-manuscript')
    await editor.page.locator('#action-save').click()
    await editor.page
      .locator('.payload-toast-container')
      .getByText(/成功|已更新/)
      .first()
      .waitFor()
    await openRow(editor, 'works', titles.video)
    await press(editor, 'work', 'propose_correction', { reason: '补充急救步骤' })
    const editor3 = await desk('editor3')
    await openRow(editor3, 'works', titles.video)
    await press(editor3, 'work', 'correct')
    await openRow(editor3, 'works', titles.comic)
    await press(editor3, 'work', 'withdraw', { reason: '作者要求撤回' })
    await resident.go(`/catalogue/${numbers[0] ?? ''}`)
    await resident.page.getByText('先兆中暑时应立即转移到阴凉处').first().waitFor()
    await resident.shot('35-corrected')
    const fetched = await resident.page.locator('main a[download]').first().getAttribute('href')
    const downloaded = await (await resident.page.request.get(fetched ?? '')).body()
    const told = await resident.page.locator('main code.hash').allInnerTexts()
    expect(told).toContain(createHash('sha256').update(downloaded).digest('hex'))
    await resident.go(`/catalogue/${numbers[1] ?? ''}`)
    expect(await resident.page.locator('main').innerText()).toContain(portal.catalogue.withdrawnTitle)
    await resident.shot('36-withdrawn')
  })

  step('no browser complained: no error, no forbidden style or script, no foreign host', () => {
    expect(stage.complaints()).toEqual([])
    return Promise.resolve()
  })
})
