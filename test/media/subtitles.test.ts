import { afterAll, describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import {
  NO_TOOLS,
  blindCopy,
  makeRendition,
  openStillMaker,
  parseLabel,
  planRenditions,
  probe,
  readLabel,
  sniffKind,
  wordsFoundIn,
  writtenLabel,
} from '../../media/index'
import type { Marks } from '../../media/index'
import { asSrt, asTranscript, asVtt, parseSubtitles } from '../../media/subtitles/cues'
import { fileWith, refusalOf, tempFolder } from './support'

const folder = tempFolder()
const file = (bytes: Buffer | string) => fileWith(folder, crypto.randomUUID(), bytes)
const cuesOf = (text: string) => parseSubtitles(Buffer.from(text)).cues
const stills = openStillMaker()
afterAll(() => {
  stills.close()
})

const srt =
  '1\r\n00:00:01,000 --> 00:00:02,500\r\n少量多次\r\n饮水\r\n\r\n2\r\n00:00:03,000 --> 00:00:04,000\r\n再见\r\n'
const wanted = [
  { from: 1000, to: 2500, text: '少量多次\n饮水' },
  { from: 3000, to: 4000, text: '再见' },
]
/** The first cue's text in GB 18030, the character 㛃 (four bytes) after it. */
const gb18030 = Buffer.concat([
  Buffer.from('1\n00:00:01,000 --> 00:00:02,500\n'),
  Buffer.from('c9d9c1bfb6e0b4ce', 'hex'),
  Buffer.from('8230cf36', 'hex'),
])

describe('subtitles are read', () => {
  test.each([
    ['SubRip', srt],
    ['with a mark of UTF-8', `\ufeff${srt}`],
    ['with line feeds alone', srt.replaceAll('\r\n', '\n')],
    ['with points for commas, and spaces', srt.replaceAll(',', '.').replaceAll('-->', '  -->  ')],
    ['without numbers', srt.replace(/^[12]\r\n/gm, '')],
    ['without the empty line between cues', srt.replace('饮水\r\n\r\n', '饮水\r\n')],
    ['with tags, styles and a speaker', srt.replace('少量', '<i>{\\an8}<v 张三>少</v>量</i>')],
    ['out of order', srt.split('\r\n\r\n').toReversed().join('\r\n\r\n')],
    [
      'WebVTT with styles, comments and settings',
      `WEBVTT - 标题\n\nSTYLE\n::cue { color: red }\n\nNOTE 给编辑\n看\n\n${srt
        .replaceAll('\r\n', '\n')
        .replaceAll(',', '.')
        .replaceAll('00:00:', '00:')
        .replace('02.500', '02.500 align:start line:0')}`,
    ],
  ])('%s', (_, text) => {
    expect(cuesOf(text)).toEqual(wanted)
  })

  test('trap 41: in GB 18030 and in UTF-16, both ways round', () => {
    const read = parseSubtitles(gb18030)
    expect([read.encoding, read.cues[0]?.text.slice(0, 4)]).toEqual(['gb18030', '少量多次'])
    const little = Buffer.from(`\ufeff${srt}`, 'utf16le')
    for (const bytes of [little, Buffer.from(little).swap16()])
      expect(parseSubtitles(bytes)).toMatchObject({ encoding: 'utf-16', cues: wanted })
  })

  test.each([
    [1, ''],
    [1, 'WEBVTT\n\nNOTE nothing yet\n'],
    [2, '1\n00:00:02,000 --> 00:00:01,000\nbackwards\n'],
    [2, '1\n00:00:01,000 -->\nno end\n'],
    [6, '1\n00:00:01,000 --> 00:00:02,000\nx\n\n2\n1 Sekunde --> 2\ny\n'],
  ])('line %d is named where times cannot be', (line, text) => {
    expect(() => cuesOf(text)).toThrow(expect.objectContaining({ code: 'subtitles_broken', params: { line } }))
  })

  test('what is said can be read: a line for each cue, nothing twice, an empty line for a pause', () => {
    const said = (from: number, to: number, text: string) => ({ from, to, text })
    const cues = [
      said(0, 900, '先\n降温'),
      said(900, 2000, '先\n降温'),
      said(2500, 4000, '再补水'),
      said(9000, 9900, '完'),
    ]
    expect(asTranscript(cues)).toBe('先 降温\n再补水\n\n完')
  })

  test('what was written is read again, whatever people say', () => {
    const text = fc
      .string({ unit: 'grapheme', minLength: 1, maxLength: 30 })
      .map((said) =>
        said
          .replace(/[\p{Cc}<>{}&]/gu, '')
          .replaceAll('-->', '')
          .trim(),
      )
      .filter((said) => said !== '' && !/^\d+$/.test(said) && !said.startsWith('NOTE'))
    const cue = fc.record({ from: fc.nat(9_000_000), length: fc.integer({ min: 1, max: 9_000 }), text })
    fc.assert(
      fc.property(fc.uniqueArray(cue, { minLength: 1, maxLength: 12, selector: ({ from }) => from }), (given) => {
        const cues = given
          .map(({ from, length, text: said }) => ({ from, to: from + length, text: said }))
          .sort((a, b) => a.from - b.from)
        expect(cuesOf(asSrt(cues))).toEqual(cues)
        expect(cuesOf(asVtt(cues))).toEqual(cues)
      }),
    )
  })

  test('trap 41: nothing in them can do anything: no tag, no further cue, no control character comes out', () => {
    const evil =
      '1\n00:00:01,000 --> 00:00:02,000\n<script>alert(1)</script><img src=x onerror=a()>&lt;b&gt; a --&gt; b\u0007\n'
    const vtt = asVtt(cuesOf(evil), ['x\n\n00:00.000 --> 00:01.000\ninjected'])
    expect(vtt).toContain('alert(1)&lt;b&gt; a → b')
    expect(vtt.match(/-->/g)).toHaveLength(1)
    expect(vtt).not.toMatch(/<|\u0007/)
  })
})

describe('a file of subtitles', () => {
  test.each([
    ['srt', srt, '字幕.srt', 'application/x-subrip'],
    ['srt', srt, '字幕.txt', 'text/plain'],
    ['srt', gb18030, '字幕.srt', ''],
    ['vtt', `WEBVTT\n\n${srt.replaceAll(',', '.')}`, 'a.vtt', 'text/vtt'],
    ['srt', Buffer.from(`\ufeff${srt}`, 'utf16le'), 'a.srt', ''],
  ])('is %s by its content', async (kind, bytes, name, mime) => {
    const path = await file(bytes)
    expect(await sniffKind(path, { name, mime })).toMatchObject({ kind, family: 'subtitles' })
    expect(await probe(path, kind as 'srt', NO_TOOLS)).toMatchObject({ cues: expect.any(Number) })
  })

  test('is refused where it is a page, or wears a picture’s name', async () => {
    expect(
      await refusalOf(sniffKind(await file('<html>1\n00:00:01,000 --> 00:00:02,000'), { name: 'a.srt' })),
    ).toMatchObject({ code: 'file_kind_not_allowed' })
    expect(await refusalOf(sniffKind(await file(srt), { name: 'a.png' }))).toMatchObject({ code: 'file_kind_mismatch' })
  })

  test('becomes WebVTT with label and credit as comments, and SubRip', async () => {
    const label = writtenLabel(parseLabel('{"Label":"1","ProduceID":"a  -->  b"}'), { propagator: '我们', id: 'KPW-1' })
    const rights = { credit: '视频：某人', licence: 'CC BY 4.0', work: 'KPW-2026-0000001-A', version: 3 }
    const marks: Marks = { label, rights }
    const from = await file(gb18030)
    const facts = await probe(from, 'srt', NO_TOOLS)
    const made: Record<string, string> = {}
    for (const { name, step } of planRenditions('srt', facts, 'release')) {
      if (step === undefined) continue
      const to = join(folder, crypto.randomUUID())
      const { kind } = await makeRendition({ from, kind: 'srt', step, marks, to }, stills, NO_TOOLS)
      made[name] = await readFile(to, 'utf8')
      if (kind === 'vtt') expect((await readLabel(to, kind, NO_TOOLS)).fields.ProduceID).toBe('a  -->  b')
    }
    expect(Object.keys(made)).toEqual(['subtitles-vtt', 'subtitles-srt'])
    expect(made['subtitles-vtt']).toMatch(/^WEBVTT\n\nNOTE AIGC: .*\n\nNOTE artist: 视频：某人\n\n[\s\S]*少量多次/)
    expect(made['subtitles-srt']).toMatch(/^1\r\n00:00:01,000 --> 00:00:02,500\r\n少量多次/)
  })

  test('is copied for reviewers without comments, speakers and styles', async () => {
    const from = await file('WEBVTT\n\nNOTE by 李寻欢PLANTED\n\n00:01.000 --> 00:02.000\n<v 李寻欢PLANTED>你好</v>\n')
    const to = join(folder, crypto.randomUUID())
    expect(await blindCopy(from, 'vtt', NO_TOOLS, to)).toEqual({ ok: true, kind: 'vtt' })
    expect(await wordsFoundIn(to, ['李寻欢PLANTED'])).toEqual([])
    expect(await readFile(to, 'utf8')).toBe('WEBVTT\n\n00:00:01.000 --> 00:00:02.000\n你好\n\n')
  })
})
