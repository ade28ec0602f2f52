import { createHash } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { misfits } from '../support/openapi'
import { startServer } from '../support/server'
import type { Client, TestServer } from '../support/server'
import { mediaClient, openDesk } from './released-works'
import type { Desk, MediaClient } from './released-works'

interface Item {
  number: string
  title: string
  releasedAt: string
}
interface Works {
  items: Item[]
  next: string | null
  total?: number
}
interface Change {
  seq: number
  kind: string
  work: string
  version: number
  reason: string | null
  representation: { title: string; href: string } | null
}
interface Changes {
  items: Change[]
  next: string
  more: boolean
}

let server: TestServer
let desk: Desk
let admin: Client
let media: MediaClient

beforeAll(async () => {
  server = await startServer()
  desk = await openDesk(server)
  admin = await server.person('管理员', 'admin')
  media = await mediaClient(server, admin)
})
afterAll(() => server.close())

const titles = ({ items }: Works) => items.map(({ title }) => title)
const told = ({ items }: Changes) =>
  items.map(({ kind, work, version, representation }) => [kind, work, version, representation !== null])
const minutes = (count: number) => {
  server.clock.at = new Date(server.clock.at.getTime() + count * 60_000)
}
const inMinutes = (count: number) => new Date(server.clock.at.getTime() + count * 60_000).toISOString()

describe('keys', () => {
  test('nothing but the description is given without a key', async () => {
    const bare = (headers: Record<string, string>) => fetch(`${server.url}/content/v1/works`, { headers })
    const code = async (headers: Record<string, string>) => {
      const answer = await bare(headers)
      expect([answer.status, answer.headers.get('content-type'), answer.headers.get('www-authenticate')]).toEqual([
        ...[401, 'application/problem+json; charset=utf-8', 'Bearer realm="content"'],
      ])
      return ((await answer.json()) as { code: string }).code
    }
    expect(await code({})).toBe('key_missing')
    expect(await code({ authorization: 'Bearer abc' })).toBe('key_unknown')
    const other = media.key.slice(0, -1) + (media.key.endsWith('A') ? 'B' : 'A')
    expect(await code({ authorization: `Bearer ${other}` })).toBe('key_unknown')
    const description = (await (await fetch(`${server.url}/content/v1/openapi.json`)).json()) as {
      paths: object
      servers: object[]
    }
    expect(Object.keys(description.paths)).toEqual([
      '/links/{token}',
      '/works',
      '/works/{number}',
      '/works/{number}/files/{file}',
      '/works/{number}/articles/{name}',
      '/works/{number}/files/{file}/link',
      '/changes',
    ])
    expect(description.servers).toEqual([{ url: '/content/v1' }])
  })

  test('a key ends at once when it is revoked, and at its hour', async () => {
    const short = await mediaClient(server, admin, { expiresAt: inMinutes(10) })
    await short.read('/works')
    const revoked = await mediaClient(server, admin)
    await revoked.read('/works')
    await admin.command('apiKey', 'revoke', {}, revoked.id)
    expect(await revoked.refused('/works')).toBe('401 key_revoked')
    minutes(10)
    expect(await short.refused('/works')).toBe('401 key_expired')
  })
})

