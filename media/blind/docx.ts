import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate'
import { readFile, stat, writeFile } from 'node:fs/promises'
import type { Kind } from '../kinds'
import { BrokenXml, LEFT_OUT, UNWRAPPED, rewritten, withoutTraces } from '../docx-xml'
import { unescapeXml } from '../labels/label'
import { redrawn } from './image'

/** Why a document cannot be made blind by writing it anew; an officer decides what happens instead. */
export type DocxObstacle = 'too_large' | 'embedded' | 'picture' | 'encoding' | 'broken'

const LARGEST = 64 * 1024 * 1024
const LARGEST_UNPACKED = 256 * 1024 * 1024
/** Of words and their dress, which are rewritten at one go: a book has two or three million bytes of them. */
const MOST_XML = 16 * 1024 * 1024

/** What a document shows (ECMA-376 part 1 §11.3). */
const KEPT =
  /^(\[Content_Types\]\.xml|_rels\/\.rels|word\/((document|styles|numbering|fontTable|settings|webSettings|footnotes|endnotes|(header|footer)\d*)\.xml|theme\/[^/]+\.xml|media\/[^/]+|(theme\/)?_rels\/[^/]+\.rels))$/
/** What only speaks of people and programs: properties, preview, data of systems, notes and those who wrote them. */
const LEFT_BEHIND = /^(docProps|customXml)\/|^word\/(people|comments\w*|stylesWithEffects)\.xml$|^word\/glossary\/|\/$/

const PICTURES: Readonly<Record<string, Kind>> = { jpg: 'jpeg', jpeg: 'jpeg', png: 'png', gif: 'gif', webp: 'webp' }

class Hindered extends Error {
  constructor(readonly obstacle: DocxObstacle) {
    super(obstacle)
  }
}

/**
 * Writes a document anew with what it shows and nothing else: no properties, no preview, no comments, no tracked changes but their
 * outcome, no file names behind pictures and links, and its pictures drawn anew. Parts are not compressed, so that
 * words in the text itself can be hunted for in the bytes. Answers what is in the way, or null when it is done.
 */
export async function writeBlindDocx(from: string, to: string): Promise<DocxObstacle | null> {
  if ((await stat(from)).size > LARGEST) return 'too_large'
  try {
    const parts = unpacked(await readFile(from))
    const made: Record<string, Uint8Array> = {}
    for (const [name, bytes] of Object.entries(parts)) made[name] = await cleaned(name, bytes, parts)
    await writeFile(to, zipSync(made, { level: 0, mtime: new Date(1980, 0, 1) }))
    return null
  } catch (error) {
    if (error instanceof Hindered) return error.obstacle
    if (error instanceof BrokenXml) return 'broken'
    throw error
  }
}

type Parts = Readonly<Record<string, Uint8Array>>

function unpacked(bytes: Buffer): Parts {
  let [left, xml] = [LARGEST_UNPACKED, MOST_XML]
  try {
    return unzipSync(bytes, {
      filter: ({ name, originalSize }) => {
        if (LEFT_BEHIND.test(name)) return false
        if (!KEPT.test(name)) throw new Hindered('embedded')
        left -= originalSize
        if (/\.(xml|rels)$/.test(name)) xml -= originalSize
        if (left < 0 || xml < 0) throw new Hindered('too_large')
        return true
      },
    })
  } catch (error) {
    throw error instanceof Hindered ? error : new Hindered('broken')
  }
}

async function cleaned(name: string, bytes: Uint8Array, parts: Parts): Promise<Uint8Array> {
  if (name.startsWith('word/media/')) return redrawnPicture(name, bytes)
  const text = xmlOf(bytes)
  if (name === '[Content_Types].xml') return strToU8(typesOf(text, parts))
  return strToU8(name.endsWith('.rels') ? relationsOf(name, text, parts) : wordsOf(text))
}

async function redrawnPicture(name: string, bytes: Uint8Array): Promise<Uint8Array> {
  const kind = PICTURES[/\.(\w+)$/.exec(name)?.[1]?.toLowerCase() ?? '']
  const drawn = kind && (await redrawn(Buffer.from(bytes), kind).catch(() => null))
  if (!drawn) throw new Hindered('picture')
  return drawn.toBuffer().catch(() => {
    throw new Hindered('picture')
  })
}

