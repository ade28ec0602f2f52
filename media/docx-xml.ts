/** XML that does not end where it must. */
export class BrokenXml extends Error {
  override readonly message = 'the document is not whole XML'
}

/**
 * Tags that go while what stands between them stays: tracked changes are as if all were accepted (ECMA-376 part 1
 * §17.13.5), and nobody's remarks hang on the words.
 */
export const UNWRAPPED: readonly string[] = [
  'ins',
  'moveTo',
  'commentRangeStart',
  'commentRangeEnd',
  'commentReference',
]
/** Whole elements that go: what was taken out, how it looked before, and in which sittings it was written. */
export const LEFT_OUT: readonly string[] = [
  ...['del', 'moveFrom', 'rsids'],
  ...['rPrChange', 'pPrChange', 'sectPrChange', 'tblPrChange', 'tblPrExChange', 'trPrChange', 'tcPrChange'],
  ...['tblGridChange', 'numberingChange'],
]

const TRACES =
  /\s[\w.-]+:(?:author|initials|date|dateUtc|rsid\w*|paraId|textId|userId|providerId)\s*=\s*(?:"[^"]*"|'[^']*')/g

/** A tag without who wrote what it stands for, when and in which sitting. */
export const withoutTraces = (tag: string): string => (tag.includes('=') ? tag.replace(TRACES, '') : tag)

/** Every tag as `change` says it, comments and whole elements of `gone` left out. Each byte is looked at once. */
export function rewritten(
  text: string,
  change: (tag: string, name: string) => string,
  gone?: ReadonlySet<string>,
): string {
  const kept: string[] = []
  let at = 0
  for (let start = text.indexOf('<'); start !== -1; start = text.indexOf('<', at)) {
    kept.push(text.slice(at, start))
    at = endOfTag(text, start)
    const tag = text.slice(start, at)
    const name = nameOf(tag)
    if (gone?.has(name)) at = tag.endsWith('/>') ? at : endOfElement(text, at, name)
    else if (!tag.startsWith('<!--')) kept.push(change(tag, name))
  }
  return [...kept, text.slice(at)].join('')
}

const nameOf = (tag: string): string => /^<\/?(?:[\w.-]+:)?([\w.-]+)/.exec(tag)?.[1] ?? ''

/** Behind the end of an element that begins before `at` and holds none of its own name. */
function endOfElement(text: string, at: number, name: string): number {
  for (let start = found(text, '<', at); ; start = found(text, '<', start + 1)) {
    const end = endOfTag(text, start)
    const tag = text.slice(start, end)
    if (tag.startsWith('</') && nameOf(tag) === name) return end
    start = end - 1
  }
}

/** A sign that closes a tag may stand in its values as well. */
function endOfTag(text: string, start: number): number {
  const closing = text.startsWith('<!--', start) ? '-->' : text.startsWith('<![CDATA[', start) ? ']]>' : null
  if (closing !== null) return found(text, closing, start) + closing.length
  const end = found(text, '>', start)
  if (!/["']/.test(text.slice(start, end))) return end + 1
  for (let at = start + 1; at < text.length; at++) {
    const sign = text[at] ?? ''
    if (sign === '>') return at + 1
    if (sign === '"' || sign === "'") at = found(text, sign, at + 1)
  }
  throw new BrokenXml()
}

function found(text: string, sought: string, from: number): number {
  const at = text.indexOf(sought, from)
  if (at === -1) throw new BrokenXml()
  return at
}
