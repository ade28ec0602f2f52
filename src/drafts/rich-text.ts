import type { RichText } from '../../workflows/rules/forms'

const marks = { '# ': 'heading', '> ': 'quote' } as const

/**
 * Rich text from a plain text area: blank lines part paragraphs; lines that begin with `# `, `> ` or `- ` are headings,
 * quotes and list entries. So the editor works before scripts load.
 */
export function richTextFrom(text: string): RichText {
  const ready = text.trimStart().startsWith('{"type":"doc"') ? parsed(text) : null
  if (ready) return ready
  const blocks: RichText['blocks'] = []
  for (const part of text.replaceAll('\r\n', '\n').split(/\n[ \t　]*\n/)) {
    const lines = part.split('\n').filter((line) => line.trim() !== '')
    if (lines.length === 0) continue
    if (lines.every((line) => /^[-•*] /.test(line)))
      blocks.push({ type: 'list', text: lines.map((line) => line.slice(2)).join('\n') })
    else for (const line of joined(lines)) blocks.push(line)
  }
  return { type: 'doc', blocks }
}

/** A rich text that a program sent, or `null`: then it is a person's words, braces and all. */
function parsed(text: string): RichText | null {
  try {
    return JSON.parse(text) as RichText
  } catch {
    return null
  }
}

function joined(lines: string[]): RichText['blocks'] {
  const blocks: RichText['blocks'] = []
  for (const line of lines) {
    const mark = Object.entries(marks).find(([start]) => line.startsWith(start))
    const last = blocks.at(-1)
    if (mark) blocks.push({ type: mark[1], text: line.slice(2) })
    else if (last?.type === 'paragraph') last.text += `\n${line}`
    else blocks.push({ type: 'paragraph', text: line })
  }
  return blocks
}
