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
  /** How people are told, in the file itself, that its original was generated. */
  readonly visible: Visible
}

/**
 * `corner`: words in a corner of the picture; `beginning`: the same while a film begins; `throughout`: the same all the
 * time, for screens that people pass by; `cue`: a rhythm before the sound; `line`: words on each printed page, on a
 * document's first; `beside`: not in the file, whoever shows it says so beside it.
 */
export type Visible = 'corner' | 'beginning' | 'throughout' | 'cue' | 'line' | 'beside'

/** Words in the upper right corner: below stand subtitles and what apps lay over pictures. */
export interface Corner {
  readonly words: string
  /** Height of the letters, as a share of the picture's short side. */
  readonly share: number
  /** Of a film: how long they stand there. */
  readonly seconds?: number
}

/** Short and long tones before a sound: `.` lasts one unit, `-` three, a pause one, between letters (a space) three. */
export interface Cue {
  readonly rhythm: string
  /** In Hz: what every loudspeaker gives back. */
  readonly pitch: number
  /** In seconds. */
  readonly unit: number
  /** Silence behind it, in seconds. */
  readonly rest: number
}

/**
 * Sizes of GB 45438-2025, clause 5, as they are quoted in print (news.ai7788.cn/daily/3793): letters of at least 5 % of the
 * short side; at least 2 s from the beginning of a film; the letters AI in Morse code (short long, short short) before a
 * sound. A person must compare them with the standard's own text (docs/ai-labels.md). Ours are a little more.
 */
export const CORNER = { share: 0.055 }
export const BEGINNING = { ...CORNER, seconds: 3 }
export const CUE: Cue = { rhythm: '.- ..', pitch: 800, unit: 0.12, rest: 0.6 }

/** A still or moving picture out of a picture. Sizes in pixels, lengths in bytes. Nothing is ever enlarged. */
export interface PictureProfile extends Common {
  readonly make: 'picture'
  readonly format: 'webp' | 'jpeg'
  readonly width: number
  /** Of taller ones the top is taken, or what was chosen to stay in sight. */
  readonly tallest?: number
  /** Whether an animation goes on moving. */
  readonly moves?: boolean
  readonly maxBytes?: number
}

/** A strip in slices, each a rendition of its own: no format holds all of it, and no phone draws it at once. */
export interface StripProfile extends Common {
  readonly make: 'strip'
  readonly format: 'webp'
  readonly width: number
  /** Of one slice; what is not taller is no strip. */
  readonly tallest: number
}

/** An animated picture as a film without sound that comes to its end once, for players to repeat: most places show no moving pictures. */
export interface LoopProfile extends Common {
  readonly make: 'loop'
  readonly short: number
  readonly kbps: number
  readonly rate: number
  readonly maxSeconds: number
}

/** The pages of a comic on sheets of A4, as one PDF beside the first of them. */
export interface PrintProfile extends Common {
  readonly make: 'print'
}

export interface PosterProfile extends Common {
  readonly make: 'poster'
  readonly width: number
}

/** Pictures of moments all over a film, for its maker to choose the poster's from. */
export interface StillsProfile extends Common {
  readonly make: 'stills'
  readonly width: number
  /** At most; of a short film one for each second. */
  readonly count: number
}

/**
 * How loud a sound is on the whole, in LUFS, its highest true peak, in dBTP, and how far apart loud and soft passages
 * may be, in LU (ITU-R BS.1770, EBU R 128). Where the range is wider than that it is narrowed, else only the level changes.
 */
export interface Loudness {
  readonly lufs: number
  readonly peak: number
  readonly range: number
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
  readonly loudness?: Loudness
  /** Pictures per second, evenly; as in the original where this is not said. */
  readonly rate?: number
  /** x264's measure of quality, lower is better; 23 where it is not said. */
  readonly crf?: number
  /** Made only of longer films: so many seconds of them, from where was chosen, else from a tenth of the film on. */
  readonly cut?: 15 | 30
  /**
   * An upright film of 9:16, at most so wide. Where somebody chose what must stay in sight, that is cut out; else the
   * whole picture stands on its own blur.
   */
  readonly upright?: number
  /** The work's subtitles stand in the picture. */
  readonly burned?: boolean
  readonly maxBytes?: number
}

