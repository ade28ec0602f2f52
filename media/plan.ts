import type { Facts } from './facts/facts'
import { familyOf } from './kinds'
import type { Kind } from './kinds'
import { BEGINNING, CORNER, CUE, PROFILES, SOURCES } from './profiles'
import type {
  Corner,
  Cue,
  FilmProfile,
  LoopProfile,
  Loudness,
  PictureProfile,
  PosterProfile,
  StillsProfile,
  PrintProfile,
  Profile,
  RenditionSet,
  SoundProfile,
  StripProfile,
} from './profiles'

interface Size {
  readonly width: number
  readonly height: number
}

/** What a maker needs to know, and `check` compares its work with. Sizes in pixels, times in seconds, lengths in bytes. */
export type Step =
  | {
      readonly make: 'picture'
      readonly width: number
      readonly height: number
      readonly format: 'webp' | 'jpeg'
      readonly animated: boolean
      /** Cut out of a taller picture in this width: how far from its top, and how tall it is. */
      readonly slice?: { readonly top: number; readonly of: number }
      readonly maxBytes?: number
      readonly corner?: Corner
    }
  /** The pages by their ids, in their order. */
  | { readonly make: 'print'; readonly pages: readonly string[]; readonly line?: string }
  | {
      readonly make: 'poster'
      readonly width: number
      readonly height: number
      readonly at: number
      readonly toneMap: boolean
      readonly corner?: Corner
    }
  | {
      readonly make: 'film'
      readonly width: number
      readonly height: number
      /** Where it begins in the original, and how long it lasts from there. */
      readonly from: number
      readonly seconds: number
      readonly kbps: number
      readonly crf: number
      readonly sound: boolean
      /** The picture is what was planned already: it goes over as it is, without what was written beside it. */
      readonly copied?: true
      /** The original is an animated picture, once through. */
      readonly animation?: true
      readonly loudness?: Loudness
      readonly rate?: number
      /** The size of the picture where it does not fill the film: the rest is its own blur. */
      readonly inner?: Size
      /** The size of the picture where it is larger than the film, and what of it is left out on the left and at the top. */
      readonly outer?: Size & { readonly left: number; readonly top: number }
      /** Id of the subtitles that stand in the picture. */
      readonly burned?: string
      /** Colours beyond what screens show are brought down to them. */
      readonly toneMap: boolean
      readonly deinterlace: boolean
      readonly maxBytes?: number
      readonly corner?: Corner
    }
  | {
      readonly make: 'sound'
      readonly format: 'm4a' | 'mp3'
      /** Of what comes out, with the cue. */
      readonly seconds: number
      readonly kbps: number
      readonly channels: 1 | 2
      readonly loudness: Loudness
      readonly band?: readonly [number, number]
      readonly cue?: Cue
    }
  | { readonly make: 'document'; readonly format: 'pdf' | 'docx'; readonly line?: string }
  /** One hash for the files that it must hold. */
  | { readonly make: 'package'; readonly contentSha256: string }
  | { readonly make: 'subtitles'; readonly format: 'vtt' | 'srt' }

export type WhyNot =
  | 'facts_missing'
  | 'image_too_tall'
  | 'no_sound'
  | 'no_subtitles'
  | 'source_small'
  | 'too_long_for_channel'
  | 'too_short_for_cut'
  | 'document_locked'

/** Originals of the same work, by their ids, that a file's renditions are made of besides itself. */
export interface Beside {
  /** The words that are spoken in this film. */
  readonly subtitles?: string
  /** All pages of the comic that this one begins, itself among them. */
  readonly pages?: readonly string[]
}

/** What people chose about a file, where they did. The point is in shares from the left and the top, the rest in seconds. */
export interface Chosen {
  /** What must stay in sight. */
  readonly focal?: Point | undefined
  /** The moment of the poster. */
  readonly poster?: number | undefined
  /** Where the cuts of so many seconds begin. */
  readonly cut15?: number | undefined
  readonly cut30?: number | undefined
}

interface Point {
  readonly x: number
  readonly y: number
}

/** What a plan takes into account besides the file itself. */
export interface About {
  readonly beside?: Beside
  readonly chosen?: Chosen
  /** The words by which people are told that it was generated; without them they are told nothing. */
  readonly words?: string | undefined
  /** The same for what is made of all pages together. */
  readonly wordsOfPages?: string | undefined
}

interface Named {
  readonly name: string
  readonly revision: number
  readonly required: boolean
}

export type Planned =
  | (Named & { readonly step: Step; readonly whyNot?: undefined })
  | (Named & { readonly whyNot: WhyNot; readonly step?: undefined })

