import { isAscii, isUtf8 } from 'node:buffer'
import { MediaRefusal } from '../refusal'

/** What packing programs add by themselves; it is left out. */
const JUNK = /(^|\/)(__MACOSX|\.DS_Store|Thumbs\.db|desktop\.ini)(\/|$)/i
/** Programs and shortcuts: a work that runs in a browser has none, and a terminal must never meet one. */
const FORBIDDEN =
  /\.(apk|app|appimage|bat|cmd|com|command|cpl|deb|desktop|dll|dmg|exe|hta|inf|iso|jar|jsp|lnk|msi|php|pif|ps1(?:xml)?|reg|rpm|sc[fr]|sh|url|vbe?|ws[fh])$/i
const NESTED = /\.(7z|bz2|cab|rar|tar|tgz|xz|zip)$/i
const LONGEST = 200
/** Devices of Windows, whatever their ending (learn.microsoft.com, Naming Files, Paths, and Namespaces). */
const DEVICE = /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/i
/** Signs that turn or hide what stands beside them. */
const TURNING = /[\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]/u

export const isJunk = (name: string): boolean => JUNK.test(name)

interface Named {
  readonly fileNameRaw: Buffer
  readonly generalPurposeBitFlag: number
}

/** Says that a name is UTF-8 (APPNOTE 4.4.4). Many leave it out. */
const SAYS_UTF8 = 0x800

export interface ReadName {
  readonly name: string
  /** It does not say in what it is written, and is no plain ASCII: it was taken for GB 18030. */
  readonly guessed: boolean
}

/** The names of one package. Where any that says nothing is no UTF-8, all that say nothing are GB 18030. */
export function readNames(entries: readonly Named[]): ReadName[] {
  const silent = entries.some((entry) => !saysUtf8(entry) && !isUtf8(entry.fileNameRaw)) ? 'gb18030' : 'utf-8'
  const decoderOf = (entry: Named) => new TextDecoder(saysUtf8(entry) ? 'utf-8' : silent)
  return entries.map((entry) => ({
    name: decoderOf(entry).decode(entry.fileNameRaw).normalize('NFC'),
    guessed: silent === 'gb18030' && !saysUtf8(entry) && !isAscii(entry.fileNameRaw),
  }))
}

const saysUtf8 = ({ generalPurposeBitFlag }: Named) => (generalPurposeBitFlag & SAYS_UTF8) !== 0

/**
 * A name inside a package leads to a place inside it, on every system.
 * @throws MediaRefusal `archive_broken` where it leads out, `package_name_unsafe {name}` where some system has no such name,
 * `package_forbidden_file {ending}`, `package_nested`
 */
export function mustBeSafe(name: string): void {
  const parts = name.split('/')
  if (parts.some((part) => part === '' || part === '.' || part === '..')) throw new MediaRefusal('archive_broken')
  const unsafe = parts.some((part) => /[. ]$/.test(part) || DEVICE.test(part)) || name.length > LONGEST
  if (unsafe || TURNING.test(name) || /[\\:*?"<>|\p{Cc}\u{fffd}]/u.test(name))
    throw new MediaRefusal('package_name_unsafe', { name: name.slice(0, LONGEST).replace(/\p{C}/gu, '?') })
  if (NESTED.test(name)) throw new MediaRefusal('package_nested')
  const ending = FORBIDDEN.exec(name)?.[1]?.toLowerCase()
  if (ending !== undefined) throw new MediaRefusal('package_forbidden_file', { ending })
}

/**
 * Names as they stand in the work: a folder around everything, as packing programs make one, is taken off.
 * @throws MediaRefusal `package_names_clash` where two are one on some system, `package_no_index`
 */
export function placed(names: readonly string[]): Map<string, string> {
  const around = names[0]?.split('/')[0] ?? ''
  const wrapped = !names.includes('index.html') && names.every((name) => name.startsWith(`${around}/`))
  const places = new Map(names.map((name) => [wrapped ? name.slice(around.length + 1) : name, name]))
  const alike = new Set([...places.keys()].map(folded))
  const folders = new Set([...alike].flatMap(foldersOf))
  if (alike.size < names.length || [...alike].some((name) => folders.has(name)))
    throw new MediaRefusal('package_names_clash')
  if (!places.has('index.html')) throw new MediaRefusal('package_no_index')
  return places
}

/** As systems do that do not tell capitals apart. */
const folded = (name: string): string => name.toUpperCase().toLowerCase()

const foldersOf = (name: string): string[] =>
  name
    .split('/')
    .slice(0, -1)
    .map((_, index, parts) => parts.slice(0, index + 1).join('/'))
