import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { openExaminer } from '../../media'
import { checkJournal } from '../../workflows/engine'
import { exhaustingPdf } from '../media/pdf-bytes'
import { EICAR, startClamd } from '../support/clamd'
import { databaseKind } from '../support/payload'
import { startServer } from '../support/server'
import type { Client, TestServer } from '../support/server'
import { comicPage } from '../support/works'
import { openCall, withToken } from './whole-house'
import type { Row } from './whole-house'

type Person = Client & { id: string }
interface Uploaded {
  code: string
  files: { id: string; name: string }[]
}
interface Draft {
  id: string
  files: { id: string }[]
  answers: { files?: { file: string; role: string }[] }
}

const json = { accept: 'application/json' }
const days = 86_400_000
let server: TestServer
let author: Person
let other: Person
let call = ''

const reader = () => server.house.engine.store.reader
const fileRow = (id: string | undefined) => reader().get<Row>('files', id ?? '')
const lies = async (id: string | undefined) => (await server.house.storage.stat('sealed', id ?? '')) !== null
const begun = async () => (await author.form<{ id: string }>('/drafts', { call }, json)).body.id
const draftOf = async (id: string) => {
  const row = await reader().get<Draft>('application-drafts', id)
  return { files: row?.files.map((file) => file.id), named: row?.answers.files?.map(({ file }) => file) }
}
async function later(time: number): Promise<void> {
  server.clock.at = new Date(server.clock.at.getTime() + time)
  await server.drain()
}

beforeAll(async () => {
  server = await startServer()
  author = await server.person('作者')
  other = await server.person('另一作者')
  ;({ call } = await openCall(server, await server.person('经办', 'officer'), await server.person('财务', 'finance')))
})
afterAll(() => server.close())

describe(`an upload with a key, on ${databaseKind}`, () => {
  test('sent again is the same file, one row, and the draft names it once', async () => {
    const draft = await begun()
    const where = `/drafts/${draft}/files`
    const fields = { role: 'page', _key: 'an-upload-0001' }
    const pages = [await comicPage(1), await comicPage(2)]
    const first = await author.upload<Uploaded>(where, fields, pages)
    const again = await author.upload<Uploaded>(where, fields, pages)
    expect([again.status, again.body]).toEqual([first.status, first.body])
    const ids = first.body.files.map(({ id }) => id)
    expect(await draftOf(draft)).toEqual({ files: ids, named: ids })
    // What was interrupted after its first file goes on where it was.
    const third = await comicPage(3)
    const more = await author.upload<Uploaded>(where, fields, [...pages, third])
    expect(more.body.files.map(({ id }) => id).slice(0, 2)).toEqual(ids)
    expect((await draftOf(draft)).files).toHaveLength(3)
    expect(await reader().count('files', { owner: { equals: author.id } })).toBe(3)
  })

  test('sent five times at once, by header, is one file', async () => {
    const before = await reader().count('files', {})
    const page = await comicPage(4)
    const { token } = await withToken(author)
    const send = async () => {
      const body = new FormData()
      body.append('file', new Blob([page.bytes as BlobPart], { type: page.type }), page.name)
      const headers = { ...json, authorization: `JWT ${token}`, 'idempotency-key': 'an-upload-0002' }
      const answer = await fetch(`${server.url}/my/files`, { method: 'POST', headers, body })
      return { status: answer.status, body: (await answer.json()) as Uploaded }
    }
    const answers = await Promise.all(Array.from({ length: 5 }, send))
    expect(new Set(answers.map(({ status, body }) => `${String(status)} ${body.files[0]?.id ?? ''}`)).size).toBe(1)
    expect(await reader().count('files', {})).toBe(before + 1)
  })

  test('of other bytes, another person, or another key is another file; a key that is none is refused', async () => {
    const page = await comicPage(5)
    const key = { _key: 'an-upload-0003' }
    const sent = [
      await author.upload<Uploaded>('/my/files', key, [page]),
      await author.upload<Uploaded>('/my/files', key, [await comicPage(6)]),
      await other.upload<Uploaded>('/my/files', key, [page]),
      await author.upload<Uploaded>('/my/files', { _key: 'an-upload-0004' }, [page]),
      await author.upload<Uploaded>('/my/files', {}, [page]),
      await author.upload<Uploaded>('/my/files', {}, [page]),
    ]
    expect(new Set(sent.map(({ body }) => body.files[0]?.id)).size).toBe(sent.length)
    const before = await reader().count('files', {})
    for (const bad of ['short', 'with space and more', 'x'.repeat(201)])
      expect((await author.upload<Uploaded>('/my/files', { _key: bad }, [page])).body.code).toBe('key_malformed')
    expect(await reader().count('files', {})).toBe(before)
  })
})