/**
 * Which renditions of a set a probed file gets, and why not the others. Pure: the same input gives the same plan,
 * whatever this machine can do; what needs ffmpeg (`needsFfmpeg`) waits until somebody has it.
 */
export function planRenditions(kind: Kind, facts: Facts, set: RenditionSet, about: About = {}): Planned[] {
  const usable = PROFILES.filter(({ make, sets }) => SOURCES[make].includes(familyOf(kind)) && sets.includes(set))
  return usable.flatMap((profile) => {
    const { id, revision, required = false } = profile
    return stepsOf(profile, { kind, facts, about }).map(([place, step]): Planned => {
      const named = { name: `${id}${place}`, revision, required }
      return typeof step === 'string' ? { ...named, whyNot: step } : { ...named, step }
    })
  })
}

interface Source {
  readonly kind: Kind
  readonly facts: Facts
  readonly about: About
}

/** What one profile makes of a file, each with what its name ends in: of most one thing, of a strip its slices, of a film its moments. */
function stepsOf(profile: Profile, source: Source): (readonly [string, Step | WhyNot])[] {
  const { facts, about } = source
  if (profile.make === 'strip') return stripSteps(profile, facts, about)
  if (profile.make === 'stills') return stillsSteps(profile, facts, about)
  if (profile.make === 'loop') return loopSteps(profile, facts, about)
  const pages = about.beside?.pages
  if (profile.make === 'print')
    return pages ? [['', { make: 'print', pages, ...lineIn(profile, about.wordsOfPages) }]] : []
  return [['', stepOf(profile, source)]]
}

const lineIn = ({ visible }: Profile, words: string | undefined): { line?: string } =>
  words === undefined || visible !== 'line' ? {} : { line: words }

/** @param seconds how long a film lasts */
function cornerIn({ visible }: Profile, { words }: About, seconds?: number): { corner?: Corner } {
  if (words === undefined) return {}
  if (visible === 'corner') return { corner: { words, ...CORNER } }
  if (seconds === undefined) return {}
  if (visible === 'throughout') return { corner: { words, ...CORNER, seconds } }
  return visible === 'beginning'
    ? { corner: { words, ...BEGINNING, seconds: Math.min(seconds, BEGINNING.seconds) } }
    : {}
}

/** Seconds that a cue takes, with the silence behind it. */
export const lengthOfCue = ({ rhythm, unit, rest }: Cue): number =>
  rest +
  unit *
    Array.from(rhythm).reduce(
      (units, sign, n) => units + (sign === ' ' ? 2 : (n > 0 ? 1 : 0) + (sign === '-' ? 3 : 1)),
      0,
    )

export const needsFfmpeg = ({ make }: Step): boolean => make === 'poster' || make === 'film' || make === 'sound'

function stepOf(
  profile: Exclude<Profile, StripProfile | LoopProfile | PrintProfile | StillsProfile>,
  { kind, facts, about }: Source,
): Step | WhyNot {
  switch (profile.make) {
    case 'picture':
      return pictureStep(profile, facts, about)
    case 'poster':
      return posterStep(profile, facts, about)
    case 'film':
      return filmStep(profile, facts, about)
    case 'sound':
      return soundStep(profile, facts, about)
    case 'subtitles':
      return { make: 'subtitles', format: profile.format }
    case 'package':
      return facts.contentSha256 === undefined
        ? 'facts_missing'
        : { make: 'package', contentSha256: facts.contentSha256 }
    case 'document':
      return facts.encrypted === true
        ? 'document_locked'
        : { make: 'document', format: kind === 'docx' ? 'docx' : 'pdf', ...lineIn(profile, about.words) }
  }
}

const TALLEST = { webp: 16383, jpeg: 65535 }

function pictureStep(profile: PictureProfile, { width, height, frames = 1 }: Facts, about: About): Step | WhyNot {
  const { format, width: widest, tallest, moves = false, maxBytes } = profile
  if (!width || !height) return 'facts_missing'
  const whole = fit(width, height, widest)
  const size = { ...whole, height: Math.min(whole.height, tallest ?? Infinity) }
  if (size.height > TALLEST[format]) return 'image_too_tall'
  const focal = about.chosen?.focal
  const top = focal === undefined ? 0 : around(focal.y, size.height, whole.height)
  return {
    ...{ make: 'picture', ...size, format, animated: moves && frames > 1 },
    ...(top > 0 ? { slice: { top, of: whole.height } } : {}),
    ...(maxBytes ? { maxBytes } : {}),
    ...cornerIn(profile, about),
  }
}

