import { channels } from './types'
import type { ReleasedFile, Rendition } from './types'

/** What a file is wanted for: a kind of channel, or a place where works are shown and heard. */
export const uses = [...channels, 'loudspeaker', 'screen'] as const
export type Use = (typeof uses)[number]

/**
 * `made_for_it`: it was made for this very use. `next_best`: what was made for it is not there for this file, and this
 * serves. `nothing_fits`: no rendition does, and what the partner would be sent would come back.
 */
export type BestReason = 'made_for_it' | 'next_best' | 'nothing_fits'

export interface Best {
  rendition: Rendition | null
  reason: BestReason
}

type Family = 'video' | 'audio' | 'image' | 'document' | 'package' | 'subtitles'

interface Wish {
  name: string
  /** Larger files are not taken there. */
  maxBytes?: number
}

const named = (...names: string[]): Wish[] => names.map((name) => ({ name }))

const onScreens = named('video-720p', 'video-480p')
const pictures = named('image-1920', 'image-1920-jpeg')
const web = {
  ...{ video: onScreens, audio: named('audio'), image: pictures },
  ...{ document: named('document'), package: named('package'), subtitles: named('subtitles-vtt') },
}
const desk = { image: named('image-1920-jpeg'), document: named('document'), subtitles: named('subtitles-srt') }

/** WeChat's own limits (media/profiles.ts): the whole film where it fits, else a cut of it. */
const wechatFilm = 10_000_000

/** By use and family: what to send, best first. A family that is not named has nothing to do there. */
const wishes: Readonly<Record<Use, Readonly<Partial<Record<Family, readonly Wish[]>>>>> = {
  tv: { ...desk, video: named('video-tv', 'video-720p', 'video-480p'), audio: named('audio') },
  press: { ...desk, video: named('poster') },
  wechat_oa: {
    video: ['wechat-video', 'video-30s', 'video-15s'].map((name) => ({ name, maxBytes: wechatFilm })),
    audio: [{ name: 'loudspeaker', maxBytes: 2_000_000 }],
    image: [{ name: 'wechat-inline', maxBytes: 1_000_000 }],
  },
  site: web,
  terminal: web,
  kepu_china: web,
  kepu_chongqing: web,
  convergence: { ...web, video: named('video-tv', 'video-720p', 'video-480p'), subtitles: named('subtitles-srt') },
  loudspeaker: { video: named('loudspeaker'), audio: named('loudspeaker') },
  screen: { video: named('video-silent-words', 'video-silent'), image: named('image-1920-jpeg') },
}

function familyOf(mime: string): Family {
  const [kind = ''] = mime.split('/')
  if (kind === 'video' || kind === 'audio' || kind === 'image') return kind
  if (mime === 'application/zip') return 'package'
  return kind === 'text' || mime === 'application/x-subrip' ? 'subtitles' : 'document'
}

/** Which of a file's renditions to take for a use, and why that one. */
export function bestFor(use: Use, { mime, renditions }: Pick<ReleasedFile, 'mime' | 'renditions'>): Best {
  const list = wishes[use][familyOf(mime)] ?? []
  for (const [place, { name, maxBytes = Infinity }] of list.entries()) {
    const rendition = renditions.find((each) => each.name === name && each.bytes <= maxBytes)
    if (rendition) return { rendition, reason: place === 0 ? 'made_for_it' : 'next_best' }
  }
  return { rendition: null, reason: 'nothing_fits' }
}
