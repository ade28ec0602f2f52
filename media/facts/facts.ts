import type { Likeness } from '../likeness/compare'
import type { Label } from '../labels/label'

/** What is known about a whole, readable file. Plain data: probe once, store it, never probe again. */
export interface Facts {
  /** In pixels, as seen: rotation and pixel shape applied. */
  readonly width?: number
  readonly height?: number
  /** Of an animated picture once through. */
  readonly seconds?: number
  /** Of the picture, or of the sound where there is no picture: `h264`, `hevc`, `vp9`, `aac`, `mp3` … */
  readonly codec?: string
  readonly hasAudio?: boolean
  readonly hasAlpha?: boolean
  /** Brighter or more colourful than ordinary screens show (PQ or HLG). */
  readonly hdr?: boolean
  /** Of the film's sound and of its picture, where they are not as long as the whole. */
  readonly soundSeconds?: number
  readonly pictureSeconds?: number
  /** Told by the boxes of the container alone, since ffprobe was not there. */
  readonly byBoxes?: boolean
  /** Pictures of a film per second, on average. */
  readonly rate?: number
  /** How loud the sound of what we made is on the whole, in LUFS. */
  readonly lufs?: number
  /**
   * Of a film whose picture every player takes as it is (H.264 up to High, 8 bits, 4:2:0, whole frames, square pixels, not
   * turned, in ordinary colours): its kbit/s on average. Such a picture need not be coded again.
   */
  readonly plainKbps?: number
  /** Every frame holds two half pictures. */
  readonly interlaced?: boolean
  /** Pictures in an animated image; absent for a still one. */
  readonly frames?: number
  /** Of a PDF; absent when it does not say so in the open. */
  readonly pages?: number
  /** True for a PDF that asks for a password or restricts its reader. */
  readonly encrypted?: boolean
  /** Of subtitles. */
  readonly cues?: number
  /** What is said in them, to be read: a line for each cue, an empty one where nobody speaks for a while. */
  readonly transcript?: string
  /** What the letters of subtitles were written in. */
  readonly encoding?: string
  /** Files in an archive. */
  readonly entries?: number
  /** Names of them that do not say in what they are written and were taken for GB 18030: the first 20, for their maker to see. */
  readonly guessedNames?: readonly string[]
  /** One hash for what a package holds, however it was packed (`contentHash`), in hex. */
  readonly contentSha256?: string
  /** What looked for viruses in it, and when (ISO text); absent where nothing did. */
  readonly scan?: { readonly engine: string; readonly at: string }
  /** What the file says of its making by generative tools. */
  readonly label?: Label
  /** What a picture or a film looks like, for finding others like it. */
  readonly likeness?: Likeness
}

/** Frozen data of the call, where it says so. */
export interface ProbeLimits {
  /** Width × height × frames. */
  readonly maxPixels?: number
  readonly maxFrames?: number
  readonly maxSeconds?: number
}

/** A 31 KB PNG can hold 256 million pixels: this stands where the call says nothing. */
export const MAX_PIXELS = 100_000_000

/** No frame of a sane film is larger; a header may claim anything. */
export const MAX_FRAME_PIXELS = 35_000_000