/** How much is left out before a part of a whole that has a point of it in its middle, or as near as it can be. */
const around = (share: number, part: number, whole: number): number =>
  Math.min(Math.max(0, Math.round(share * whole - part / 2)), whole - part)

const MOST_SLICES = 99

/** A last slice that is hardly a picture has no room for words; those before it have them. */
const ROOM_FOR_WORDS = 0.25

function stripSteps(profile: StripProfile, { width, height, frames = 1 }: Facts, about: About) {
  const { format, width: widest, tallest } = profile
  if (!width || !height || frames > 1) return []
  const { width: across, height: of } = fit(width, height, widest)
  const count = Math.ceil(of / tallest)
  if (count === 1) return []
  if (count > MOST_SLICES) return [['', 'image_too_tall'] as const]
  return Array.from({ length: count }, (_, n) => {
    const top = n * tallest
    const size = { width: across, height: Math.min(tallest, of - top) }
    const corner = size.height < ROOM_FOR_WORDS * across ? {} : cornerIn(profile, about)
    const step: Step = { make: 'picture', ...size, format, animated: false, slice: { top, of }, ...corner }
    return [`-${String(n + 1).padStart(2, '0')}`, step] as const
  })
}

function loopSteps(profile: LoopProfile, { width, height, frames = 1, seconds }: Facts, about: About) {
  const { short, kbps, rate, maxSeconds } = profile
  if (frames === 1) return []
  if (!width || !height || !seconds) return [['', 'facts_missing'] as const]
  if (seconds > maxSeconds) return [['', 'too_long_for_channel'] as const]
  const step: Step = {
    ...{ make: 'film', ...even(width, height, short), from: 0, seconds, kbps, crf: 23, rate },
    ...{ sound: false, animation: true, toneMap: false, deinterlace: false, ...cornerIn(profile, about, seconds) },
  }
  return [['', step] as const]
}

/** Seconds before the end of a film in which there may be no other frame any more. */
const LAST_FRAME = 0.1

function posterStep(profile: PosterProfile, facts: Facts, about: About): Step | WhyNot {
  const { width, height, seconds, pictureSeconds = seconds } = facts
  if (!width || !height || !seconds) return 'facts_missing'
  const last = Math.max(0, (pictureSeconds ?? seconds) - LAST_FRAME)
  return frameStep(
    profile,
    { ...facts, width, height },
    Math.min(about.chosen?.poster ?? Math.min(1, seconds / 10), last),
    about,
  )
}

const frameStep = (
  profile: PosterProfile | StillsProfile,
  { width, height, hdr }: Facts & Size,
  at: number,
  about: About,
): Step => ({
  ...{ make: 'poster', ...fit(width, height, profile.width), at, toneMap: hdr === true },
  ...cornerIn(profile, about),
})

/**
 * Moments in the middle of equal parts of a film, to a tenth of a second; each is named by its own in tenths, so that the name
 * goes on to say what is shown. Of what is shorter than two seconds there is nothing to choose.
 */
function stillsSteps(profile: StillsProfile, facts: Facts, about: About) {
  const { width, height, seconds = 0, pictureSeconds = seconds } = facts
  const count = Math.min(profile.count, Math.floor(pictureSeconds))
  if (!width || !height || count < 2) return []
  return Array.from({ length: count }, (_, n) => {
    const tenths = Math.floor((10 * pictureSeconds * (2 * n + 1)) / (2 * count))
    return [
      `-${String(tenths).padStart(5, '0')}`,
      frameStep(profile, { ...facts, width, height }, tenths / 10, about),
    ] as const
  })
}

/** Below this a film is not worth looking at, in kbit/s. */
const LOWEST_KBPS = 250
const SOUND_KBPS = 128
/** Share of a limit that is left to the container and to the encoder's inaccuracy. */
const MARGIN = 0.9

