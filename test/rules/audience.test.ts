import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { publicRepresentation, searchText, searchable } from '../../workflows/rules/audience'
import type { PublicWorkInput } from '../../workflows/rules/audience'

const input: PublicWorkInput = {
  title: '登革热ＡＢＣ',
  abstract: '蚊子  从哪里来？',
  format: 'article',
  theme: 'H',
  audience: ['elderly', 'general'],
  body: { type: 'doc', blocks: [{ type: 'paragraph', text: '清除\n积水' }] },
  creditLine: '文：示例社区',
  licence: 'cc-by-4.0',
  aiUse: 'none',
  version: 1,
  files: [
    { id: 'f1', role: 'illustration', mime: 'image/png', bytes: 10, sha256: 'aa', width: 4, height: 3 },
    { id: 'f2', role: 'evidence', mime: 'application/pdf', bytes: 10, sha256: 'bb' },
  ],
  funding: { funded: true, programme: 'P', call: 'C', awardNumber: 'JLP-2026-0000000-0' },
}

describe('what the public sees of a work', () => {
  test('is made of named fields only', () => {
    const secret = { contactPhone: '哨兵', state: '哨兵' }
    const leaky = {
      ...input,
      ...secret,
      body: { type: 'doc' as const, blocks: [{ type: 'quote' as const, text: '字', ...secret }], ...secret },
      files: input.files.map((file) => ({ ...file, filename: '哨兵.png', ...secret })),
      funding: { ...input.funding, ...secret },
    }
    expect(JSON.stringify(publicRepresentation(leaky))).not.toContain('哨兵')
  })

  test('shows no evidence, and the words of the licence by key', () => {
    const work = publicRepresentation(input)
    expect(work.files).toEqual([input.files[0]])
    expect(work.licence).toEqual({ code: 'cc-by-4.0', textKey: 'licence.cc-by-4.0' })
  })

  test('has no keys for what is absent, so that equal works have equal text', () => {
    const bare = publicRepresentation({ ...input, body: undefined, references: undefined, funding: { funded: false } })
    expect(Object.keys(bare)).toEqual([
      'title',
      'abstract',
      'format',
      'theme',
      'audience',
      'creditLine',
      'licence',
      'aiUse',
      'version',
      'files',
      'funding',
    ])
    expect(bare.funding).toEqual({ funded: false })
  })

  test('is found by title and by text, whatever the width and case', () => {
    const text = searchText(publicRepresentation(input))
    expect(text).toEqual({ title: '登革热abc', body: '蚊子 从哪里来? 清除 积水' })
  })

  test('normalising what is normal changes nothing', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(searchable(searchable(text))).toBe(searchable(text))
      }),
    )
  })
})
