const LONGEST = 200
const ENDING = /\.[\p{L}\p{N}]{1,10}$/u

/**
 * A file name as its sender wrote it, made safe to keep and show as text: no folders (of either slash), no control or
 * direction-changing characters, no half characters, NFC, at most 200 characters with the ending kept. It is data only:
 * nothing is ever stored or opened under it. Empty when nothing is left.
 */
export function normaliseFileName(raw: string): string {
  const last = raw.split(/[\\/]/).at(-1) ?? ''
  const clean = last
    .replace(/[\p{Cc}\p{Cs}\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069\ufeff]/gu, '')
    .normalize('NFC')
    .trim()
  return clean === '.' || clean === '..' ? '' : shortened(clean)
}

function shortened(name: string): string {
  const characters = Array.from(name)
  if (characters.length <= LONGEST) return name
  const ending = ENDING.exec(name)?.[0] ?? ''
  return characters.slice(0, LONGEST - Array.from(ending).length).join('') + ending
}
