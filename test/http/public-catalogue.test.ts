import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { newestWorks, publicCatalogue, publicFile, publicWork } from '../../workflows/release/queries'
import { startServer } from '../support/server'
import type { TestServer } from '../support/server'
import { openDesk } from './released-works'
import type { Desk } from './released-works'

let server: TestServer
let desk: Desk
const ask = (more: object = {}) => publicCatalogue(server.house.engine.store.reader, more, server.clock.at)
const reader = () => server.house.engine.store.reader

beforeAll(async () => {
  server = await startServer()
  desk = await openDesk(server)
})
afterAll(() => server.close())

describe('the public catalogue', () => {
  test('is empty before anything is released, and says so in numbers', async () => {
    const page = await ask({ q: '急救' })
    expect(page).toMatchObject({ works: [], total: 0, next: null, notSearched: null })
    expect(page.facets.audience.map(({ count }) => count)).toEqual([0, 0, 0, 0, 0, 0])
  })

  test('counts by audience, theme and format, without what residents may not know of yet', async () => {
    const hour = new Date(server.clock.at.getTime() + 3_600_000)
    await desk.released({ title: '家庭急救', theme: 'H', audience: ['elderly', 'youth'] })
    await desk.released({ title: '垃圾分类', theme: 'S', audience: ['youth'], body: '也讲急救' })
    await desk.released({ title: '只给电视', theme: 'H' }, { scope: { channels: ['tv'] } })
    await desk.released(
      { title: '急救新篇', theme: 'H', audience: ['youth'] },
      { notBefore: { default: hour.toISOString() } },
    )
    const now = await ask()
    expect([now.works.map(({ title }) => title), now.total]).toEqual([['垃圾分类', '家庭急救'], 2])
    const counts = Object.fromEntries(
      [...now.facets.audience, ...now.facets.theme].map(({ value, count }) => [value, count]),
    )
    expect(counts).toMatchObject({ youth: 2, elderly: 1, farmer: 0, H: 1, S: 1 })
    expect((await ask({ q: '急救' })).works.map(({ title }) => title)).toEqual(['家庭急救', '垃圾分类'])
    expect((await newestWorks(reader(), server.clock.at, 1)).map(({ title }) => title)).toEqual(['垃圾分类'])
    server.clock.at = hour
    expect((await ask({ audience: 'youth', theme: 'H' })).works.map(({ title }) => title)).toEqual([
      '急救新篇',
      '家庭急救',
    ])
  })

  test('turns pages, of a list and of a search', async () => {
    for (const more of [{}, { q: '急救' }]) {
      const first = await ask({ limit: 1, ...more })
      const second = await ask({ limit: 1, ...more, after: first.next })
      expect([first.total, second.works.length, second.works[0]?.number === first.works[0]?.number]).toEqual([
        3,
        1,
        false,
      ])
    }
  })

  test('shows a work as it stands: corrected, withdrawn with the reason, or not there', async () => {
    const work = await desk.released({
      title: '有误的标题',
      format: 'comic',
      files: [{ bytes: Buffer.from('x'), mime: 'image/png' }],
    })
    const [file = ''] = work.files
    const page = () => publicWork(reader(), work.number, server.clock.at)
    expect(await publicFile(reader(), file, work.number, server.clock.at)).toMatchObject({ id: file })
    await desk.rewrite(work.manuscript, { title: '改正的标题' })
    await desk.corrected(work.id, '标题有误')
    expect(await page()).toMatchObject({
      state: 'released',
      work: { title: '改正的标题' },
      history: [{ version: 1 }, { version: 2, reason: '标题有误' }],
    })
    await desk.editors[2].command('work', 'withdraw', { reason: '权利人要求' }, work.id)
    expect(await page()).toMatchObject({ state: 'withdrawn', reason: '权利人要求' })
    expect(await publicFile(reader(), file, work.number, server.clock.at)).toBeNull()
    expect(await publicWork(reader(), 'KP-2026-0000000-0', server.clock.at)).toBeNull()
  })
})