describe(`an original that nothing names, on ${databaseKind}`, () => {
  test('is erased after thirty days, bytes and name; what is named stays; the journal agrees', async () => {
    const draft = await begun()
    const where = `/drafts/${draft}/files`
    const [kept, taken] = [await comicPage(7), await comicPage(8)]
    const named = (await author.upload<Uploaded>(where, { role: 'page' }, [kept, taken])).body.files
    const loose = (await author.upload<Uploaded>('/my/files', { _key: 'a-loose-one' }, [await comicPage(9)])).body
    const [keep, take] = named.map(({ id }) => id)
    const [lost] = loose.files.map(({ id }) => id)
    await later(29 * days)
    expect((await fileRow(lost))?.state).toBe('sealed')
    await later(2 * days)
    await author.form(`${where}/${take ?? ''}/remove`, {}, json)
    expect(await fileRow(lost)).toMatchObject({ state: 'erased', owner: author.id })
    expect((await fileRow(lost))?.name ?? null).toBeNull()
    expect([(await fileRow(keep))?.state, (await fileRow(take))?.state]).toEqual(['sealed', 'sealed'])
    expect((await author.get(`/files/${lost ?? ''}`)).status).toBe(404)
    await later(2 * days)
    expect([await lies(lost), await lies(keep), await lies(take)]).toEqual([false, true, true])
    // Taken out of its draft it waits once more.
    await later(29 * days)
    expect([(await fileRow(keep))?.state, (await fileRow(take))?.state]).toEqual(['sealed', 'erased'])
    await later(2 * days)
    expect([await lies(keep), await lies(take)]).toEqual([true, false])
    const again = await author.upload<Uploaded>('/my/files', { _key: 'a-loose-one' }, [await comicPage(9)])
    expect([again.status, again.body.code]).toEqual([422, 'key_reused'])
    expect((await checkJournal(server.house.engine)).findings).toEqual([])
    expect(await reader().count('outbox', { state: { equals: 'dead' } })).toBe(0)
  })
})

test(`the same file twice in one form is one, with a key or without, on ${databaseKind}`, async () => {
  const draft = await begun()
  const page = await comicPage(11)
  const twice = await author.upload<Uploaded>(`/drafts/${draft}/files`, { role: 'page' }, [page, page])
  expect(twice.body.files).toHaveLength(1)
  const later = await author.upload<Uploaded>(`/drafts/${draft}/files`, { role: 'page' }, [page])
  expect(later.body.files[0]?.id).not.toBe(twice.body.files[0]?.id)
})

test(`a virus scan looks at every upload before it is sealed, on ${databaseKind}`, async () => {
  const clamd = await startClamd()
  const { config } = server.house
  const [draft, page] = [await begun(), await comicPage(5)]
  const send = (bytes: Uint8Array) =>
    author.upload<Uploaded>(`/drafts/${draft}/files`, { role: 'page' }, [{ ...page, bytes }])
  try {
    config.virusScan = clamd
    const clean = await send(page.bytes)
    const [file] = clean.body.files
    expect((await fileRow(file?.id))?.facts).toMatchObject({
      scan: { engine: 'ClamAV 1.4.3/27800/Tue Nov 24 2026', at: server.clock.at.toISOString() },
    })
    const files = await reader().count('files', {})
    const unsafe = await send(Buffer.concat([page.bytes, EICAR]))
    expect([unsafe.status, unsafe.body.code]).toEqual([422, 'file_infected'])
    await clamd.close()
    const unseen = await send((await comicPage(6)).bytes)
    expect([unseen.status, unseen.body.code, unseen.headers.get('retry-after')]).toEqual([
      503,
      'scan_unavailable',
      '60',
    ])
    expect(await reader().count('files', {})).toBe(files)
    expect((await draftOf(draft)).files).toEqual([file?.id])
  } finally {
    config.virusScan = null
  }
})

describe(`a file that its reader dies of, on ${databaseKind}`, () => {
  const pdf = (bytes: Uint8Array) => ({ name: '稿.pdf', type: 'application/pdf', bytes })

  /** Sends a file and asks something else meanwhile; what was answered, in its order. */
  async function sentWhileAsking(file: { name: string; type: string; bytes: Uint8Array }) {
    const draft = await begun()
    const files = await reader().count('files', {})
    const order: string[] = []
    const sending = author.upload<Uploaded>(`/drafts/${draft}/files`, { role: 'work' }, [file]).then((answer) => {
      order.push('the upload')
      return answer
    })
    expect((await other.get('/my')).status).toBeLessThan(500)
    order.push('the other')
    const { status, body } = await sending
    expect(order).toEqual(['the other', 'the upload'])
    expect([await reader().count('files', {}), (await draftOf(draft)).files]).toEqual([files, []])
    expect(await reader().count('uploads', {})).toBe(0)
    return [status, body.code]
  }

  test('for want of memory is refused, and others are answered meanwhile', async () => {
    expect(await sentWhileAsking(pdf(exhaustingPdf()))).toEqual([422, 'file_unreadable'])
    const page = await comicPage(21)
    const taken = await author.upload<Uploaded>(`/drafts/${await begun()}/files`, { role: 'page' }, [page])
    expect(taken.body.files).toHaveLength(1)
  })

  test('for want of time as well', async () => {
    const { examiner } = server.house
    server.house.examiner = openExaminer(server.house.tools, { seconds: 0.001 })
    try {
      expect(await sentWhileAsking(await comicPage(22))).toEqual([422, 'file_unreadable'])
    } finally {
      server.house.examiner.close()
      server.house.examiner = examiner
    }
  })
})