describe('a newsroom', () => {
  test('lists by audience, theme and format, newest first, page by page', async () => {
    for (const n of [1, 2, 3, 4, 5])
      await desk.released({
        title: `列表${String(n)}`,
        theme: 'N',
        audience: n % 2 ? ['worker', 'elderly'] : ['worker'],
        format: 'article',
      })
    const first = await media.read<Works>('/works?theme=N&audience=worker&format=article&limit=2')
    expect(titles(first)).toEqual(['列表5', '列表4'])
    const second = await media.read<Works>(
      `/works?theme=N&audience=worker&format=article&limit=2&cursor=${first.next ?? ''}`,
    )
    const third = await media.read<Works>(
      `/works?theme=N&audience=worker&format=article&limit=2&cursor=${second.next ?? ''}`,
    )
    expect([titles(second), titles(third), third.next]).toEqual([['列表3', '列表2'], ['列表1'], null])
    expect(titles(await media.read<Works>('/works?theme=N&audience=elderly'))).toEqual(['列表5', '列表3', '列表1'])
    expect(titles(await media.read<Works>('/works?theme=N&theme=S&audience=elderly&limit=1'))).toEqual(['列表5'])
    expect(titles(await media.read<Works>('/works?theme=N&format=video'))).toEqual([])
    expect(await media.refused(`/works?theme=S&cursor=${first.next ?? ''}`)).toBe('400 cursor_of_another_list')
  })

  test('is told which parameter is wrong', async () => {
    const answer = await media.ask('/works?audiense=youth&page=2')
    expect([answer.status, JSON.parse(answer.text)]).toMatchObject([
      400,
      { code: 'unknown_parameter', params: { names: 'audiense, page' } },
    ])
    const wrong = await media.ask('/works?limit=101&theme=Q&q=%25')
    expect((JSON.parse(wrong.text) as { issues: { field: string }[] }).issues.map(({ field }) => field)).toEqual([
      'theme',
      'limit',
    ])
    expect(await media.refused('/works?q=%25')).toBe('400 invalid_parameter')
    expect([
      await media.refused('/changes?limit=0'),
      await media.refused('/work'),
      await media.refused('/works/KP-1?x=1'),
    ]).toEqual([...['400 invalid_parameter', '404 no_such_address', '400 unknown_parameter']])
    expect(await media.refused('/works?limit=0x10')).toBe('400 invalid_parameter')
    const nine = encodeURIComponent('一 二 三 四 五 六 七 八 九')
    expect(await media.refused(`/works?q=${nine}`)).toBe('400 invalid_parameter')
    expect((await media.ask('/works', {}, 'POST')).status).toBe(405)
    await media.read<Works>('/works?limit=3')
    expect((await media.ask('/works?limit=3', {}, 'DELETE')).status).toBe(405)
  })

  test('finds words of two characters in title and body, best first', async () => {
    await desk.released({ title: '溺水怎么办', body: '先呼救，再施行心肺复苏，持续复苏。' })
    await desk.released({ title: '复苏', body: '一' })
    await desk.released({ title: '心脏的故事', abstract: '讲复苏的意义' })
    await desk.released({ title: '心肺复苏口诀' })
    await desk.released({ title: '洗手', body: '苏复' })
    const found = await media.read<Works>(`/works?q=${encodeURIComponent('复苏')}`)
    expect([titles(found), found.total]).toEqual([['复苏', '心肺复苏口诀', '心脏的故事', '溺水怎么办'], 4])
    const first = await media.read<Works>(`/works?q=${encodeURIComponent('复苏')}&limit=3`)
    const rest = await media.read<Works>(`/works?q=${encodeURIComponent('复苏')}&limit=3&cursor=${first.next ?? ''}`)
    expect([titles(rest), rest.next]).toEqual([['溺水怎么办'], null])
    expect(titles(await media.read<Works>(`/works?q=${encodeURIComponent('复_')}`))).toEqual([])
  })

  test('reads one work with its rights, and is spared what it has already', async () => {
    const { number } = await desk.released({ title: '权利与署名', body: '正文一段。' })
    const answer = await media.ask(`/works/${number}`)
    expect(JSON.parse(answer.text)).toMatchObject({
      ...{
        number,
        version: 1,
        title: '权利与署名',
        creditLine: '作者',
        licence: { code: 'cc-by-4.0' },
        aiUse: 'none',
        funding: { funded: false },
      },
      body: { blocks: [{ type: 'paragraph', text: '正文一段。' }] },
    })
    expect(answer.text).not.toMatch(/owner|manuscript|"work"/)
    const etag = answer.headers.get('etag') ?? ''
    expect([answer.headers.get('cache-control'), answer.headers.get('vary')]).toEqual([
      'private, no-cache',
      'Authorization',
    ])
    for (const path of [`/works/${number}`, '/works', '/changes']) {
      const { headers } = await media.ask(path)
      const again = await media.ask(path, { 'if-none-match': `W/"x", ${headers.get('etag') ?? ''}` })
      expect([path, again.status, again.text]).toEqual([path, 304, ''])
    }
    expect((await media.ask(`/works/${number}`, {}, 'HEAD')).headers.get('etag')).toBe(etag)
    expect(await media.refused('/works/KP-2026-0000000-0')).toBe('404 work_not_found')
  })

  test('downloads originals and renditions, whole and in pieces', async () => {
    const [bytes, small] = [Buffer.from('0123456789'.repeat(1000)), Buffer.from('small')]
    const { number, files } = await desk.released({
      title: '有文件',
      format: 'comic',
      files: [{ bytes, mime: 'image/png', rendition: small }],
    })
    const path = `/works/${number}/files/${files[0] ?? ''}`
    const whole = await media.ask(path)
    expect([whole.status, whole.text, whole.headers.get('content-type')]).toEqual([200, bytes.toString(), 'image/png'])
    expect(whole.headers.get('etag')).toBe(`"${createHash('sha256').update(bytes).digest('hex')}"`)
    const name = `${number}-v1-1.png`
    expect(whole.headers.get('content-disposition')).toBe(`attachment; filename="${name}"; filename*=UTF-8''${name}`)
    const part = await media.ask(path, { range: 'bytes=5-9' })
    expect([part.status, part.text, part.headers.get('content-range')]).toEqual([206, '56789', 'bytes 5-9/10000'])
    expect((await media.ask(path, { range: 'bytes=5-9', 'if-range': '"old"' })).status).toBe(200)
    const outside = await media.ask(path, { range: 'bytes=10000-' })
    expect([outside.status, outside.headers.get('content-range')]).toEqual([416, 'bytes */10000'])
    const head = await media.ask(path, {}, 'HEAD')
    expect([head.status, head.text, head.headers.get('content-length')]).toEqual([200, '', '10000'])
    expect((await media.ask(path, { 'if-none-match': whole.headers.get('etag') ?? '' })).status).toBe(304)
    expect((await media.ask(`${path}?rendition=poster`)).text).toBe('small')
    expect(await media.refused(`${path}?rendition=image-960`)).toBe('404 file_not_found')
    const work = await media.read<{ files: { href: string; renditions: { href: string; id?: string }[] }[] }>(
      `/works/${number}`,
    )
    expect([work.files[0]?.href, work.files[0]?.renditions[0]]).toMatchObject([
      `/content/v1${path}`,
      { href: `/content/v1${path}?rendition=poster` },
    ])
    expect(work.files[0]?.renditions[0]?.id).toBeUndefined()
  })
})

