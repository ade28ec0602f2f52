import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate'
import { readFile, stat, writeFile } from 'node:fs/promises'
import { MakeFailure } from '../make/failure'
import { LEFT_OUT, UNWRAPPED, rewritten, withoutTraces } from '../docx-xml'
import { unescapeXml } from './label'
import { barePicture } from './bare-picture'
import { NOTHING } from './image'
import type { Carried } from './image'
import { licenceText, versionText } from './marks'
import type { Marks } from './marks'

const CUSTOM = 'docProps/custom.xml'
const CORE = 'docProps/core.xml'
const TYPES = '[Content_Types].xml'
const RELATIONS = '_rels/.rels'

const LARGEST = 64 * 1024 * 1024
/** A document's own properties are few; of a label more than this is not read either. */
const LONGEST_PROPERTIES = 1024 * 1024
const LONGEST_LABEL = 32 * 1024
const LARGEST_UNPACKED = 256 * 1024 * 1024

/** Reads the custom property `AIGC` (ECMA-376 part 1 §22.3). */
export async function labelInDocx(path: string): Promise<Carried> {
  if ((await stat(path)).size > LARGEST) return NOTHING
  let seen = false
  const parts = unzipSync(await readFile(path), {
    // A name that comes again would be unpacked again.
    filter: ({ name, originalSize }) => name === CUSTOM && !seen && (seen = originalSize < LONGEST_PROPERTIES),
  })
  const custom = strFromU8(parts[CUSTOM] ?? new Uint8Array())
  const named = /name="AIGC"/i.exec(custom)
  if (named === null) return NOTHING
  const behind = custom.slice(named.index, named.index + LONGEST_LABEL)
  const property = /^[^<>]*>\s{0,99}<vt:\w{1,20}>([^<]*)</.exec(behind)?.[1]
  return { raw: property === undefined ? null : unescapeXml(property), traces: false }
}

/** Everything that says who wrote the document and with what, and its preview picture. */
const LEFT_BEHIND =
  /^docProps\/|^customXml\/|^word\/(comments\w*|people)\.xml$|^word\/_rels\/(comments\w*|people)\.xml\.rels$/
const SAID_OF_IT = /(docProps|customXml)\/|(comments\w*|people)\.xml$/

const DROPPED = new Set(UNWRAPPED)
const GONE = new Set(LEFT_OUT)

/** The words as they stand, without comments, and without who changed which when. */
const settled = (xml: string): string =>
  rewritten(xml, (tag, name) => (DROPPED.has(name) ? '' : withoutTraces(tag)), GONE)

/** A part of the document as it leaves. */
function bare(name: string, bytes: Uint8Array): Uint8Array {
  if (name.startsWith('word/media/')) return barePicture(Buffer.from(bytes))
  if (/^word\/_rels\/.*\.rels$/.test(name)) return strToU8(withoutRelations(strFromU8(bytes)))
  return /^word\/.*\.xml$/.test(name) ? strToU8(settled(strFromU8(bytes))) : bytes
}

const withoutRelations = (relations: string): string =>
  relations.replace(/<Relationship\b[^>]*?\bTarget="([^"]*)"[^>]*?\/>/g, (all, target: string) =>
    SAID_OF_IT.test(target) ? '' : all,
  )

const DOCUMENT = 'word/document.xml'

const paragraph = (line: string): string => `<w:p><w:r><w:t>${text(line)}</w:t></w:r></w:p>`

/** The document with a line before its first one. */
const withLine = (xml: string, line: string): string =>
  xml.replace(/<w:body>|<w:body\s[^>]*[^/>]>/, (body) => `${body}${paragraph(line)}`)

/** @throws MakeFailure `label_lost` where a document does not begin with this line */
export async function mustBeginWithLine(path: string, line: string): Promise<void> {
  const parts = unzipSync(await readFile(path), { filter: ({ name }) => name === DOCUMENT })
  const xml = strFromU8(parts[DOCUMENT] ?? new Uint8Array())
  if (!xml.includes(`>${paragraph(line)}`)) throw new MakeFailure('label_lost', 'the first line says nothing')
}

