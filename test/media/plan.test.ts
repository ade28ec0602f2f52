import { expect, test } from '@jest/globals'
import { PROFILES, needsFfmpeg, planRenditions } from '../../media/index'
import type { Chosen, Facts, Kind, RenditionSet, Step } from '../../media/index'

const film = { width: 1920, height: 1080, seconds: 4, codec: 'h264', hasAudio: true }

const planned = (kind: Kind, facts: Facts, set: RenditionSet = 'release', chosen: Chosen = {}) =>
  Object.fromEntries(
    planRenditions(kind, facts, set, { chosen }).map(({ name, step, whyNot }) => [name, step ?? whyNot]),
  )

test('no two profiles have one id, and only what needs ffmpeg waits for it', () => {
  expect(new Set(PROFILES.map(({ id }) => id)).size).toBe(PROFILES.length)
  const waiting = planRenditions('mp4', film, 'release').filter(({ step }) => step && needsFfmpeg(step))
  expect(waiting.map(({ name }) => name)).toContain('video-480p')
  expect(planRenditions('png', film, 'release').some(({ step }) => step && needsFfmpeg(step))).toBe(false)
})

test('a large picture becomes the set, and a small one is never enlarged', () => {
  const jpeg = { make: 'picture', format: 'jpeg', animated: false }
  expect(planned('jpeg', { width: 4000, height: 3000 })).toEqual({
    'image-320': { make: 'picture', format: 'webp', width: 320, height: 240, animated: false },
    'image-960': { make: 'picture', format: 'webp', width: 960, height: 720, animated: false },
    'image-1920': { make: 'picture', format: 'webp', width: 1920, height: 1440, animated: false },
    'image-1920-jpeg': { ...jpeg, width: 1920, height: 1440 },
    'wechat-cover': { ...jpeg, width: 900, height: 506, maxBytes: 64_000 },
    'wechat-inline': { ...jpeg, width: 1080, height: 810, maxBytes: 1_000_000 },
  })
  for (const step of Object.values(planned('png', { width: 20, height: 10 })))
    expect(step).toMatchObject({ width: 20, height: 10 })
})

test('people concerned get the small set at once', () => {
  expect(Object.keys(planned('png', { width: 20, height: 10 }, 'preview'))).toEqual(['image-320', 'image-960'])
  expect(Object.keys(planned('mp4', { ...film, seconds: 1.9 }, 'preview'))).toEqual(['poster', 'video-480p'])
})

test('row 33: moments all over a film are proposed for its poster, to those concerned alone', () => {
  const still = { make: 'poster', width: 320, height: 180, toneMap: false }
  expect(planned('mp4', { ...film, seconds: 63.4, pictureSeconds: 62 }, 'preview')).toMatchObject({
    'still-00051': { ...still, at: 5.1 },
    'still-00155': { ...still, at: 15.5 },
    'still-00258': { ...still, at: 25.8 },
    'still-00361': { ...still, at: 36.1 },
    'still-00465': { ...still, at: 46.5 },
    'still-00568': { ...still, at: 56.8 },
  })
  const names = (facts: Facts, set: RenditionSet) => Object.keys(planned('mp4', facts, set)).join()
  expect(names(film, 'preview')).toBe('poster,still-00005,still-00015,still-00025,still-00035,video-480p')
  expect(names({ ...film, seconds: 3600 * 3 }, 'preview')).toMatch(/still-99000,video/)
  expect(names(film, 'release')).not.toContain('still')
  expect(names({ width: 1920, height: 1080 }, 'preview')).not.toContain('still')
})

test('trap 19: a strip of 40000 px keeps its width as JPEG; what WebP cannot hold says so', () => {
  expect(planned('png', { width: 1080, height: 40000 })).toMatchObject({
    'image-320': { width: 320, height: 640 },
    'image-1920': 'image_too_tall',
    'image-1920-jpeg': { width: 1080, height: 40000 },
    'wechat-cover': { width: 900, height: 506 },
  })
})

test('a moving picture moves where it can', () => {
  const { 'image-320': small, 'image-1920': large } = planned('gif', { width: 400, height: 300, frames: 9 })
  expect([small, large]).toMatchObject([{ animated: false }, { animated: true, format: 'webp' }])
})

test('row 41: a moving picture becomes a film of itself too, as long as it plays no longer than a minute', () => {
  const moving = { width: 901, height: 300, frames: 9, seconds: 1.2 }
  expect(planned('gif', moving)).toMatchObject({
    'image-loop': { make: 'film', width: 900, height: 300, seconds: 1.2, rate: 25, sound: false, animation: true },
    'image-1920-jpeg': { make: 'picture', animated: false },
  })
  expect(planned('webp', { ...moving, seconds: 61 })).toMatchObject({ 'image-loop': 'too_long_for_channel' })
  expect(planned('webp', { width: 900, height: 300 })).not.toHaveProperty('image-loop')
  expect(planned('gif', moving, 'preview')).not.toHaveProperty('image-loop')
})

