import { LABEL_FIELDS, strongest, unescapeXml } from './label'
import { licenceText } from './marks'
import type { Marks, Rights } from './marks'

/** Namespace of the implicit label in XMP, as files in the field carry it (docs/ai-labels.md). */
export const LABEL_NAMESPACE = 'http://www.tc260.org.cn/ns/AIGC/1.0/'

const GENERATED = 'http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia'

const escaped = (text: string): string =>
  text
    .replace(/[\p{Cc}\p{Cs}\ufffe\uffff]/gu, ' ')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')

/** An XMP packet (ISO 16684-1) that says the marks and nothing else; null when there are none. */
export function xmpPacket({ label, rights }: Marks): string | null {
  if (label === null && rights === undefined) return null
  return [
    '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>',
    '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">',
    ...(label === null ? [] : labelLines(label)),
    ...(rights === undefined ? [] : rightsLines(rights)),
    '</rdf:RDF></x:xmpmeta>',
    '<?xpacket end="r"?>',
  ].join('\n')
}

/** A description of its own: the namespace of the label without a label would look like one that was taken out. */
function labelLines(label: string): string[] {
  const generated = label.startsWith('{"Label":"1"')
  return [
    `<rdf:Description rdf:about="" xmlns:TC260="${LABEL_NAMESPACE}"`,
    ' xmlns:Iptc4xmpExt="http://iptc.org/std/Iptc4xmpExt/2008-02-29/">',
    `<TC260:AIGC>${escaped(label)}</TC260:AIGC>`,
    ...(generated ? [`<Iptc4xmpExt:DigitalSourceType>${GENERATED}</Iptc4xmpExt:DigitalSourceType>`] : []),
    '</rdf:Description>',
  ]
}

function rightsLines(rights: Rights): string[] {
  const { credit, licenceUrl, work, version } = rights
  return [
    '<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"',
    ' xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/" xmlns:xmpMM="http://ns.adobe.com/xap/1.0/mm/"',
    ' xmlns:xmpRights="http://ns.adobe.com/xap/1.0/rights/">',
    `<dc:creator><rdf:Seq><rdf:li>${escaped(credit)}</rdf:li></rdf:Seq></dc:creator>`,
    `<photoshop:Credit>${escaped(credit)}</photoshop:Credit>`,
    `<dc:rights><rdf:Alt><rdf:li xml:lang="x-default">${escaped(licenceText(rights))}</rdf:li></rdf:Alt></dc:rights>`,
    ...(licenceUrl ? [`<xmpRights:WebStatement>${escaped(licenceUrl)}</xmpRights:WebStatement>`] : []),
    `<dc:identifier>${escaped(work)}</dc:identifier>`,
    `<xmpMM:VersionID>${version}</xmpMM:VersionID>`,
    '</rdf:Description>',
  ]
}

/** Places of a name that are looked at, and how far: a packet may be made to be slow to read. */
const PLACES = 8
const REACH = 64 * 1024

/** What follows the first places of a word, capitals or not. */
function placesOf(text: string, word: string, reach: number): string[] {
  const [haystack, needle] = [text.toLowerCase(), word.toLowerCase()]
  const found: string[] = []
  for (let at = haystack.indexOf(needle); at !== -1 && found.length < PLACES; at = haystack.indexOf(needle, at + 1))
    found.push(text.slice(Math.max(0, at - 1), at + reach))
  return found
}

/**
 * The text of the label in an XMP packet, or null; of several the one that says most. It is taken as an element, as an
 * attribute, in CDATA, as a structure of its fields, and under any prefix.
 */
export function labelInXmp(xmp: string): string | null {
  const bound = placesOf(xmp, 'xmlns:', 300)
    .concat(placesOf(xmp, '://www.tc260.org.cn/ns/AIGC', 1).length > 0 ? [around(xmp)] : [])
    .map((place) => /xmlns:([\w.-]{1,40})\s{0,9}=\s{0,9}["']https?:\/\/www\.tc260\.org\.cn\/ns\/AIGC/i.exec(place)?.[1])
    .find((prefix) => prefix !== undefined)
  const prefix = bound ?? 'TC260'
  const open = new RegExp(`^<${prefix}:AIGC(?:\\s[^>]{0,1000})?>`, 'i')
  const named = new RegExp(`^\\s${prefix}:AIGC\\s{0,9}=\\s{0,9}(?:"([^"]*)"|'([^']*)')`, 'i')
  const texts = placesOf(xmp, `${prefix}:AIGC`, REACH).map((place) => {
    const [tag] = open.exec(place) ?? []
    if (tag !== undefined) {
      const end = place.toLowerCase().indexOf(`</${prefix.toLowerCase()}:aigc>`)
      // One that is not closed within reach is no label that can be read, and a trace of one.
      return elementText(place.slice(tag.length, end === -1 ? undefined : end))
    }
    const attribute = named.exec(place)
    return attribute ? unescapeXml(attribute[1] ?? attribute[2] ?? '') : null
  })
  return strongest(texts) ?? structure(xmp, prefix)
}

/** The part of a packet that binds the namespace of the label. */
function around(xmp: string): string {
  const at = xmp.toLowerCase().indexOf('://www.tc260.org.cn/ns/aigc')
  return xmp.slice(Math.max(0, at - 100), at + 100)
}

function elementText(inner: string): string {
  const trimmed = inner.trim()
  if (trimmed.startsWith('<![CDATA[') && trimmed.endsWith(']]>'))
    return trimmed.slice('<![CDATA['.length, -']]>'.length)
  const [place = ''] = placesOf(inner, 'rdf:li', REACH)
  const item = /^<rdf:li(?:\s[^>]{0,300})?>([^<]*)<\/rdf:li>/.exec(place)?.[1]
  return structure(inner, '[\\w.-]{1,40}') ?? unescapeXml(item ?? inner)
}

/** Fields that stand as properties of their own, as JSON. */
function structure(xmp: string, prefix: string): string | null {
  const entries = LABEL_FIELDS.flatMap((field) => {
    const element = new RegExp(`<${prefix}:${field}(?:\\s[^>]{0,300})?>([^<]{0,4000})</`, 'i')
    const attribute = new RegExp(`\\s${prefix}:${field}\\s{0,9}=\\s{0,9}"([^"]{0,4000})"`, 'i')
    const found = placesOf(xmp, `:${field}`, 5000)
      .map((place) => xmp.slice(Math.max(0, xmp.indexOf(place) - 41), xmp.indexOf(place) + place.length))
      .map((place) => element.exec(place)?.[1] ?? attribute.exec(place)?.[1])
      .find((value) => value !== undefined)
    return found === undefined ? [] : [[field, unescapeXml(found)]]
  })
  return entries.length === 0 ? null : JSON.stringify(Object.fromEntries(entries))
}

/** True where the packet says, in IPTC's words, that a model made the picture or a part of it. */
export const tracesInXmp = (xmp: string): boolean => /trainedAlgorithmicMedia/i.test(xmp)
