import { expect, test } from '@jest/globals'
import { NO_TOOLS, planRenditions } from '../../media/index'

const TOOLS = { ffmpeg: '/bin/ffmpeg', ffprobe: '/bin/ffprobe' }
const film = { width: 1080, height: 1920, seconds: 4, codec: 'h264' }

test('a large picture becomes a thumbnail and a page-wide JPEG, and is never enlarged', () => {
  expect(planRenditions('jpeg', { width: 4000, height: 3000 }, NO_TOOLS)).toEqual([
    { name: 'thumb', how: { make: 'image', width: 320, height: 240, format: 'webp', animated: false } },
    { name: 'web', how: { make: 'image', width: 1600, height: 1200, format: 'jpeg', animated: false } },
  ])
  expect(planRenditions('png', { width: 20, height: 10, hasAlpha: true }, NO_TOOLS)).toMatchObject([
    { how: { width: 20, height: 10 } },
    { how: { width: 20, height: 10, format: 'webp' } },
  ])
})

test('a long strip keeps its width, and its thumbnail is its top', () => {
  expect(planRenditions('png', { width: 1080, height: 40000 }, NO_TOOLS)).toMatchObject([
    { how: { width: 320, height: 640 } },
    { how: { width: 1080, height: 40000, format: 'jpeg' } },
  ])
  expect(planRenditions('png', { width: 1080, height: 40000, hasAlpha: true }, NO_TOOLS)[1]).toEqual({
    name: 'web',
    whyNot: 'image_too_tall',
  })
})

test('a moving picture keeps moving', () => {
  expect(planRenditions('gif', { width: 400, height: 300, frames: 9 }, NO_TOOLS)).toMatchObject([
    { how: { animated: false } },
    { how: { animated: true, format: 'webp' } },
  ])
})

test('a film gets a poster from its first second, and the same stream for the web', () => {
  expect(planRenditions('mp4', film, TOOLS)).toEqual([
    { name: 'poster', how: { make: 'poster', width: 1080, height: 1920, at: 0.4 } },
    { name: 'web', how: { make: 'remux', seconds: 4 } },
  ])
  expect(planRenditions('mp4', { ...film, seconds: 600 }, TOOLS)[0]).toMatchObject({ how: { at: 1 } })
})

test('what cannot be made says why', () => {
  expect(planRenditions('mp4', film, NO_TOOLS).map(({ whyNot }) => whyNot)).toEqual([
    'ffmpeg_missing',
    'ffmpeg_missing',
  ])
  expect(planRenditions('webm', film, TOOLS)[1]).toMatchObject({ whyNot: 'needs_transcoding' })
  expect(planRenditions('mp4', { ...film, codec: 'hevc' }, TOOLS)[1]).toMatchObject({ whyNot: 'needs_transcoding' })
  expect(planRenditions('mp4', {}, TOOLS)[0]).toMatchObject({ whyNot: 'facts_missing' })
  expect(planRenditions('pdf', { pages: 3 }, TOOLS)).toEqual([])
})
