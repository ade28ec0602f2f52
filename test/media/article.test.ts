import { expect, test } from '@jest/globals'
import fc from 'fast-check'
import { createHash } from 'node:crypto'
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { strFromU8, unzipSync } from 'fflate'
import { ARTICLE_PROFILES, declaredLabel, packArticle, writtenLabel } from '../../media/index'
import type { Article } from '../../media/index'

const bytes = Buffer.from('a picture')
const sha256 = createHash('sha256').update(bytes).digest('hex')
const open = () => Promise.resolve(Readable.from([bytes.subarray(0, 4), bytes.subarray(4)]))
const picture = { id: 'p', alt: '图', bytes: bytes.length, sha256, open }
const label = writtenLabel(declaredLabel(true), { propagator: 'a\'b"c', id: 'KPW-1' })
const packed = async (...asked: Parameters<typeof packArticle>) => buffer(packArticle(...asked).stream())
const rights = { credit: '某人', licence: 'CC BY 4.0', licenceUrl: 'https://x/', work: 'KPW-1', version: 2 }

test.each(ARTICLE_PROFILES)(
  '$id: whatever people write is words, and what it says of itself is read back',
  async (profile) => {
    const text = fc.oneof(
      fc.string({ unit: 'grapheme', maxLength: 40 }),
      fc.constantFrom('<script>x</script>', '![a](http://x/a.jpg)', '<img src="//x/y">', '"><p>', '---\nAIGC: x\n---'),
    )
    const part = fc.record({ type: fc.constantFrom('heading', 'paragraph', 'quote', 'list'), text }) as fc.Arbitrary<
      Article['parts'][number]
    >
    await fc.assert(
      fc.asyncProperty(text, text, fc.array(part, { maxLength: 5 }), async (title, caption, parts) => {
        const shown = { type: 'picture' as const, picture, caption }
        const article = { title, abstract: title, line: '人工智能生成', parts: [...parts, shown] }
        const made = await packed(article, profile, { label, rights })
        expect((await packed(article, profile, { label, rights })).equals(made)).toBe(true)
        expect(made).toHaveLength(packArticle(article, profile, { label, rights }).bytes)
        expect(Object.keys(unzipSync(made))).toEqual([expect.any(String), 'kepu-marks.json', 'images/01.jpg'])
      }),
      { numRuns: 60 },
    )
  },
)

test('what WeChat takes has every style at its element, and no script, style sheet or picture of another place', async () => {
  const article = { title: '题', abstract: '要', line: null, parts: [{ type: 'list' as const, text: '一\n二' }] }
  const [, wechat] = ARTICLE_PROFILES
  const files = unzipSync(await packed(article, wechat!, { label: null }))
  const html = strFromU8(files['wechat.html'] ?? new Uint8Array())
  expect(html).toMatch(/<ul style="[^"]+"><li style="[^"]+">一<\/li>/)
  expect(html).not.toMatch(/<style|<script|http:\/\/|https:\/\//)
})

test('a picture that is not the one that was named never comes whole, and whoever stops reading closes what was open', async () => {
  const [page] = ARTICLE_PROFILES
  const articleWith = (open: () => Promise<Readable>) => ({
    ...{ title: '题', abstract: '要', line: null },
    parts: [{ type: 'picture' as const, picture: { ...picture, open }, caption: '' }],
  })
  const other = articleWith(() => Promise.resolve(Readable.from([Buffer.from('A picture')])))
  await expect(packed(other, page!, { label: null })).rejects.toMatchObject({ code: 'differs_from_plan' })

  const endless = Readable.from(
    (function* () {
      for (;;) yield bytes
    })(),
  )
  const stream = packArticle(
    articleWith(() => Promise.resolve(endless)),
    page!,
    { label: null },
  ).stream()
  const chunks = stream[Symbol.asyncIterator]()
  while (!endless.readableDidRead) await chunks.next()
  await chunks.return?.()
  expect([stream.destroyed, endless.destroyed]).toEqual([true, true])
})
