import { describe, expect, test } from '@jest/globals'
import { checkFiles, limitedFacts, picturesInOrder } from '../../workflows/rules/forms'
import type { FileFacts } from '../../workflows/rules/forms'

const film: FileFacts = { id: 'f', role: 'work', mime: 'video/mp4', bytes: 1_000, seconds: 120 }
const codes = (...parameters: Parameters<typeof checkFiles>) => checkFiles(...parameters).map((issue) => issue.code)

describe('the files of a work', () => {
  test('a film is a video, with evidence and subtitles beside it', () => {
    const evidence: FileFacts = { id: 'e', role: 'evidence', mime: 'application/pdf', bytes: 5, pages: 200 }
    const subtitles: FileFacts = { id: 's', role: 'subtitles', mime: 'text/vtt', bytes: 5 }
    expect(codes('video', 'work_call', [film, evidence, subtitles])).toEqual([])
  })

  test.each<[string, FileFacts, string[]]>([
    ['an empty file', { ...film, bytes: 0 }, ['file_empty']],
    ['a program', { ...film, mime: 'application/x-msdownload' }, ['type_not_accepted', 'main_file_missing']],
    ['a file too large', { ...film, bytes: 600 * 1024 * 1024 }, ['file_too_large']],
    ['a film too long', { ...film, seconds: 300.5 }, ['plays_too_long']],
  ])('%s is refused', (_, file, told) => {
    expect(codes('video', 'work_call', [file])).toEqual(told)
  })

  test('row 6: a call limits bytes, number, seconds, pages, pixels and entries further, and loosens nothing', () => {
    const limits = {
      video: { maxBytes: 900, maxSeconds: 100, maxFiles: 1 },
      comic: { maxPages: 3, maxPixels: 1_000_000, maxFiles: 1_000 },
      game: { maxEntries: 20, maxSeconds: 5 },
    }
    const poster: FileFacts = { id: 'p', role: 'poster', mime: 'image/png', bytes: 5 }
    const told = (format: keyof typeof limits, ...files: FileFacts[]) => codes(format, 'work_call', files, limits)
    expect(told('video', film, poster)).toEqual(['file_too_large', 'plays_too_long', 'too_many_files'])
    const page: FileFacts = { id: 'a', role: 'page', mime: 'image/png', bytes: 5, pixels: 1_000_000 }
    expect(told('comic', page, { ...page, id: 'b', pixels: 1_000_001 })).toEqual(['too_many_pixels'])
    expect(told('comic', { ...page, mime: 'application/pdf', pages: 4 })).toEqual(['too_many_pages'])
    expect(told('comic', ...Array.from({ length: 61 }, (_, n) => ({ ...page, id: String(n) })))).toEqual([
      'too_many_files',
    ])
    const game: FileFacts = { id: 'g', role: 'work', mime: 'application/zip', bytes: 5, entries: 20 }
    expect([told('game', game), told('game', { ...game, entries: 21 })]).toEqual([[], ['too_many_entries']])
    expect(codes('comic', 'work_call', [{ ...page, pixels: 100_000_001 }])).toEqual(['too_many_pixels'])
    expect(limitedFacts({ width: 100, height: 20, frames: 3, entries: 2, codec: 'x' })).toEqual({
      pixels: 6000,
      entries: 2,
    })
    expect([limitedFacts(null), limitedFacts({ width: 100 })]).toEqual([{}, {}])
  })

  test('a film is not its poster, nor a game its picture', () => {
    const poster: FileFacts = { id: 'p', role: 'work', mime: 'image/png', bytes: 5 }
    expect(codes('video', 'work_call', [poster])).toEqual(['main_file_missing'])
    expect(codes('game', 'work_call', [poster])).toEqual(['main_file_missing'])
    expect(codes('video', 'work_call', [film, poster])).toEqual([])
    expect(codes('video', 'project_grant', [poster])).toEqual([])
  })

  test('a moving picture is a picture, for as long as it may play', () => {
    const moving: FileFacts = { id: 'p', role: 'page', mime: 'image/gif', bytes: 5, seconds: 60 }
    for (const format of ['comic', 'article'] as const) {
      expect(codes(format, 'work_call', [moving])).toEqual([])
      expect(codes(format, 'work_call', [{ ...moving, seconds: 60.5 }])).toEqual(['plays_too_long'])
    }
    expect(codes('video', 'work_call', [film, { ...moving, seconds: 61 }])).toEqual(['plays_too_long'])
    expect(codes('article', 'work_call', [{ ...moving, role: 'evidence' }])).toEqual(['type_not_accepted'])
  })

  test('a finished work has files, a planned one need not', () => {
    expect(codes('comic', 'work_call', [])).toEqual(['too_few_files'])
    expect(codes('comic', 'project_grant', [])).toEqual([])
    expect(codes('article', 'work_call', [])).toEqual([])
  })

  test('a comic has pages enough at 60', () => {
    const page = (id: number): FileFacts => ({ id: `p${id}`, role: 'page', mime: 'image/png', bytes: 9 })
    expect(
      codes(
        'comic',
        'work_call',
        Array.from({ length: 61 }, (_, id) => page(id)),
      ),
    ).toEqual(['too_many_files'])
    expect(codes('comic', 'work_call', [{ ...page(1), mime: 'application/pdf', pages: 61 }])).toEqual([
      'too_many_pages',
    ])
  })
})

test('trap 47: pages stand in the natural order of their names, and what is no picture keeps its place', () => {
  const named = ['第10页.png', '第2页.png', '字幕.srt', '第1页.png'].map((name) => ({
    name,
    mime: name.endsWith('png') ? 'image/png' : 'application/x-subrip',
  }))
  expect(picturesInOrder(named, ({ name }) => name).map(({ name }) => name)).toEqual([
    ...['第1页.png', '第2页.png', '字幕.srt', '第10页.png'],
  ])
})
