import type { Family } from './kinds'

/** 'preview' is made when a file comes in, for the people concerned; 'release' when a work is cleared, for everybody. */
export const RENDITION_SETS = ['preview', 'release'] as const
export type RenditionSet = (typeof RENDITION_SETS)[number]

interface Common {
  readonly id: string
  /** Rises with every change of the row: files of another revision are other files. */
  readonly revision: number
  readonly sets: readonly RenditionSet[]
  /** A release waits for it, and cannot do without it where it is possible at all. */
  readonly required?: boolean
}

/** A still or moving picture out of a picture. Sizes in pixels, lengths in bytes. Nothing is ever enlarged. */
export interface PictureProfile extends Common {
  readonly make: 'picture'
  readonly format: 'webp' | 'jpeg'
  readonly width: number
  /** Taller ones are cut from the top. */
  readonly tallest?: number
  /** Whether an animation goes on moving. */
  readonly moves?: boolean
  readonly maxBytes?: number
}

export interface PosterProfile extends Common {
  readonly make: 'poster'
  readonly width: number
}

/** H.264 and AAC in an MP4 whose header comes first. */
export interface FilmProfile extends Common {
  readonly make: 'film'
  /** The short side, so that upright films are not made tiny. */
  readonly short: number
  /** Made only of films whose short side is longer; the step below serves the others. */
  readonly above?: number
  /** Of the picture, at most, in kbit/s. */
  readonly kbps: number
  readonly sound: boolean
  readonly maxBytes?: number
}

export interface SoundProfile extends Common {
  readonly make: 'sound'
  readonly format: 'm4a' | 'mp3'
  readonly kbps: number
  readonly channels: 1 | 2
  /** Longer ones are not cut: where to cut is for people to say. */
  readonly maxSeconds?: number
  /** What a horn loudspeaker gives back, in Hz, and loudness evened out. */
  readonly band?: readonly [number, number]
}

/** The same document with our marks and nobody else's. */
export interface DocumentProfile extends Common {
  readonly make: 'document'
}

/** The same words in plain cues, in UTF-8. */
export interface SubtitlesProfile extends Common {
  readonly make: 'subtitles'
  readonly format: 'vtt' | 'srt'
}

export type Profile = PictureProfile | PosterProfile | FilmProfile | SoundProfile | DocumentProfile | SubtitlesProfile

const BOTH = ['preview', 'release'] as const
const RELEASE = ['release'] as const

/**
 * Every rendition there is. The limits of WeChat are those of its official documentation on permanent materials and
 * article pictures (developers.weixin.qq.com): cover 64 KB, article picture 1 MB, film 10 MB, voice 60 s and 2 MB.
 */
export const PROFILES: readonly Profile[] = [
  { id: 'image-320', revision: 1, sets: BOTH, make: 'picture', format: 'webp', width: 320, tallest: 640 },
  { id: 'image-960', revision: 1, sets: BOTH, make: 'picture', format: 'webp', width: 960, moves: true },
  { id: 'image-1920', revision: 1, sets: RELEASE, make: 'picture', format: 'webp', width: 1920, moves: true },
  { id: 'image-1920-jpeg', revision: 1, sets: RELEASE, required: true, make: 'picture', format: 'jpeg', width: 1920 },
  {
    ...{ id: 'wechat-cover', revision: 1, sets: RELEASE },
    ...{ make: 'picture', format: 'jpeg', width: 900, tallest: 506, maxBytes: 64_000 },
  },
  {
    ...{ id: 'wechat-inline', revision: 1, sets: RELEASE },
    ...{ make: 'picture', format: 'jpeg', width: 1080, maxBytes: 1_000_000 },
  },
  { id: 'poster', revision: 1, sets: BOTH, make: 'poster', width: 1920 },
  {
    ...{ id: 'video-480p', revision: 1, sets: BOTH, required: true },
    ...{ make: 'film', short: 480, kbps: 1200, sound: true },
  },
  { id: 'video-720p', revision: 1, sets: RELEASE, make: 'film', short: 720, above: 480, kbps: 2500, sound: true },
  { id: 'video-silent', revision: 1, sets: RELEASE, make: 'film', short: 720, kbps: 2500, sound: false },
  {
    ...{ id: 'wechat-video', revision: 1, sets: RELEASE },
    ...{ make: 'film', short: 480, kbps: 1200, sound: true, maxBytes: 10_000_000 },
  },
  { id: 'audio', revision: 1, sets: RELEASE, make: 'sound', format: 'm4a', kbps: 128, channels: 2 },
  {
    ...{ id: 'loudspeaker', revision: 1, sets: RELEASE },
    ...{ make: 'sound', format: 'mp3', kbps: 64, channels: 1, maxSeconds: 60, band: [150, 7000] },
  },
  { id: 'document', revision: 1, sets: RELEASE, required: true, make: 'document' },
  { id: 'subtitles-vtt', revision: 1, sets: BOTH, required: true, make: 'subtitles', format: 'vtt' },
  { id: 'subtitles-srt', revision: 1, sets: RELEASE, make: 'subtitles', format: 'srt' },
]

/** What a profile can be made of. */
export const SOURCES: Readonly<Record<Profile['make'], readonly Family[]>> = {
  picture: ['image'],
  poster: ['video'],
  film: ['video'],
  sound: ['video', 'audio'],
  document: ['document'],
  subtitles: ['subtitles'],
}

export const profileOf = (id: string): Profile | undefined => PROFILES.find((profile) => profile.id === id)