/** UTF-8 without a document type, which could rename everything that is looked for. */
function xmlOf(bytes: Uint8Array): string {
  const text = strFromU8(bytes)
  const declared = /^\s*<\?xml\b[^>]*\bencoding\s*=\s*["']([^"']*)/.exec(text.slice(0, 200).replace('\ufeff', ''))?.[1]
  const isUtf8 =
    bytes[0] !== 0xff && bytes[0] !== 0xfe && !text.includes('\0') && (declared ?? 'utf-8').toLowerCase() === 'utf-8'
  if (!isUtf8 || text.includes('<!DOCTYPE') || text.includes('<!ENTITY')) throw new Hindered('encoding')
  return text
}

function valueOf(tag: string, name: string): string {
  const [, double, single] = new RegExp(String.raw`\s${name}\s*=\s*(?:"([^"]*)"|'([^']*)')`).exec(tag) ?? []
  return double ?? single ?? ''
}

const typesOf = (text: string, parts: Parts): string =>
  rewritten(text, (tag, name) => (name === 'Override' && !(valueOf(tag, 'PartName').slice(1) in parts) ? '' : tag))

/** Relations to what was left behind go; those to the outside stay where they are addresses of the web. */
function relationsOf(path: string, text: string, parts: Parts): string {
  const folder = path.replace(/_rels\/[^/]*$/, '')
  return rewritten(text, (tag, name) => {
    if (name !== 'Relationship') return tag
    const target = valueOf(tag, 'Target')
    if (valueOf(tag, 'TargetMode') !== 'External') return inside(folder, target) in parts ? tag : ''
    return /^https?:/i.test(target) ? tag : tag.replace(/\sTarget\s*=\s*("[^"]*"|'[^']*')/, ' Target="about:blank"')
  })
}

/** The part that a target means, seen from its folder. */
function inside(folder: string, target: string): string {
  const path = target.startsWith('/') ? target.slice(1) : folder + target
  return path
    .split('/')
    .reduce<string[]>((way, step) => (step === '..' ? way.slice(0, -1) : [...way, step]), [])
    .join('/')
}

const VALUE = String.raw`\s*=\s*(?:"[^"]*"|'[^']*')`
/** Of pictures, as older programs write it: the path of their file. */
const TITLE = new RegExp(String.raw`\s[\w.-]+:title${VALUE}`, 'g')
const NAME = new RegExp(String.raw`(\sname)${VALUE}`)
/** Who may edit what, which account or system a part came from, and what names a field looks up. */
const DROPPED = new Set([
  ...UNWRAPPED,
  ...['attachedTemplate', 'docId', 'permStart', 'permEnd', 'alias', 'tag', 'dataBinding', 'smartTag', 'customXml'],
])
const GONE = new Set([...LEFT_OUT, ...['docVars', 'mailMerge', 'instrText', 'ffData', 'smartTagPr', 'customXmlPr']])

const wordsOf = (text: string): string => rewritten(text, bareTag, GONE)

function bareTag(tag: string, name: string): string {
  if (DROPPED.has(name) || (tag.startsWith('<?') && !tag.startsWith('<?xml '))) return ''
  if (!tag.includes('=')) return tag
  const bare = withoutTraces(tag).replace(TITLE, '')
  return name === 'docPr' || name === 'cNvPr' ? bare.replace(NAME, '$1=""') : bare
}

/**
 * What a document says, as its reader sees it: programs part one name into several runs, and may write any sign as its
 * number. Paragraphs are parted by line feeds; also what stands in attributes, such as descriptions of pictures.
 */
export async function wordsOfDocx(path: string): Promise<string> {
  const parts = unzipSync(await readFile(path), { filter: ({ name }) => /^word\/[^/]+\.xml$/.test(name) })
  return Object.values(parts)
    .map((bytes) => {
      const xml = strFromU8(bytes)
      const said = rewritten(xml, (tag, name) => (BREAKS.has(name) ? '\n' : ''))
      const values = [...xml.matchAll(/=(?:"([^"<]*)"|'([^'<]*)')/g)].map(([, double, single = '']) => double ?? single)
      return unescapeXml([said, ...values].join('\n'))
    })
    .join('\n')
}

const BREAKS = new Set(['p', 'br', 'cr', 'tab', 'tc'])