describe('links without a key', () => {
  const follow = async (href: string, headers: Record<string, string> = {}, method = 'GET') => {
    const answer = await fetch(`${server.url}${href}`, { method, headers })
    const text = await answer.text()
    const code = answer.status >= 400 ? (JSON.parse(text || '{}') as { code?: string }).code : undefined
    return { status: answer.status, headers: answer.headers, text, code }
  }
  const bytes = Buffer.from('0123456789'.repeat(100))
  const work = () => desk.released({ title: '链接', format: 'comic', files: [{ bytes, mime: 'image/png' }] })
  const linkTo = async (client: MediaClient, { number, files }: { number: string; files: string[] }) =>
    client.read<{ href: string; until: string }>(`/works/${number}/files/${files[0] ?? ''}/link`)

  test('trap 51: ranges, HEAD and If-None-Match work on them, as long as they last and no longer', async () => {
    const { href, until } = await linkTo(media, await work())
    expect(until).toBe(inMinutes(15))
    const whole = await follow(href)
    const etag = `"${createHash('sha256').update(bytes).digest('hex')}"`
    expect([whole.status, whole.text, whole.headers.get('etag')]).toEqual([200, bytes.toString(), etag])
    expect([whole.headers.get('cache-control'), whole.headers.get('referrer-policy')]).toEqual([
      ...['private, no-cache', 'no-referrer'],
    ])
    expect(await follow(href, { range: 'bytes=5-9' })).toMatchObject({ status: 206, text: '56789' })
    expect(await follow(href, { 'if-none-match': etag })).toMatchObject({ status: 304, text: '' })
    const head = await follow(href, {}, 'HEAD')
    expect([head.status, head.text, head.headers.get('content-length')]).toEqual([200, '', '1000'])
    minutes(15)
    expect(await follow(href)).toMatchObject({ status: 410, code: 'link_expired' })
  })

  test('none is given for what is not there, and none can be made up, altered or used for something else', async () => {
    const { number, files } = await work()
    expect(await media.refused(`/works/${number}/files/other/link`)).toBe('404 file_not_found')
    expect(await media.refused(`/works/${number}/files/${files[0] ?? ''}/link?rendition=no`)).toBe('404 file_not_found')
    const { href } = await linkTo(media, { number, files })
    const [body = '', mark = ''] = href.split('/').at(-1)?.split('.') ?? []
    const told = JSON.parse(Buffer.from(body, 'base64url').toString()) as object
    const other = Buffer.from(JSON.stringify({ ...told, until: '2099-01-01T00:00:00.000Z' })).toString('base64url')
    const { next } = await media.read<Changes>('/changes')
    for (const token of [
      `${other}.${mark}`,
      body,
      `${body}.`,
      `${body}.${mark}x`,
      next,
      'x.y.z',
      encodeURIComponent('路'),
    ])
      expect(await follow(`/content/v1/links/${token}`)).toMatchObject({ status: 404, code: 'link_invalid' })
    expect((await follow(href, {}, 'POST')).status).toBe(405)
    expect(await follow(`${href}?x=1`)).toMatchObject({ status: 400, code: 'unknown_parameter' })
  })

  test('trap 51: the very next request after a recall gets nothing, nor does one after the key was revoked', async () => {
    const given = await work()
    const { href } = await linkTo(media, given)
    expect((await follow(href)).status).toBe(200)
    await desk.editors[2].command('work', 'withdraw', { reason: '权利人要求' }, given.id)
    expect(await follow(href)).toMatchObject({ status: 410, code: 'work_withdrawn' })
    expect(await follow(href, { range: 'bytes=5-9' })).toMatchObject({ status: 410, code: 'work_withdrawn' })
    const other = await mediaClient(server, admin)
    const kept = await linkTo(other, await work())
    expect((await follow(kept.href)).status).toBe(200)
    await admin.command('apiKey', 'revoke', {}, other.id)
    expect(await follow(kept.href)).toMatchObject({ status: 410, code: 'link_expired' })
  })
})