test('trap 27: an upright film is measured by its short side, and trap 33: sides are even', () => {
  expect(planned('mp4', { ...film, width: 1080, height: 1920 })).toMatchObject({
    poster: { width: 1080, height: 1920, at: 0.4 },
    'video-480p': { width: 480, height: 854 },
    'video-720p': { width: 720, height: 1280 },
  })
  expect(planned('mp4', { ...film, width: 641, height: 359 })).toMatchObject({
    'video-480p': { width: 640, height: 358 },
    'video-720p': 'source_small',
    'video-silent': { sound: false },
  })
})

test('trap 28: a film without sound has no sound renditions, and its pictures lose nothing by it', () => {
  expect(planned('mp4', { ...film, hasAudio: false })).toMatchObject({
    'video-480p': { make: 'film', sound: false },
    audio: 'no_sound',
    loudspeaker: 'no_sound',
  })
})

test('what does not fit a channel says so instead of being cut', () => {
  const long = { ...film, seconds: 600 }
  expect(planned('mp4', long)).toMatchObject({
    poster: { at: 1 },
    'wechat-video': 'too_long_for_channel',
    loudspeaker: 'too_long_for_channel',
  })
  expect(planned('mp4', { ...film, seconds: 120 })['wechat-video']).toMatchObject({ maxBytes: 10_000_000, kbps: 472 })
})

test('what is not known or locked says why', () => {
  expect(planned('mp4', {})).toMatchObject({ poster: 'facts_missing', 'video-480p': 'facts_missing' })
  expect(planned('pdf', { encrypted: true })).toEqual({ document: 'document_locked' })
  expect(planned('docx', {})).toEqual({ document: { make: 'document', format: 'docx' } })
  expect(planned('zip', { entries: 3 })).toEqual({ package: 'facts_missing' })
})

test('row 33: a poster is of the chosen moment, and never of one behind the last frame', () => {
  const at = (poster: number) => planned('mp4', film, 'release', { poster }).poster
  expect([at(2.5), at(0), at(9)]).toMatchObject([{ at: 2.5 }, { at: 0 }, { at: 3.9 }])
  expect(planned('mp4', { ...film, pictureSeconds: 3 }, 'release', { poster: 3.5 }).poster).toMatchObject({ at: 2.9 })
})

test('row 31: cuts begin where was chosen, or as late as they still fit', () => {
  const long = { ...film, seconds: 100 }
  expect(planned('mp4', long)).toMatchObject({ 'video-15s': { from: 10 }, 'video-30s': { from: 10 } })
  expect(planned('mp4', long, 'release', { cut15: 42.5, cut30: 90 })).toMatchObject({
    'video-15s': { from: 42.5, seconds: 15 },
    'video-30s': { from: 70, seconds: 30 },
  })
  expect(planned('mp4', long, 'release', { cut15: 0 })).toMatchObject({ 'video-15s': { from: 0 } })
})

test('row 32: an upright film is cut out around the chosen point, and stands on its blur where none was chosen', () => {
  const upright = (x: number, y: number, size: Facts = film) =>
    planned('mp4', { ...film, ...size }, 'release', { focal: { x, y } })['video-upright']
  const middle = { width: 606, height: 1076, outer: { width: 1912, height: 1076, left: 653, top: 0 } }
  expect(upright(0.5, 0.9)).toMatchObject(middle)
  expect([upright(0, 0), upright(1, 1)]).toMatchObject([{ outer: { left: 0 } }, { outer: { left: 1912 - 606 } }])
  expect(upright(0.5, 0.25, { width: 1000, height: 4000 })).toMatchObject({
    ...{ width: 1000, height: 1776 },
    outer: { width: 1000, height: 4000, left: 0, top: 112 },
  })
  expect(upright(0.5, 0.5, { width: 1080, height: 1920 })).not.toHaveProperty('outer')
  for (const size of [film, { width: 4096, height: 2160 }, { width: 641, height: 359 }, { width: 3, height: 2 }])
    for (const point of [0, 0.33, 1]) {
      const { width, height, outer } = upright(point, point, size) as Extract<Step, { make: 'film' }>
      const { left, top, ...whole } = outer ?? { left: 0, top: 0, width, height }
      expect([whole.width - left >= width, whole.height - top >= height, left >= 0, top >= 0]).not.toContain(false)
    }
  expect(planned('mp4', film)['video-upright']).toHaveProperty('inner')
})

test('row 39: what is cropped keeps the chosen point in sight; what is not is the same picture as before', () => {
  const tall = { width: 1000, height: 4000 }
  const at = (y: number) => planned('jpeg', tall, 'release', { focal: { x: 0.5, y } })
  expect(at(0.5)).toMatchObject({
    'image-320': { width: 320, height: 640, slice: { top: 320, of: 1280 } },
    'wechat-cover': { width: 900, height: 506, slice: { top: 1547, of: 3600 } },
  })
  expect(at(1)['wechat-cover']).toMatchObject({ slice: { top: 3600 - 506 } })
  expect(at(0)).toEqual(planned('jpeg', tall))
  expect(at(0.5)['image-960']).toEqual(planned('jpeg', tall)['image-960'])
})