function filmStep(profile: FilmProfile, facts: Facts, about: About): Step | WhyNot {
  const {
    short,
    above = 0,
    kbps,
    crf = 23,
    sound,
    loudness,
    rate: pace,
    cut,
    upright,
    burned = false,
    maxBytes,
  } = profile
  const { width, height, seconds, hasAudio = false } = facts
  if (!width || !height || !seconds) return 'facts_missing'
  if (Math.min(width, height) <= above) return 'source_small'
  if (cut !== undefined && (facts.pictureSeconds ?? seconds) <= cut) return 'too_short_for_cut'
  const { beside: { subtitles } = {}, chosen = {} } = about
  if (burned && subtitles === undefined) return 'no_subtitles'
  const withSound = sound && hasAudio
  const allowed = maxBytes === undefined ? Infinity : (maxBytes * 8 * MARGIN) / 1000 / seconds
  const rate = Math.floor(Math.min(kbps, allowed - (withSound ? SOUND_KBPS : 0)))
  if (rate < LOWEST_KBPS) return 'too_long_for_channel'
  const whole = withSound ? seconds : (facts.pictureSeconds ?? seconds)
  const part = stretch(whole, cut, cut && chosen[`cut${cut}`])
  const size = upright === undefined ? even(width, height, short) : standing({ width, height }, upright, chosen)
  const words = cornerIn(profile, about, part.seconds)
  const same = size.width === width && size.height === height && !('inner' in size || 'outer' in size)
  const unchanged = same && cut === undefined && pace === undefined && !burned && words.corner === undefined
  return {
    ...{ make: 'film', ...size, ...part },
    ...{
      kbps: rate,
      crf,
      sound: withSound,
      ...(withSound && loudness ? { loudness } : {}),
      ...(pace ? { rate: pace } : {}),
    },
    ...{ toneMap: facts.hdr === true, deinterlace: facts.interlaced === true },
    ...(burned && subtitles !== undefined ? { burned: subtitles } : {}),
    ...(unchanged && (facts.plainKbps ?? Infinity) <= rate ? { copied: true } : {}),
    ...(maxBytes ? { maxBytes } : {}),
    ...words,
  }
}

/** The beginning of a film is its title: a cut begins behind it, unless somebody chose, or as late as it still fits. */
function stretch(seconds: number, cut: number | undefined, chosen: number | undefined) {
  if (cut === undefined) return { from: 0, seconds }
  return { from: Math.min(chosen ?? seconds / 10, seconds - cut), seconds: cut }
}

function soundStep(profile: SoundProfile, facts: Facts, { words }: About): Step | WhyNot {
  const { format, kbps, channels, maxSeconds, loudness, band, visible } = profile
  const { hasAudio = false } = facts
  const own = facts.soundSeconds ?? facts.seconds
  if (!own) return 'facts_missing'
  if (!hasAudio) return 'no_sound'
  const cue = words === undefined || visible !== 'cue' ? {} : { cue: CUE }
  const seconds = own + (cue.cue ? lengthOfCue(cue.cue) : 0)
  if (seconds > (maxSeconds ?? Infinity)) return 'too_long_for_channel'
  return { make: 'sound', format, seconds, kbps, channels, loudness, ...(band ? { band } : {}), ...cue }
}

function fit(width: number, height: number, widest: number): Size {
  if (width <= widest) return { width, height }
  return { width: widest, height: Math.max(1, Math.round((height * widest) / width)) }
}

/** H.264 in 4:2:0 has even sides only; a film that keeps its size loses a line rather than gain one. */
function even(width: number, height: number, short: number): Size {
  const scale = Math.min(1, short / Math.min(width, height))
  const half = scale < 1 ? Math.round : Math.floor
  const side = (length: number) => Math.max(2, half((length * scale) / 2) * 2)
  return { width: side(width), height: side(height) }
}

const evenly = (length: number) => Math.max(2, Math.floor(length / 2) * 2)

const standing = (size: Size, widest: number, { focal }: Chosen) =>
  focal === undefined ? onCanvas(size, widest) : cutOut(size, widest, focal)

/** An upright canvas in which the picture has room without being enlarged. */
function onCanvas({ width, height }: Size, widest: number): Size & { inner?: Size } {
  const across = evenly(Math.min(widest, Math.max(width, (height * 9) / 16)))
  const canvas = { width: across, height: evenly((across * 16) / 9) }
  const scale = Math.min(canvas.width / width, canvas.height / height)
  const inner = { width: evenly(width * scale), height: evenly(height * scale) }
  const fills = canvas.width - inner.width < 4 && canvas.height - inner.height < 4
  return fills ? canvas : { ...canvas, inner }
}

type Outer = Extract<Step, { make: 'film' }>['outer']

/** The largest upright part of a picture that has the point as near to its middle as can be, never enlarged. */
function cutOut({ width, height }: Size, widest: number, { x, y }: Point): Size & { outer?: Outer } {
  const across = evenly(Math.min(widest, width, (height * 9) / 16))
  const part = { width: across, height: evenly((across * 16) / 9) }
  const scale = Math.max(part.width / width, part.height / height)
  const outer = {
    width: Math.max(part.width, evenly(width * scale)),
    height: Math.max(part.height, evenly(height * scale)),
  }
  const [left, top] = [around(x, part.width, outer.width), around(y, part.height, outer.height)]
  return outer.width === part.width && outer.height === part.height ? part : { ...part, outer: { ...outer, left, top } }
}
