import type { Format } from './works'

/** What the files of one format may be. These are the product's own: a call may set tighter ones (`formatRuleOf`). */
export interface FormatRule {
  /** Content types, as found in the bytes and never by name, of the work's own files. */
  accept: readonly string[]
  /** Of these at least one, where there must be files: the work itself, which the others accompany. */
  main: readonly string[]
  /** Largest single file, in bytes. */
  maxBytes: number
  /** Fewest and most files of one application. */
  minFiles: number
  maxFiles: number
  /** Longest playing time in seconds; null = does not play. */
  maxSeconds: number | null
  /** Longest time of an animated picture once through, in seconds. */
  maxLoopSeconds: number
  /** Most pages, of a document or as single pictures; null = has no pages. */
  maxPages: number | null
  /** Most pixels of one picture: width × height × frames. */
  maxPixels: number
  /** Most files in one package; null = there are none. */
  maxEntries: number | null
  /** Whether the work's text itself is an answer of the form. */
  hasBody: boolean
}

const mebibyte = 1024 * 1024
const pictures = ['image/jpeg', 'image/png', 'image/webp', 'image/gif'] as const
/** As long as the film that is made of it may be (`image-loop`). */
const loop = 60
/** What the intake itself draws: more is refused before anybody asks for which call it is. */
const pixels = 100_000_000
const films = ['video/mp4', 'video/webm', 'video/quicktime'] as const
const pages = [...pictures, 'application/pdf'] as const

export const formatRules: Readonly<Record<Format, FormatRule>> = {
  video: {
    accept: [...films, ...pictures],
    main: films,
    maxBytes: 500 * mebibyte,
    minFiles: 1,
    maxFiles: 5,
    // The micro-video of the national selections lasts 2 to 5 minutes.
    maxSeconds: 300,
    maxLoopSeconds: loop,
    maxPixels: pixels,
    maxPages: null,
    maxEntries: null,
    hasBody: false,
  },
  comic: {
    accept: pages,
    main: pages,
    maxBytes: 20 * mebibyte,
    minFiles: 1,
    maxFiles: 60,
    maxSeconds: null,
    maxLoopSeconds: loop,
    maxPixels: pixels,
    maxPages: 60,
    maxEntries: null,
    hasBody: false,
  },
  article: {
    accept: pages,
    main: pages,
    maxBytes: 20 * mebibyte,
    minFiles: 0,
    maxFiles: 20,
    maxSeconds: null,
    maxLoopSeconds: loop,
    maxPixels: pixels,
    maxPages: 60,
    maxEntries: null,
    hasBody: true,
  },
  game: {
    accept: ['application/zip', ...pictures],
    main: ['application/zip'],
    maxBytes: 200 * mebibyte,
    minFiles: 1,
    maxFiles: 10,
    maxSeconds: null,
    maxLoopSeconds: loop,
    maxPixels: pixels,
    maxPages: null,
    maxEntries: 5000,
    hasBody: false,
  },
}

/** The limits that a call may set, each of which only tightens; in the units of `FormatRule`. */
export const fileLimits = ['maxBytes', 'maxFiles', 'maxSeconds', 'maxPages', 'maxPixels', 'maxEntries'] as const
export type FileLimits = Partial<Record<(typeof fileLimits)[number], number | undefined>>
export type FileLimitsByFormat = Partial<Record<Format, FileLimits | undefined>>

/** What the files of a format may be under a call: of the product's limit and the call's own the tighter. */
export function formatRuleOf(format: Format, ofCall: FileLimitsByFormat = {}): FormatRule {
  const rule = formatRules[format]
  const tighter = fileLimits.flatMap((limit) => {
    const [own, set] = [rule[limit], ofCall[format]?.[limit]]
    return set === undefined ? [] : [[limit, own === null ? set : Math.min(own, set)] as const]
  })
  return { ...rule, ...Object.fromEntries(tighter) }
}
