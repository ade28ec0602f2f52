import type { Facts } from './facts/facts'
import { familyOf } from './kinds'
import type { Kind } from './kinds'
import type { Tools } from './tools'

export type RenditionName = 'thumb' | 'web' | 'poster'

/** What a maker needs to know, and `check` compares its work with. Sizes in pixels, times in seconds. */
export type How =
  | {
      readonly make: 'image'
      readonly width: number
      readonly height: number
      readonly format: 'webp' | 'jpeg'
      readonly animated: boolean
    }
  | { readonly make: 'poster'; readonly width: number; readonly height: number; readonly at: number }
  | { readonly make: 'remux'; readonly seconds: number }

export type WhyNot = 'ffmpeg_missing' | 'facts_missing' | 'image_too_tall' | 'needs_transcoding'

export type Planned =
  | { readonly name: RenditionName; readonly how: How; readonly whyNot?: undefined }
  | { readonly name: RenditionName; readonly whyNot: WhyNot; readonly how?: undefined }

const THUMB = 320
const WEB = 1600
const TALLEST = { webp: 16383, jpeg: 65535 }

/**
 * Which renditions a probed file gets, and why not the others. Pure: the same input gives the same plan.
 * Pictures: 'thumb' 320 px wide (at most twice as tall, cut from the top), 'web' at most 1600 px wide, of any height.
 * Films: 'poster', and 'web' as the same H.264 stream ready for streaming. Nothing is ever enlarged. Sounds,
 * documents and packages get none here.
 */
export function planRenditions(kind: Kind, facts: Facts, tools: Tools): Planned[] {
  switch (familyOf(kind)) {
    case 'image':
      return planImage(facts)
    case 'video':
      return planVideo(kind, facts, tools)
    default:
      return []
  }
}

function planImage({ width, height, hasAlpha, frames }: Facts): Planned[] {
  if (!width || !height) return [refused('thumb', 'facts_missing'), refused('web', 'facts_missing')]
  const thumb = fit(width, height, THUMB)
  const web = fit(width, height, WEB)
  const animated = frames !== undefined && frames > 1
  const format = animated || hasAlpha === true ? 'webp' : 'jpeg'
  return [
    {
      name: 'thumb',
      how: { make: 'image', ...thumb, height: Math.min(thumb.height, 2 * THUMB), format: 'webp', animated: false },
    },
    web.height > TALLEST[format]
      ? refused('web', 'image_too_tall')
      : { name: 'web', how: { make: 'image', ...web, format, animated } },
  ]
}

function planVideo(kind: Kind, { width, height, seconds, codec }: Facts, { ffmpeg }: Tools): Planned[] {
  if (ffmpeg === null) return [refused('poster', 'ffmpeg_missing'), refused('web', 'ffmpeg_missing')]
  if (!width || !height || !seconds) return [refused('poster', 'facts_missing'), refused('web', 'facts_missing')]
  const at = Math.min(1, seconds / 10)
  const plays = kind !== 'webm' && codec === 'h264'
  return [
    { name: 'poster', how: { make: 'poster', ...fit(width, height, WEB), at } },
    plays ? { name: 'web', how: { make: 'remux', seconds } } : refused('web', 'needs_transcoding'),
  ]
}

const refused = (name: RenditionName, whyNot: WhyNot): Planned => ({ name, whyNot })

function fit(width: number, height: number, widest: number): { width: number; height: number } {
  if (width <= widest) return { width, height }
  return { width: widest, height: Math.max(1, Math.round((height * widest) / width)) }
}
