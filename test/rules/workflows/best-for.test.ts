import { expect, test } from '@jest/globals'
import { PROFILES } from '../../../media'
import { bestFor, uses } from '../../../workflows/release/best-for'
import type { Use } from '../../../workflows/release/best-for'

const made = (name: string, bytes = 1000) => ({ name, id: name, mime: 'x/y', bytes, sha256: '' })
const best = (use: Use, mime: string, ...renditions: ReturnType<typeof made>[]) => {
  const { rendition, reason } = bestFor(use, { mime, renditions })
  return [rendition?.name ?? null, reason]
}

test('each use gets what is made for it, else the next best, else the truth', () => {
  const film = ['video-480p', 'video-720p', 'video-tv', 'video-silent'].map((name) => made(name))
  expect(best('tv', 'video/mp4', ...film)).toEqual(['video-tv', 'made_for_it'])
  expect(best('tv', 'video/mp4', made('video-480p'))).toEqual(['video-480p', 'next_best'])
  expect(best('screen', 'video/mp4', ...film)).toEqual(['video-silent', 'next_best'])
  expect(best('loudspeaker', 'video/mp4', ...film)).toEqual([null, 'nothing_fits'])
  expect(best('loudspeaker', 'image/png', made('image-1920'))).toEqual([null, 'nothing_fits'])
  expect(best('site', 'text/vtt', made('subtitles-srt'), made('subtitles-vtt'))).toEqual([
    'subtitles-vtt',
    'made_for_it',
  ])
})

test('what a partner would send back is not proposed: a film too large for WeChat becomes a cut of it', () => {
  const film = [made('wechat-video', 10_000_001), made('video-30s', 9_000_000), made('video-15s', 1)]
  expect(best('wechat_oa', 'video/mp4', ...film)).toEqual(['video-30s', 'next_best'])
  expect(best('wechat_oa', 'video/mp4', made('video-15s', 11_000_000))).toEqual([null, 'nothing_fits'])
})

test('every use knows only renditions that there are', () => {
  for (const use of uses)
    for (const mime of [
      'video/mp4',
      'audio/mpeg',
      'image/png',
      'application/pdf',
      'text/vtt',
      'application/x-subrip',
    ]) {
      const all = PROFILES.map(({ id }) => made(id))
      const { rendition, reason } = bestFor(use, { mime, renditions: all })
      expect([use, mime, reason]).toEqual([use, mime, rendition === null ? 'nothing_fits' : 'made_for_it'])
    }
})
