import { expect, test } from '@jest/globals'
import fc from 'fast-check'
import { createHash } from 'node:crypto'
import { strFromU8, unzipSync } from 'fflate'
import { ARTICLE_PROFILES, declaredLabel, makeArticle, writtenLabel } from '../../media/index'
import type { Article } from '../../media/index'

const bytes = Buffer.from('a picture')
const picture = { id: 'p', alt: '图', bytes, sha256: createHash('sha256').update(bytes).digest('hex') }
const label = writtenLabel(declaredLabel(true), { propagator: 'a\'b"c', id: 'KPW-1' })
const rights = { credit: '某人', licence: 'CC BY 4.0', licenceUrl: 'https://x/', work: 'KPW-1', version: 2 }

test.each(ARTICLE_PROFILES)(
  '$id: whatever people write is words, and what it says of itself is read back',
  (profile) => {
    const text = fc.oneof(
      fc.string({ unit: 'grapheme', maxLength: 40 }),
      fc.constantFrom('<script>x</script>', '![a](http://x/a.jpg)', '<img src="//x/y">', '"><p>', '---\nAIGC: x\n---'),
    )
    const part = fc.record({ type: fc.constantFrom('heading', 'paragraph', 'quote', 'list'), text }) as fc.Arbitrary<
      Article['parts'][number]
    >
    fc.assert(
      fc.property(text, text, fc.array(part, { maxLength: 5 }), (title, caption, parts) => {
        const shown = { type: 'picture' as const, picture, caption }
        const article = { title, abstract: title, line: '人工智能生成', parts: [...parts, shown] }
        const made = makeArticle(article, profile, { label, rights })
        expect(makeArticle(article, profile, { label, rights }).equals(made)).toBe(true)
        expect(Object.keys(unzipSync(made))).toEqual([expect.any(String), 'kepu-marks.json', 'images/01.jpg'])
      }),
      { numRuns: 60 },
    )
  },
)

test('what WeChat takes has every style at its element, and no script, style sheet or picture of another place', () => {
  const article = { title: '题', abstract: '要', line: null, parts: [{ type: 'list' as const, text: '一\n二' }] }
  const [, wechat] = ARTICLE_PROFILES
  const files = unzipSync(makeArticle(article, wechat!, { label: null }))
  const html = strFromU8(files['wechat.html'] ?? new Uint8Array())
  expect(html).toMatch(/<ul style="[^"]+"><li style="[^"]+">一<\/li>/)
  expect(html).not.toMatch(/<style|<script|http:\/\/|https:\/\//)
})
