import { describe, expect, test } from '@jest/globals'
import { companionsOf, stampOf } from '../../../workflows/work'

const types: Record<string, string> = { mp4: 'video/mp4', srt: 'application/x-subrip', png: 'image/png' }

/** Files named by what they are, in their order. */
function of(format: 'video' | 'comic', ...names: string[]) {
  const roles: Record<string, string> = { srt: 'subtitles', cover: 'poster', proof: 'evidence' }
  const files = names.map((file, n) => {
    const [first = '', ending = ''] = file.split('.')
    return { file, position: n + 1, role: roles[ending] ?? roles[first] ?? (format === 'comic' ? 'page' : 'work') }
  })
  const originals = names.map((id) => ({ id, mime: types[id.split('.')[1] ?? ''] ?? '' }))
  return (file: string) => companionsOf({ format, files }, originals, file)
}

describe('what else of a work goes into a file’s renditions', () => {
  test('the first subtitles go into the one film; of several, each into the film in its place', () => {
    expect(of('video', 'a.mp4', 'a.srt', 'b.srt')('a.mp4')).toEqual({ subtitles: 'a.srt' })
    const two = of('video', 'a.mp4', 'b.mp4', 'a.srt', 'b.srt')
    expect([two('a.mp4'), two('b.mp4')]).toEqual([{ subtitles: 'a.srt' }, { subtitles: 'b.srt' }])
    expect(of('video', 'a.mp4', 'b.mp4', 'a.srt')('b.mp4')).toEqual({})
    expect(two('a.srt')).toEqual({})
  })

  test('a comic’s first page has all pages, without cover and evidence', () => {
    const comic = of('comic', 'cover.png', '1.png', '2.png', 'proof.png')
    expect(['cover.png', '1.png', '2.png', 'proof.png'].map(comic)).toEqual([{}, { pages: ['1.png', '2.png'] }, {}, {}])
    expect(of('video', 'cover.png', 'a.mp4')('cover.png')).toEqual({})
  })

  test('other subtitles or another order of pages are other files', () => {
    const words = { creditLine: '作者', licence: 'cc-by-4.0', aiUse: 'none' } as const
    const stamps = [{}, { subtitles: 'a' }, { subtitles: 'b' }, { pages: ['a', 'b'] }, { pages: ['b', 'a'] }].map(
      (beside) => stampOf({ number: 'KP-1' }, words, beside),
    )
    expect(new Set(stamps).size).toBe(stamps.length)
  })
})
