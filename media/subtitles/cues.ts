import { readFile, stat } from 'node:fs/promises'
import { unescapeXml } from '../labels/label'
import { MediaRefusal } from '../refusal'

/** One line of speech, or two. Times in whole milliseconds. */
export interface Cue {
  readonly from: number
  readonly to: number
  /** Plain text; lines are parted by line feeds. */
  readonly text: string
}

export interface Subtitles {
  readonly encoding: 'utf-8' | 'utf-16' | 'gb18030'
  /** By their beginning. */
  readonly cues: readonly Cue[]
  /** Comments of a WebVTT file, as they stood. */
  readonly notes: readonly string[]
}

/** A film of two hours has about two thousand cues. */
const MAX_BYTES = 2_000_000
const MAX_CUES = 20_000

const TIME = String.raw`(?:(\d{1,3}):)?(\d{1,2}):(\d{1,2})[,.](\d{1,3})`
const TIMES = new RegExp(String.raw`^\s*${TIME}\s*-->\s*${TIME}(?:\s.*)?$`)

/** What a head of these bytes is, or null: WebVTT says so itself, SubRip begins with a number and two times. */
export function subtitlesKind(head: Buffer): 'vtt' | 'srt' | null {
  const text = decoded(head.subarray(0, head.length - (head.length % 2)), false)
  if (/^WEBVTT(?:[ \t\r\n]|$)/.test(text)) return 'vtt'
  const [first = '', second = ''] = text.trimStart().split(/\r\n|\r|\n/)
  return TIMES.test(first) || (/^\d+\s*$/.test(first) && TIMES.test(second)) ? 'srt' : null
}

/**
 * Reads SubRip or WebVTT: UTF-8 or UTF-16 with its mark, else UTF-8 where it is valid, else GB 18030. Styles, positions,
 * regions and tags are left out: what remains is text that can be shown anywhere, and can do nothing.
 * @throws MediaRefusal `subtitles_broken {line}` where a line promises times and has none that can be, or where there are
 * no cues at all (line 1)
 */
export async function readSubtitles(path: string): Promise<Subtitles> {
  if ((await stat(path)).size > MAX_BYTES) throw new MediaRefusal('file_too_large', { maxBytes: MAX_BYTES })
  return parseSubtitles(await readFile(path))
}

export function parseSubtitles(bytes: Buffer): Subtitles {
  const encoding = encodingOf(bytes)
  const lines = decoded(bytes, true).split(/\r\n|\r|\n/)
  const cues: Cue[] = []
  const notes: string[] = []
  for (let n = 0; n < lines.length; n++) {
    const line = lines[n] ?? ''
    const isNote = /^NOTE(?:\s|$)/.test(line)
    if (!isNote && !line.includes('-->')) continue
    const end = endOf(lines, n)
    if (isNote) notes.push(lines.slice(n, end).join('\n').slice('NOTE'.length).trim())
    else {
      const text = plain(lines.slice(n + 1, end))
      const times = timesOf(line, n)
      if (text !== '') cues.push({ ...times, text })
    }
    n = end - 1
  }
  if (cues.length === 0) throw new MediaRefusal('subtitles_broken', { line: 1 })
  if (cues.length > MAX_CUES) throw new MediaRefusal('file_too_large', { maxCues: MAX_CUES })
  return { encoding, cues: cues.sort((a, b) => a.from - b.from || a.to - b.to), notes }
}

/** A cue ends before an empty line; some tools forget it, so that the next cue's number and times end it too. */
function endOf(lines: readonly string[], start: number): number {
  const isTimes = (n: number) => TIMES.test(lines[n] ?? '')
  for (let n = start + 1; n < lines.length; n++) {
    const line = lines[n] ?? ''
    if (line.trim() === '' || isTimes(n) || (/^\d+\s*$/.test(line) && isTimes(n + 1))) return n
  }
  return lines.length
}