export interface SoundProfile extends Common {
  readonly make: 'sound'
  readonly format: 'm4a' | 'mp3'
  readonly kbps: number
  readonly channels: 1 | 2
  /** Longer ones are not cut: where to cut is for people to say. */
  readonly maxSeconds?: number
  readonly loudness: Loudness
  /** What a horn loudspeaker gives back, in Hz. */
  readonly band?: readonly [number, number]
}

/** The same document with our marks and nobody else's. */
export interface DocumentProfile extends Common {
  readonly make: 'document'
}

/** The same files, packed anew with our marks beside them: for terminals without a network. */
export interface PackageProfile extends Common {
  readonly make: 'package'
}

/** The same words in plain cues, in UTF-8. */
export interface SubtitlesProfile extends Common {
  readonly make: 'subtitles'
  readonly format: 'vtt' | 'srt'
}

export type Profile =
  | PictureProfile
  | StripProfile
  | LoopProfile
  | PrintProfile
  | PosterProfile
  | StillsProfile
  | FilmProfile
  | SoundProfile
  | DocumentProfile
  | PackageProfile
  | SubtitlesProfile

const BOTH = ['preview', 'release'] as const
const RELEASE = ['release'] as const

/**
 * What people hear on phones and computers: the level that streaming services agree on (AES TD1008). GY/T 377-2023 is quoted
 * with −15 LKFS for noisy surroundings and −24 for quiet ones.
 */
const WEB: Loudness = { lufs: -16, peak: -1.5, range: 15 }
/**
 * What television asks for: −24 LKFS, 2 LU more or less, and at most −2 dBTP, as GY/T 282-2014 is quoted. A person must compare
 * them with the standards' own texts (docs/operations.md, Loudness).
 */
const TELEVISION: Loudness = { lufs: -24, peak: -2, range: 20 }
/** A horn in the open has to be understood at its softest. */
const HORN: Loudness = { lufs: -14, peak: -1.5, range: 7 }

/**
 * Every rendition there is. The limits of WeChat are those of its official documentation on permanent materials and
 * article pictures (developers.weixin.qq.com): cover 64 KB, article picture 1 MB, film 10 MB, voice 60 s and 2 MB.
 * What is generated says so in the file, except where there is no room (`image-320`, which our own lists show) or no
 * place (games, subtitles).
 */
