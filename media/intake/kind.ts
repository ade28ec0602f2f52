import { fileTypeFromFile } from 'file-type/node'
import { open } from 'node:fs/promises'
import { KINDS, familyOf, kindOfExtension, kindOfMime } from '../kinds'
import type { Family, Kind } from '../kinds'
import { MediaRefusal } from '../refusal'
import { subtitlesKind } from '../subtitles/cues'
import { zipEntries } from './zip-entries'

export interface Sniffed {
  readonly kind: Kind
  readonly family: Family
  /** The type to serve it under, never the declared one. */
  readonly mime: string
  /** The file name ending to give it, without the dot. */
  readonly extension: string
  /** True when name or type said another kind of the same family (a PNG called .jpg): taken, as what it is. */
  readonly misnamed: boolean
}

/** What the sender said about a file. Empty strings and `application/octet-stream` say nothing. */
export interface Declared {
  readonly name?: string
  readonly mime?: string
}

/**
 * Tells a file's kind by its content and compares it with what was declared. A picture may wear another picture's
 * ending; across families (a picture called .mp4, a page called .png) the declaration is a lie and is refused.
 * Only the head is looked at, so a cut file still has a kind: `probe` decides whether it is whole.
 * @throws MediaRefusal `file_empty`, `file_kind_not_allowed {found}`, `image_heic {found}`,
 * `file_kind_mismatch {declared, found}`, `archive_broken`, `archive_encrypted`, `archive_method {method}`.
 */
export async function sniffKind(path: string, declared: Declared = {}): Promise<Sniffed> {
  const kind = await kindByContent(path)
  const row = KINDS[kind]
  const misnamed = [extensionOf(declared.name), mimeOf(declared.mime)].map((said) => compare(kind, said)).includes(true)
  return { kind, family: row.family, mime: row.mime, extension: row.extensions[0] ?? '', misnamed }
}

/**
 * Refuses, before any byte came, what names itself as something that is never taken. Whoever says nothing is let in: the
 * content decides.
 * @throws MediaRefusal `file_kind_not_allowed {found}`, `image_heic {found}`
 */
export function mustBeAKind({ name, mime }: Declared): void {
  const said = [extensionOf(name), mimeOf(mime)].filter((each) => each !== null)
  const [first] = said
  if (first && said.every(({ kind }) => kind === null)) throw notTaken(first.word)
}

async function kindByContent(path: string): Promise<Kind> {
  const head = await readHead(path)
  if (head.length === 0) throw new MediaRefusal('file_empty')
  if (head.readUIntBE(0, Math.min(4, head.length)) === 0x504b0304) return zipKind(await zipEntries(path))
  const subtitles = subtitlesKind(head)
  if (subtitles !== null) return subtitles
  const found = (await fileTypeFromFile(path))?.mime ?? textKind(head)
  const kind = kindOfMime(found)
  if (kind === null) throw notTaken(found)
  return kind
}

/** What phones of one maker take pictures in, by type or ending: nothing here decodes it, but the phone itself converts. */
const HEIC = /^(image\/)?hei[cf](-sequence)?$|^hif$/

const notTaken = (found: string): MediaRefusal =>
  new MediaRefusal(HEIC.test(found) ? 'image_heic' : 'file_kind_not_allowed', { found })

async function readHead(path: string): Promise<Buffer> {
  const file = await open(path, 'r')
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(1024), 0, 1024, 0)
    return buffer.subarray(0, bytesRead)
  } finally {
    await file.close()
  }
}

function zipKind(names: readonly string[]): Kind {
  if (!names.includes('[Content_Types].xml')) return 'zip'
  if (names.includes('word/document.xml') && !names.includes('word/vbaProject.bin')) return 'docx'
  throw new MediaRefusal('file_kind_not_allowed', { found: 'application/vnd.openxmlformats-officedocument' })
}

/** A better word than "unknown" for the files that people send by mistake. */
function textKind(head: Buffer): string {
  const start = head.toString('latin1').toLowerCase()
  if (/<svg[\s>]/.test(start)) return 'image/svg+xml'
  if (/<!doctype html|<html[\s>]|<script[\s>]/.test(start)) return 'text/html'
  if (start.startsWith('#extm3u')) return 'application/vnd.apple.mpegurl'
  return 'unknown'
}

interface Said {
  /** The word itself, for the refusal. */
  readonly word: string
  readonly kind: Kind | null
}

function extensionOf(name: string | undefined): Said | null {
  const word = /\.([a-z0-9]*[a-z][a-z0-9]*)$/i.exec(name ?? '')?.[1]?.toLowerCase()
  return word === undefined || word.length > 5 ? null : { word, kind: kindOfExtension(word) }
}

function mimeOf(mime: string | undefined): Said | null {
  const word = mime?.split(';')[0]?.trim().toLowerCase() ?? ''
  return word === '' || word === 'application/octet-stream' ? null : { word, kind: kindOfMime(word) }
}

/** False: agrees or says nothing; true: another kind of the same family. */
function compare(kind: Kind, said: Said | null): boolean {
  if (said === null || said.kind === kind) return false
  if (said.kind !== null && familyOf(said.kind) === familyOf(kind)) return true
  throw new MediaRefusal('file_kind_mismatch', { declared: said.word, found: kind })
}