function timesOf(line: string, n: number): { from: number; to: number } {
  const [, ...parts] = TIMES.exec(line) ?? []
  const [from, to] = [parts.slice(0, 4), parts.slice(4)].map(millisecondsOf)
  if (from === undefined || to === undefined || parts.length === 0 || to <= from)
    throw new MediaRefusal('subtitles_broken', { line: n + 1 })
  return { from, to }
}

/** A fraction may be short: `,5` is half a second. */
const millisecondsOf = ([hours = '0', minutes = '0', seconds = '0', fraction = '0']: (string | undefined)[]): number =>
  ((Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds)) * 1000 + Number(fraction.padEnd(3, '0'))

/** Without tags (`<i>`, `<v Name>`, `{\an8}`), with entities read; nothing in it can be taken for a line of times. */
const plain = (lines: readonly string[]): string =>
  lines
    .map((line) => unescapeXml(line.replace(/<[^<>]*>/g, '').replace(/\{\\[^{}]*\}/g, '')))
    .map((line) => line.replaceAll('-->', '→').replace(/[\u0000-\u0008\u000b-\u001f\u007f]/g, ''))
    .map((line) => line.replaceAll('&nbsp;', ' ').trim())
    .filter((line) => line !== '')
    .join('\n')

function encodingOf(bytes: Buffer): Subtitles['encoding'] {
  const mark = bytes.toString('hex', 0, 2)
  if (mark === 'fffe' || mark === 'feff') return 'utf-16'
  return isUtf8(bytes) ? 'utf-8' : 'gb18030'
}

function isUtf8(bytes: Buffer): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    return true
  } catch {
    return false
  }
}

/** @param whole false for a head, whose last letter may be cut */
function decoded(bytes: Buffer, whole: boolean): string {
  const marked = bytes[0] === 0xff || bytes[0] === 0xfe
  const encoding = whole || marked ? encodingOf(bytes) : 'utf-8'
  const name = encoding === 'utf-16' && bytes[0] === 0xfe ? 'utf-16be' : encoding === 'utf-16' ? 'utf-16le' : encoding
  return new TextDecoder(name).decode(bytes)
}

/** Silence that parts what is said, in milliseconds. */
const PAUSE = 3000

/**
 * What is said, to be read and not to be timed: each cue a line, an empty line after a pause. Cues that only go on
 * showing what the one before shows are left out.
 */
export const asTranscript = (cues: readonly Cue[]): string =>
  cues
    .flatMap(({ from, text }, n) => {
      const before = cues[n - 1]
      if (before?.text === text) return []
      return [...(before && from - before.to >= PAUSE ? [''] : []), text.replaceAll('\n', ' ')]
    })
    .join('\n')

const two = (value: number): string => String(value).padStart(2, '0')

function clock(milliseconds: number, point: ',' | '.'): string {
  const seconds = Math.floor(milliseconds / 1000)
  const rest = String(milliseconds % 1000).padStart(3, '0')
  return `${two(Math.floor(seconds / 3600))}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}${point}${rest}`
}

/** SubRip as players of films and television desks take it: UTF-8, numbered, lines ended by CR LF. */
export const asSrt = (cues: readonly Cue[]): string =>
  cues
    .map(({ from, to, text }, n) =>
      [String(n + 1), `${clock(from, ',')} --> ${clock(to, ',')}`, ...text.split('\n'), '', ''].join('\r\n'),
    )
    .join('')

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

/** WebVTT for the web, with comments that players leave out. W3C, WebVTT: The Web Video Text Tracks Format. */
export const asVtt = (cues: readonly Cue[], notes: readonly string[] = []): string =>
  [
    'WEBVTT',
    ...notes.map((note) => `NOTE ${note.replace(/[\r\n]+/g, ' ').replaceAll('-->', '→')}`),
    ...cues.map(({ from, to, text }) => `${clock(from, '.')} --> ${clock(to, '.')}\n${escaped(text)}`),
    '',
  ].join('\n\n')