export const PROFILES: readonly Profile[] = [
  {
    id: 'image-320',
    revision: 1,
    visible: 'beside',
    sets: BOTH,
    make: 'picture',
    format: 'webp',
    width: 320,
    tallest: 640,
  },
  {
    id: 'image-960',
    revision: 2,
    visible: 'corner',
    sets: BOTH,
    make: 'picture',
    format: 'webp',
    width: 960,
    moves: true,
  },
  {
    id: 'image-1920',
    revision: 2,
    visible: 'corner',
    sets: RELEASE,
    make: 'picture',
    format: 'webp',
    width: 1920,
    moves: true,
  },
  {
    id: 'image-1920-jpeg',
    revision: 2,
    visible: 'corner',
    sets: RELEASE,
    required: true,
    make: 'picture',
    format: 'jpeg',
    width: 1920,
  },
  {
    ...{ id: 'wechat-cover', revision: 2, visible: 'corner', sets: RELEASE },
    ...{ make: 'picture', format: 'jpeg', width: 900, tallest: 506, maxBytes: 64_000 },
  },
  {
    ...{ id: 'wechat-inline', revision: 2, visible: 'corner', sets: RELEASE },
    ...{ make: 'picture', format: 'jpeg', width: 1080, maxBytes: 1_000_000 },
  },
  {
    id: 'strip',
    revision: 2,
    visible: 'corner',
    sets: RELEASE,
    make: 'strip',
    format: 'webp',
    width: 1080,
    tallest: 4096,
  },
  {
    ...{ id: 'image-loop', revision: 1, visible: 'throughout', sets: RELEASE },
    ...{ make: 'loop', short: 720, kbps: 2500, rate: 25, maxSeconds: 60 },
  },
  { id: 'comic-print', revision: 2, visible: 'line', sets: RELEASE, make: 'print' },
  { id: 'poster', revision: 2, visible: 'corner', sets: BOTH, make: 'poster', width: 1920 },
  { id: 'still', revision: 1, visible: 'corner', sets: ['preview'], make: 'stills', width: 320, count: 6 },
  {
    ...{ id: 'video-480p', revision: 4, visible: 'beginning', sets: BOTH, required: true },
    ...{ make: 'film', short: 480, kbps: 1200, sound: true, loudness: WEB },
  },
  {
    ...{ id: 'video-720p', revision: 4, visible: 'beginning', sets: RELEASE },
    ...{ make: 'film', short: 720, above: 480, kbps: 2500, sound: true, loudness: WEB },
  },
  {
    id: 'video-silent',
    revision: 4,
    visible: 'throughout',
    sets: RELEASE,
    make: 'film',
    short: 720,
    kbps: 2500,
    sound: false,
  },
  {
    ...{ id: 'video-silent-words', revision: 3, visible: 'throughout', sets: RELEASE },
    ...{ make: 'film', short: 720, kbps: 2500, sound: false, burned: true },
  },
  {
    ...{ id: 'wechat-video', revision: 4, visible: 'beginning', sets: RELEASE },
    ...{ make: 'film', short: 480, kbps: 1200, sound: true, loudness: WEB, maxBytes: 10_000_000 },
  },
  {
    ...{ id: 'video-15s', revision: 3, visible: 'beginning', sets: RELEASE },
    ...{ make: 'film', short: 720, kbps: 2500, sound: true, loudness: WEB, cut: 15 },
  },
  {
    ...{ id: 'video-30s', revision: 3, visible: 'beginning', sets: RELEASE },
    ...{ make: 'film', short: 720, kbps: 2500, sound: true, loudness: WEB, cut: 30 },
  },
  {
    ...{ id: 'video-upright', revision: 3, visible: 'beginning', sets: RELEASE },
    ...{ make: 'film', short: 1080, kbps: 4000, sound: true, loudness: WEB, upright: 1080 },
  },
  {
    ...{ id: 'video-tv', revision: 3, visible: 'beginning', sets: RELEASE },
    ...{ make: 'film', short: 1080, kbps: 12_000, crf: 18, sound: true, loudness: TELEVISION, rate: 25 },
  },
  {
    id: 'audio',
    revision: 3,
    visible: 'cue',
    sets: RELEASE,
    make: 'sound',
    format: 'm4a',
    kbps: 128,
    channels: 2,
    loudness: WEB,
  },
  {
    ...{ id: 'loudspeaker', revision: 3, visible: 'cue', sets: RELEASE },
    ...{ make: 'sound', format: 'mp3', kbps: 64, channels: 1, maxSeconds: 60, loudness: HORN, band: [150, 7000] },
  },
  { id: 'document', revision: 2, visible: 'line', sets: RELEASE, required: true, make: 'document' },
  { id: 'package', revision: 1, visible: 'beside', sets: RELEASE, required: true, make: 'package' },
  { id: 'subtitles-vtt', revision: 1, visible: 'beside', sets: BOTH, required: true, make: 'subtitles', format: 'vtt' },
  { id: 'subtitles-srt', revision: 1, visible: 'beside', sets: RELEASE, make: 'subtitles', format: 'srt' },
]

/** What a profile can be made of. */
export const SOURCES: Readonly<Record<Profile['make'], readonly Family[]>> = {
  picture: ['image'],
  strip: ['image'],
  loop: ['image'],
  print: ['image'],
  poster: ['video'],
  stills: ['video'],
  film: ['video'],
  sound: ['video', 'audio'],
  document: ['document'],
  package: ['package'],
  subtitles: ['subtitles'],
}

export const profileOf = (id: string): Profile | undefined => PROFILES.find((profile) => profile.id === id)
