import { afterEach, describe, expect, test } from '@jest/globals'
import { readFile, readdir } from 'node:fs/promises'
import { createServer, request } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { MediaRefusal, normaliseFileName, readMultipart } from '../../media/index'
import type { MultipartLimits } from '../../media/index'
import { refusalOf, tempFolder } from './support'

const tempDir = join(tempFolder(), 'incoming')
const limits: MultipartLimits = { tempDir, maxFileBytes: 1000, maxFiles: 2, maxFields: 3, maxFieldBytes: 100 }
const TYPE = 'multipart/form-data; boundary=xx'

const part = (headers: string, body: string) => `--xx\r\nContent-Disposition: form-data; ${headers}\r\n\r\n${body}\r\n`
const form = (...parts: string[]) => [...parts, '--xx--\r\n'].join('')
/** In pieces of seven bytes, so that every boundary is cut somewhere. */
function source(text: string): Readable {
  const bytes = Buffer.from(text, 'utf8')
  return Readable.from(
    Array.from({ length: Math.ceil(bytes.length / 7) }, (_, at) => bytes.subarray(at * 7, at * 7 + 7)),
  )
}
const left = () => readdir(tempDir).catch(() => [])

afterEach(async () => {
  expect(await left()).toEqual([])
})

describe('a multipart form', () => {
  test('gives its fields and its files, with the name they had at home', async () => {
    const got = await readMultipart(
      source(
        form(
          part('name="title"', '红树林'),
          part('name="tag"', 'a'),
          part('name="tag"', 'b'),
          part('name="file"; filename="红树林 最终版.mp4"\r\nContent-Type: video/mp4', 'bytes'),
          part('name="file"; filename="x.png"; filename*=UTF-8\'\'%E6%B5%B7.png\r\nContent-Type: image/png', 'more'),
        ),
      ),
      TYPE,
      limits,
    )
    expect([...got.fields]).toEqual([
      ['title', ['红树林']],
      ['tag', ['a', 'b']],
    ])
    expect(got.files).toMatchObject([
      { field: 'file', name: '红树林 最终版.mp4', mime: 'video/mp4', bytes: 5 },
      { field: 'file', name: '海.png', mime: 'image/png', bytes: 4 },
    ])
    expect(await readFile(got.files[1]?.path ?? '', 'utf8')).toBe('more')
    await got.discard()
  })

  test('a file input left empty is no file, an empty file is refused', async () => {
    const empty = await readMultipart(
      source(form(part('name="f"; filename=""\r\nContent-Type: application/octet-stream', ''))),
      TYPE,
      limits,
    )
    expect(empty.files).toEqual([])
    const named = readMultipart(source(form(part('name="f"; filename="a.png"', ''))), TYPE, limits)
    expect(await refusalOf(named)).toMatchObject({ code: 'file_empty' })
  })

  test.each([
    ['file_too_large', form(part('name="a"; filename="a"', 'ok'), part('name="b"; filename="b"', 'x'.repeat(1001)))],
    ['form_too_many_parts', form(...['a', 'b', 'c'].map((name) => part(`name="${name}"; filename="${name}"`, 'x')))],
    ['form_too_many_parts', form(...['a', 'b', 'c', 'd'].map((name) => part(`name="${name}"`, 'x')))],
    ['form_field_too_large', form(part('name="a"; filename="a"', 'ok'), part('name="b"', 'x'.repeat(101)))],
    ['form_broken', form(part('name="a"; filename="a"', 'ok')).slice(0, -20)],
  ])('%s is refused, and the files before it are removed', async (code, text) => {
    const stream = source(text)
    const refusal = await refusalOf(readMultipart(stream, TYPE, limits))
    expect(refusal.code).toBe(code)
    expect(stream.readableEnded).toBe(true)
  })

  test.each([undefined, null, '', 'application/json', 'multipart/form-data', 'application/x-www-form-urlencoded'])(
    'a request of type %p is not taken for a form',
    async (type) => {
      expect(await refusalOf(readMultipart(source('a=b'), type, limits))).toMatchObject({ code: 'form_not_multipart' })
    },
  )

  test('a field called __proto__ is only a field', async () => {
    const got = await readMultipart(source(form(part('name="__proto__"', 'x'))), TYPE, limits)
    expect(got.fields.get('__proto__')).toEqual(['x'])
  })

  test('a sender that hangs up half-way leaves nothing behind', async () => {
    async function* cut() {
      yield Buffer.from(part('name="a"; filename="a"', 'x'.repeat(50)).slice(0, -10))
      throw new Error('aborted')
    }
    expect(await refusalOf(readMultipart(Readable.from(cut()), TYPE, limits))).toMatchObject({
      code: 'upload_interrupted',
    })
  })
})

test('over real HTTP, a sender of too much still reads the answer', async () => {
  const server = createServer((incoming, answer) => {
    readMultipart(incoming, incoming.headers['content-type'], limits).then(
      () => answer.end('taken'),
      (error: unknown) => answer.writeHead(413).end(error instanceof MediaRefusal ? error.code : 'error'),
    )
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const answer = await new Promise<string>((resolve, reject) => {
    const sent = request({ port, method: 'POST', headers: { 'content-type': TYPE } }, (got) => {
      let text = String(got.statusCode)
      got.on('data', (chunk: Buffer) => (text += ` ${chunk.toString('utf8')}`))
      got.on('end', () => resolve(text))
    })
    sent.on('error', reject)
    sent.end(form(part('name="a"; filename="a"', 'x'.repeat(5_000_000))))
  })
  await new Promise((resolve) => server.close(resolve))
  expect(answer).toBe('413 file_too_large')
})

test.each([
  ['../../evil 视频.mp4', 'evil 视频.mp4'],
  ['C:\\Users\\someone\\照片.jpg', '照片.jpg'],
  ['a\u0000b\r\n.png', 'ab.png'],
  ['cod\u202egpj.exe', 'codgpj.exe'],
  ['e\u0301.png', 'é.png'],
  ['..', ''],
  ['folder/', ''],
  ['㛃𠮷·👩‍🔬.png', '㛃𠮷·👩‍🔬.png'],
  ['broken \ud800 half.png', 'broken  half.png'],
  [`${'长'.repeat(300)}.jpeg`, `${'长'.repeat(195)}.jpeg`],
])('the name %p is kept as %p', (raw, kept) => {
  expect(normaliseFileName(raw)).toBe(kept)
})