describe('following the log', () => {
  test('delivers every change once and in order, and the cursor stands still when nothing is new', async () => {
    const all = await media.read<Changes>('/changes')
    const numbers = all.items.map(({ seq }) => seq)
    expect(numbers).toEqual([...numbers].sort((a, b) => a - b))
    const quiet = await media.read<Changes>(`/changes?cursor=${all.next}`)
    expect(quiet).toEqual({ items: [], next: all.next, more: false })
    const one = await desk.released({ title: '将更正' })
    const two = await desk.released({ title: '将撤回' })
    const [, , editor] = desk.editors
    await desk.rewrite(one.manuscript, { title: '已更正' })
    await desk.corrected(one.id, '标题有误')
    await editor.command('work', 'withdraw', { reason: '权利人要求' }, two.id)
    const news = await media.read<Changes>(`/changes?cursor=${all.next}`)
    expect(told(news)).toEqual([
      ['publish', one.number, 1, true],
      // Withdrawn since: the log says that it was there, and gives it to nobody.
      ['publish', two.number, 1, false],
      ['correct', one.number, 2, true],
      ['withdraw', two.number, 2, false],
    ])
    expect([news.items[2]?.reason, news.items[2]?.representation?.title, news.items[3]?.reason]).toEqual([
      '标题有误',
      '已更正',
      '权利人要求',
    ])
    const pages = await walk(media, all.next, 1)
    expect(pages.flatMap((page) => page.items)).toEqual(news.items)
    const gone = await media.ask(`/works/${two.number}`)
    expect([gone.status, JSON.parse(gone.text)]).toMatchObject([
      410,
      { code: 'work_withdrawn', params: { number: two.number, reason: '权利人要求', version: 2 } },
    ])
    expect(await media.read(`/works/${one.number}`)).toMatchObject({
      title: '已更正',
      version: 2,
      correction: '标题有误',
    })
  })

  test('a withdrawn work is gone from everywhere, whatever tag is sent', async () => {
    const { id, number, files } = await desk.released({
      title: '将消失',
      format: 'comic',
      files: [{ bytes: Buffer.from('bytes'), mime: 'image/png' }],
    })
    const file = `/works/${number}/files/${files[0] ?? ''}`
    const paths = [`/works/${number}`, file]
    const tags = await Promise.all(paths.map(async (path) => (await media.ask(path)).headers.get('etag') ?? ''))
    await desk.editors[2].command('work', 'withdraw', { reason: '有误' }, id)
    for (const [n, path] of paths.entries())
      expect(await media.refused(path, { 'if-none-match': tags[n] ?? '' })).toBe('410 work_withdrawn')
    expect(titles(await media.read<Works>('/works?limit=100'))).not.toContain('将消失')
    expect(titles(await media.read<Works>(`/works?q=${encodeURIComponent('将消失')}`))).toEqual([])
  })

  test('every answer fits its own description, that of a withdrawal too', async () => {
    const description = (await (await fetch(`${server.url}/content/v1/openapi.json`)).json()) as object
    const works = await media.read<Works>('/works')
    const { items } = await media.read<Changes>('/changes')
    expect(items.some(({ representation }) => representation === null)).toBe(true)
    expect(misfits(description, 'Works', works)).toEqual([])
    expect(misfits(description, 'Work', await media.read(`/works/${works.items[0]?.number ?? ''}`))).toEqual([])
    expect(items.flatMap((item) => misfits(description, 'Change', item))).toEqual([])
    expect(misfits(description, 'Problem', JSON.parse((await media.ask('/work')).text))).toEqual([])
    expect(misfits(description, 'Change', { ...items[0], kind: 'erase' })).not.toEqual([])
  })

  test('asked what the files are for, it says which rendition to take and why', async () => {
    const picture = { bytes: Buffer.from('original'), mime: 'image/png', rendition: Buffer.from('smaller') }
    const { number } = await desk.released({ title: '给谁用', files: [picture] })
    const description = (await (await fetch(`${server.url}/content/v1/openapi.json`)).json()) as object
    const work = await media.read<{ files: { best?: object }[] }>(`/works/${number}?for=loudspeaker`)
    expect(work.files.map(({ best }) => best)).toEqual([
      {
        ...{ rendition: null, href: null, reason: 'nothing_fits' },
        ...{ reason_zh: expect.stringContaining('没有'), reason_en: expect.stringContaining('no rendition') },
      },
    ])
    expect(misfits(description, 'Work', work)).toEqual([])
    expect((await media.read<{ files: object[] }>(`/works/${number}`)).files[0]).not.toHaveProperty('best')
    expect(await media.refused(`/works/${number}?for=balloon`)).toBe('400 invalid_parameter')
  })

  test('nobody waits for another work, and nobody hears of one before its hour', async () => {
    const tv = await mediaClient(server, admin, { channel: 'tv' })
    const start = { tv: (await tv.read<Changes>('/changes')).next, press: (await media.read<Changes>('/changes')).next }
    const early = await desk.released({ title: '先给电视台' }, { notBefore: { default: inMinutes(60), tv: null } })
    const after = await desk.released({ title: '随后一件' })
    const onTv = await tv.read<Changes>(`/changes?cursor=${start.tv}`)
    const inPress = await media.read<Changes>(`/changes?cursor=${start.press}`)
    expect([told(onTv).length, told(inPress)]).toEqual([2, [['publish', after.number, 1, true]]])
    expect(await media.refused(`/works/${early.number}`)).toBe('404 work_not_found')
    expect(titles(await media.read<Works>('/works'))).not.toContain('先给电视台')
    expect(await media.read<Works>(`/works?q=${encodeURIComponent('先给电视台')}`)).toMatchObject({
      items: [],
      total: 0,
    })
    await desk.rewrite(early.manuscript, { title: '先给电视台（更正）' })
    await desk.corrected(early.id, '标题')
    expect(await media.read(`/changes?cursor=${inPress.next}`)).toMatchObject({ items: [] })
    minutes(59)
    expect(await media.read(`/changes?cursor=${inPress.next}`)).toMatchObject({ items: [] })
    minutes(1)
    const late = await media.read<Changes>(`/changes?cursor=${inPress.next}`)
    expect(told(late)).toEqual([
      ['publish', early.number, 1, true],
      ['correct', early.number, 2, true],
    ])
    expect(await media.read(`/changes?cursor=${late.next}`)).toEqual({ items: [], next: late.next, more: false })
    expect(titles(await media.read<Works>('/works'))[1]).toBe('先给电视台（更正）')
    const oneByOne = await walk(media, inPress.next, 1)
    expect(oneByOne.flatMap((page) => page.items)).toEqual(late.items)
  })

  test('a client sees its channels, themes and audiences, and is told when a work leaves them', async () => {
    const farmers = await mediaClient(server, admin, { channel: 'site', scope: { audiences: ['farmer'] } })
    const theirs = await desk.released(
      { title: '给农民', audience: ['farmer', 'youth'] },
      { scope: { channels: ['site'] } },
    )
    const others = await desk.released({ title: '给青少年', audience: ['youth'] })
    await desk.released({ title: '只给电视', audience: ['farmer'] }, { scope: { channels: ['tv'] } })
    expect(titles(await farmers.read<Works>('/works'))).toEqual(['给农民'])
    expect(titles(await farmers.read<Works>('/works?audience=youth'))).toEqual(['给农民'])
    expect(await farmers.refused(`/works/${others.number}`)).toBe('404 work_not_found')
    expect(await media.refused(`/works/${theirs.number}`)).toBe('404 work_not_found')
    const before = await farmers.read<Changes>('/changes')
    expect(told(before)).toEqual([['publish', theirs.number, 1, true]])
    await desk.rewrite(theirs.manuscript, { audience: ['youth'] })
    await desk.corrected(theirs.id, '人群有误')
    expect(told(await farmers.read<Changes>(`/changes?cursor=${before.next}`))).toEqual([
      ['correct', theirs.number, 2, false],
    ])
    expect(await farmers.refused(`/works/${theirs.number}`)).toBe('404 work_not_found')
  })

  test('a cursor is of use to nobody else, to no other key, and not after the entitlement changed', async () => {
    const { next } = await media.read<Changes>('/changes')
    const other = await mediaClient(server, admin)
    expect(await other.refused(`/changes?cursor=${next}`)).toBe('400 cursor_invalid')
    const [body = '', mark = ''] = next.split('.')
    const forged = Buffer.from(
      Buffer.from(body, 'base64url')
        .toString()
        .replace(/"seq":\d+/, '"seq":0'),
    ).toString('base64url')
    for (const bad of [`${forged}.${mark}`, body, 'x', `${next}x`, '%E7'])
      expect(await media.refused(`/changes?cursor=${bad}`)).toBe('400 cursor_invalid')
    expect(await media.refused(`/works?cursor=${next}`)).toBe('400 cursor_invalid')
    const mine = await other.read<Changes>('/changes')
    await admin.command('apiKey', 'change_scope', { scope: { formats: ['video'] } }, other.id)
    expect(await other.refused(`/changes?cursor=${mine.next}`)).toBe('410 sync_again')
    expect((await other.read<Changes>('/changes')).items).toEqual([])
  })
})

/** Follows the log page by page until it says that there is no more. */
async function walk(client: MediaClient, from: string, limit: number): Promise<Changes[]> {
  const pages: Changes[] = []
  for (let cursor = from; ;) {
    const page = await client.read<Changes>(`/changes?limit=${String(limit)}&cursor=${cursor}`)
    pages.push(page)
    cursor = page.next
    if (!page.more) return pages
  }
}
