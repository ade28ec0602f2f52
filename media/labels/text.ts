import { open } from 'node:fs/promises'
import { LABEL_FIELDS, unescapeXml } from './label'
import { NOTHING } from './image'
import type { Carried } from './image'

const HEAD = 4096

/** Reads the front matter of Markdown and plain text: `AIGC:` with JSON behind it or the fields indented below it. */
export async function labelInText(path: string): Promise<Carried> {
  const file = await open(path, 'r')
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(HEAD), 0, HEAD, 0)
    const raw = labelInFrontMatter(buffer.toString('utf8', 0, bytesRead))
    return raw === null ? NOTHING : { raw, traces: false }
  } finally {
    await file.close()
  }
}

/** The same of a text that is at hand. */
export function labelInFrontMatter(text: string): string | null {
  const matter = /^\ufeff?---\r?\n([\s\S]*?)\r?\n---\s*(?:\r?\n|$)/.exec(text)?.[1]
  return matter === undefined ? null : entryIn(matter)
}

function entryIn(matter: string): string | null {
  const found = /^["']?AIGC["']?:[ \t]*(.*)((?:\r?\n[ \t]+.*)*)/im.exec(matter)
  const [, line = '', below = ''] = found ?? []
  if (found) return unquoted(line.trim()) || below
  const bare = matter.split(/\r?\n/).filter((each) => LABEL_FIELDS.some((field) => each.startsWith(`${field}:`)))
  return bare.length > 1 ? bare.join('\n') : null
}

const unquoted = (value: string): string =>
  /^'[\s\S]*'$/.test(value) ? value.slice(1, -1).replaceAll("''", "'") : unescapeXml(value)

/** The text with the label in its front matter, in place of one that stood there. */
export function withTextLabel(text: string, label: string): string {
  const line = `AIGC: '${label.replaceAll("'", "''")}'`
  const found = /^\ufeff?---\r?\n([\s\S]*?)\r?\n---[ \t]*(?:\r?\n|$)/.exec(text)
  if (!found) return `---\n${line}\n---\n${text}`
  const others = (found[1] ?? '').replace(/^["']?AIGC["']?:.*(?:\r?\n[ \t]+.*)*\r?\n?/im, '').trimEnd()
  return `---\n${others === '' ? '' : `${others}\n`}${line}\n---\n${text.slice(found[0].length)}`
}
