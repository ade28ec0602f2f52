import { LABEL_FIELDS, unescapeXml } from './label'
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

/**
 * The text of the label in an XMP packet, or null. It is taken as an element, as an attribute, in CDATA, as a structure
 * of its fields, and under any prefix.
 */
export function labelInXmp(xmp: string): string | null {
  const bound = /xmlns:([\w.-]+)\s*=\s*["']https?:\/\/www\.tc260\.org\.cn\/ns\/AIGC/i.exec(xmp)?.[1]
  const prefix = bound ?? 'TC260'
  const element = new RegExp(`<${prefix}:AIGC(?:\\s[^>]*)?>([\\s\\S]*?)</${prefix}:AIGC>`, 'i').exec(xmp)?.[1]
  if (element !== undefined) return elementText(element)
  const attribute = new RegExp(`\\s${prefix}:AIGC\\s*=\\s*("([^"]*)"|'([^']*)')`, 'i').exec(xmp)
  if (attribute) return unescapeXml(attribute[2] ?? attribute[3] ?? '')
  return structure(xmp, prefix)
}

function elementText(inner: string): string {
  const cdata = /^\s*<!\[CDATA\[([\s\S]*?)\]\]>\s*$/.exec(inner)?.[1]
  if (cdata !== undefined) return cdata
  const listed = /<rdf:li(?:\s[^>]*)?>([\s\S]*?)<\/rdf:li>/.exec(inner)?.[1]
  return structure(inner, '[\\w.-]+') ?? unescapeXml(listed ?? inner)
}

/** Fields that stand as properties of their own, as JSON. */
function structure(xmp: string, prefix: string): string | null {
  const entries = LABEL_FIELDS.flatMap((field) => {
    const found =
      new RegExp(`<${prefix}:${field}(?:\\s[^>]*)?>([^<]*)</`, 'i').exec(xmp)?.[1] ??
      new RegExp(`\\s${prefix}:${field}\\s*=\\s*"([^"]*)"`, 'i').exec(xmp)?.[1]
    return found === undefined ? [] : [[field, unescapeXml(found)]]
  })
  return entries.length === 0 ? null : JSON.stringify(Object.fromEntries(entries))
}

/** True where the packet says, in IPTC's words, that a model made the picture or a part of it. */
export const tracesInXmp = (xmp: string): boolean => /trainedAlgorithmicMedia/i.test(xmp)