/**
 * Writes the same document with the marks as its only properties.
 * @param line what people are told first of all
 * @throws Error when it unpacks to more than 256 MiB or cannot be read
 */
export async function writeDocxMarks(from: string, to: string, marks: Marks, line?: string): Promise<void> {
  let left = LARGEST_UNPACKED
  const parts = unzipSync(await readFile(from), {
    filter: ({ name, originalSize }) => {
      left -= originalSize
      if (left < 0) throw new Error('the document unpacks to too much')
      return !LEFT_BEHIND.test(name)
    },
  })
  const types = strFromU8(parts[TYPES] ?? new Uint8Array())
  const relations = strFromU8(parts[RELATIONS] ?? new Uint8Array())
  if (!types.includes('</Types>') || !relations.includes('</Relationships>')) throw new Error('no document inside')
  const words = Object.fromEntries(Object.entries(parts).map(([name, bytes]) => [name, bare(name, bytes)]))
  const document = strFromU8(words[DOCUMENT] ?? new Uint8Array())
  const made = {
    ...words,
    ...(line === undefined ? {} : { [DOCUMENT]: strToU8(withLine(document, line)) }),
    [TYPES]: strToU8(withTypes(types)),
    [RELATIONS]: strToU8(withRelations(relations)),
    [CUSTOM]: strToU8(customXml(marks)),
    [CORE]: strToU8(coreXml(marks)),
  }
  // A fixed hour, so that the same input gives the same bytes; 1980 is where a zip's calendar begins.
  await writeFile(to, zipSync(made, { level: 6, mtime: new Date(1980, 0, 1) }))
}

const PROPERTIES = 'application/vnd.openxmlformats-officedocument.custom-properties+xml'
const CORE_TYPE = 'application/vnd.openxmlformats-package.core-properties+xml'

function withTypes(types: string): string {
  const others = types.replace(/<Override\b[^>]*?\bPartName="([^"]*)"[^>]*?\/>/g, (all, part: string) =>
    SAID_OF_IT.test(part) ? '' : all,
  )
  const ours = `<Override PartName="/${CUSTOM}" ContentType="${PROPERTIES}"/><Override PartName="/${CORE}" ContentType="${CORE_TYPE}"/>`
  return others.replace('</Types>', `${ours}</Types>`)
}

function withRelations(relations: string): string {
  const others = withoutRelations(relations)
  const office = 'http://schemas.openxmlformats.org'
  const ours = [
    `<Relationship Id="kepuCustom" Type="${office}/officeDocument/2006/relationships/custom-properties" Target="${CUSTOM}"/>`,
    `<Relationship Id="kepuCore" Type="${office}/package/2006/relationships/metadata/core-properties" Target="${CORE}"/>`,
  ]
  return others.replace('</Relationships>', `${ours.join('')}</Relationships>`)
}

const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

const text = (value: string): string =>
  value
    .replace(/\p{Cc}/gu, ' ')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')

/** Property numbers begin at 2; the set's id is the one that ECMA-376 fixes for custom properties. */
function customXml({ label, rights }: Marks): string {
  const said: [string, string][] = [
    ...(label === null ? [] : [['AIGC', label] as [string, string]]),
    ...(rights
      ? ([
          ['Licence', licenceText(rights)],
          ['Work', versionText(rights)],
        ] as [string, string][])
      : []),
  ]
  const lines = said.map(
    ([name, value], n) =>
      `<property fmtid="{D5CDD505-2E9C-101B-9397-08002B2CF9AE}" pid="${n + 2}" name="${name}"><vt:lpwstr>${text(value)}</vt:lpwstr></property>`,
  )
  return `${HEAD}<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties" xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes">${lines.join('')}</Properties>`
}

function coreXml({ rights }: Marks): string {
  const creator = rights ? `<dc:creator>${text(rights.credit)}</dc:creator>` : ''
  return `${HEAD}<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/">${creator}</cp:coreProperties>`
}
