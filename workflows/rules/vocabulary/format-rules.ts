import type { Format } from './works'

/** What the files of one format may be. Defaults of this product: a call may set tighter ones. */
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
  /** Whether the work's text itself is an answer of the form. */
  hasBody: boolean
}

const mebibyte = 1024 * 1024
const pictures = ['image/jpeg', 'image/png', 'image/webp', 'image/gif'] as const
/** As long as the film that is made of it may be (`image-loop`). */
const loop = 60
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
    maxPages: null,
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
    maxPages: 60,
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
    maxPages: 60,
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
    maxPages: null,
    hasBody: false,
  },
}
