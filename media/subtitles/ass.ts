import type { Corner } from '../profiles'
import type { Cue } from './cues'

/** Share of the short side that a line takes, and of the width that text may fill. */
const LINE = 0.075
const FILLED = 0.9
/** A Chinese character takes about this share of its line's height, every other one half of that. */
const CHARACTER = 0.7

/**
 * Cues as a script for the renderer (SubStation Alpha v4+), which burns them into a picture of this size in pixels: white with
 * a black edge, at the bottom, broken where a line is full, since Chinese has no spaces to break at. The words of a corner
 * stand on a dark plate in the upper right.
 */
export function asAss(
  cues: readonly Cue[],
  { width, height }: { width: number; height: number },
  corner?: Corner,
): string {
  const size = Math.max(12, Math.round(LINE * Math.min(width, height)))
  const edge = Math.max(1, Math.round(size / 14))
  const margin = Math.round(0.05 * height)
  const room = Math.max(4, Math.floor((FILLED * width) / (CHARACTER * size)))
  return [
    '[Script Info]',
    'ScriptType: v4.00+',
    `PlayResX: ${width}`,
    `PlayResY: ${height}`,
    'WrapStyle: 2',
    'ScaledBorderAndShadow: yes',
    '[V4+ Styles]',
    'Format: Name, Fontname, Fontsize, PrimaryColour, OutlineColour, BorderStyle, Outline, Shadow, Alignment, MarginL, MarginR, MarginV',
    `Style: Default,Noto Sans CJK SC,${size},&H00FFFFFF,&H00000000,1,${edge},0,2,0,0,${margin}`,
    ...(corner ? [cornerStyle(corner, Math.min(width, height))] : []),
    '[Events]',
    'Format: Start, End, Style, Text',
    ...(corner
      ? [`Dialogue: ${clock(0)},${clock(1000 * (corner.seconds ?? 0))},Corner,${words(corner.words, Infinity)}`]
      : []),
    ...cues.map(({ from, to, text }) => `Dialogue: ${clock(from)},${clock(to)},Default,${words(text, room)}`),
    '',
  ].join('\n')
}

/** A letter is lower than its line by this share. */
const LETTER = 0.58

function cornerStyle({ share }: Corner, short: number): string {
  const size = Math.max(20, Math.ceil((share * short) / LETTER))
  const edge = Math.max(2, Math.round(size / 8))
  return `Style: Corner,Noto Sans CJK SC,${size},&H00FFFFFF,&H40000000,3,${edge},0,9,0,${edge},${edge}`
}

/** Nothing in a cue is a command to the renderer. */
const words = (text: string, room: number): string =>
  text
    .split('\n')
    .flatMap((line) => broken(line, room))
    .map((line) => line.replaceAll('\\', '＼').replaceAll('{', '｛').replaceAll('}', '｝'))
    .join('\\N')

function broken(line: string, room: number): string[] {
  const lines = ['']
  let taken = 0
  for (const character of line) {
    const takes = character.charCodeAt(0) < 0x1100 ? 0.5 : 1
    if (taken + takes > room) {
      lines.push('')
      taken = 0
    }
    lines.push((lines.pop() ?? '') + character)
    taken += takes
  }
  return lines
}

const two = (value: number): string => String(value).padStart(2, '0')

function clock(milliseconds: number): string {
  const hundredths = Math.round(milliseconds / 10)
  const seconds = Math.floor(hundredths / 100)
  const minutes = Math.floor(seconds / 60)
  return `${Math.floor(minutes / 60)}:${two(minutes % 60)}:${two(seconds % 60)}.${two(hundredths % 100)}`
}
