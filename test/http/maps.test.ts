import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { createHash, randomUUID } from 'node:crypto'
import { writeFile } from 'node:fs/promises'
import { unzipSync } from 'fflate'
import sharp from 'sharp'
import { seal } from '../../src/files/intake'
import type { WorkRow } from '../../workflows/work'
import { changeByHand } from '../support/by-hand'
import { startServer } from '../support/server'
import type { TestServer } from '../support/server'
import { comicPage } from '../support/works'
import { mediaClient, openDesk } from './released-works'
import type { Desk, MediaClient } from './released-works'

interface Told {
  version: number
  creditLine: string
  maps?: { numbers?: string[]; exemption?: string }
}

const number = 'GS(2023)2767号'

let server: TestServer
let desk: Desk
let media: MediaClient

beforeAll(async () => {
  server = await startServer()
  desk = await openDesk(server)
  media = await mediaClient(server, await server.person('管理', 'admin'))
}, 120_000)
afterAll(() => server.close())

/** A page as the routes take it in. */
async function page(n: number): Promise<string> {
  const { bytes } = await comicPage(n)
  const path = await server.house.storage.tempPath()
  await writeFile(path, bytes)
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  const discard = () => Promise.resolve()
  const file = { path, bytes: bytes.length, sha256, discard, field: 'file', name: 'page.png', mime: '' }
  return (await seal(server.house, desk.maker.id, file)).id
}

describe('row 56: maps in a work', () => {
  test('its maker says so with a form, and no editor passes a work of which nobody has', async () => {
    const { id } = await desk.cleared({ title: '没人说过', maps: null })
    const [first, second, third] = desk.editors
    expect(await first.refused('work', 'pass', {}, id)).toBe('maps_not_told')
    const declared = async (fields: Record<string, string>) => {
      await desk.maker.form(`/commands/work/${id}/declare_maps`, { ...fields, _key: randomUUID(), _next: '/my' })
      return (await server.house.engine.store.reader.get<WorkRow>('works', id))?.maps ?? null
    }
    expect(await declared({ 'maps.shown': 'yes', 'maps.numbers[]': '2767', 'maps.exemption': '' })).toBeNull()
    expect(await declared({ 'maps.numbers[]': number })).toBeNull()
    expect(await declared({ 'maps.shown': 'yes', 'maps.numbers[]': `${number}、京S（2022）034` })).toEqual({
      ...{ shown: 'yes', numbers: [number, '京S(2022)034号'] },
    })
    expect(await declared({ 'maps.shown': 'no', 'maps.numbers[]': '', 'maps.exemption': '' })).toEqual({ shown: 'no' })
    const again = { maps: { shown: 'no' } }
    expect(await desk.maker.refused('work', 'declare_maps', again, id)).toBe('maps_same')
    await first.command('work', 'pass', {}, id)
    expect(await desk.maker.refused('work', 'declare_maps', { maps: { shown: 'yes' } }, id)).toBe(
      'choices_with_editors',
    )
    for (const editor of [second, third]) await editor.command('work', 'pass', {}, id)
    await third.command('work', 'release', {}, id)
  })

  test('is released with a number only, which stands with the work and in every file; and is corrected likewise', async () => {
    const file = await page(3)
    const work = await desk.cleared({
      ...{ title: '有地图的漫画', format: 'comic', originals: [file] },
      maps: { shown: 'yes' },
    })
    await server.drain()
    const [first, , third] = desk.editors
    expect(await third.refused('work', 'release', {}, work.id)).toBe('map_number_missing')
    await first.command(
      'work',
      'declare_maps',
      { maps: { shown: 'yes', numbers: ['审图号：GS（2023）2767 号'] } },
      work.id,
    )
    expect(await third.refused('work', 'release', {}, work.id)).toBe('renditions_not_ready')
    await server.drain()
    await third.command('work', 'release', {}, work.id)

    const told = () => media.read<Told>(`/works/${work.number}`)
    expect(await told()).toMatchObject({ creditLine: `作者；审图号：${number}`, maps: { numbers: [number] } })
    const list = await media.read<{ items: Told[] }>('/works')
    expect(list.items[0]?.creditLine).toBe(`作者；审图号：${number}`)
    const inFile = async () => {
      const answer = await fetch(`${server.url}/files/${file}/image-1920?work=${work.number}`)
      const { xmp } = await sharp(Buffer.from(await answer.arrayBuffer())).metadata()
      return xmp?.toString() ?? ''
    }
    expect(await inFile()).toContain(`审图号：${number}`)

    await first.command('work', 'declare_maps', { maps: { shown: 'yes' } }, work.id)
    expect(await first.refused('work', 'propose_correction', { reason: '换了地图' }, work.id)).toBe(
      'map_number_missing',
    )
    const maps = { shown: 'yes', numbers: ['渝S(2026)012号'], exemption: '第二页是社区街区图' }
    await first.command('work', 'declare_maps', { maps }, work.id)
    await first.command('work', 'propose_correction', { reason: '换了地图' }, work.id)
    await server.drain()
    expect((await told()).version).toBe(1)
    await third.command('work', 'correct', {}, work.id)
    expect(await told()).toMatchObject({
      ...{ version: 2, creditLine: '作者；审图号：渝S(2026)012号' },
      maps: { numbers: maps.numbers, exemption: maps.exemption },
    })
    expect(await inFile()).toContain('审图号：渝S(2026)012号')
  })

  test('an article leaves with the number in its package; an exemption is told, and a work without maps says nothing', async () => {
    const body = '先看图。'
    const approved = await desk.released({ title: '有地图的文章', body, maps: { shown: 'yes', numbers: [number] } })
    const answer = await fetch(`${server.url}/content/v1/works/${approved.number}/articles/article-html`, {
      headers: { authorization: `Bearer ${media.key}` },
    })
    const parts = unzipSync(new Uint8Array(await answer.arrayBuffer()))
    expect(Buffer.from(parts['index.html'] ?? []).toString()).toContain(`审图号：${number}`)
    const exempt = await desk.released({ title: '街区图', body, maps: { shown: 'yes', exemption: '社区街区图' } })
    expect(await media.read<Told>(`/works/${exempt.number}`)).toMatchObject({
      ...{ creditLine: '作者', maps: { exemption: '社区街区图' } },
    })
    const bare = await desk.released({ title: '没有地图', body })
    expect(await media.read<Told>(`/works/${bare.number}`)).not.toHaveProperty('maps')
  })

  test('a work from before anybody was asked stays as it was released, and says so when it is corrected', async () => {
    const work = await desk.released({ title: '以前的作品' })
    const [first] = desk.editors
    await changeByHand(server.house.payload, 'works', work.id, 'maps', null)
    await desk.rewrite(work.manuscript, { abstract: '改过的摘要' })
    expect(await first.refused('work', 'propose_correction', { reason: '摘要有误' }, work.id)).toBe('maps_not_told')
    await first.command('work', 'declare_maps', { maps: { shown: 'no' } }, work.id)
    await desk.corrected(work.id, '摘要有误')
    expect((await media.read<Told>(`/works/${work.number}`)).version).toBe(2)
  })
})
