/** XML that does not end where it must. */
export class BrokenXml extends Error {
  override readonly message = 'the document is not whole XML'
}

/**
 * Changes that were tracked in a document are as if all were accepted (ECMA-376 part 1 §17.13.5): what was put in loses its
 * tags, what was taken out goes.
 */
export const PUT_IN: ReadonlySet<string> = new Set(['ins', 'moveTo'])
export const TAKEN_OUT: ReadonlySet<string> = new Set(['del', 'moveFrom'])

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
