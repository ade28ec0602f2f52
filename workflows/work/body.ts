import { normaliseText } from '../rules/forms'
import type { RichText } from '../rules/forms'

export type Block = RichText['blocks'][number]

interface Node {
  type?: unknown
  text?: unknown
  children?: unknown
}

export interface LexicalNode {
  type: string
  version: 1
  [property: string]: string | number | null | LexicalNode[]
}

/** What a rich text field of the admin's editor stores. */
export interface LexicalState {
  root: LexicalNode
}

const element = (type: string, children: LexicalNode[], more: Record<string, string | number> = {}): LexicalNode => ({
  type,
  version: 1,
  direction: null,
  format: '',
  indent: 0,
  ...more,
  children,
})

const word = (text: string): LexicalNode => ({
  type: 'text',
  version: 1,
  detail: 0,
  format: 0,
  mode: 'normal',
  style: '',
  text,
})

/** The words of a block: a line feed inside a paragraph is a node of its own. */
const words = (text: string): LexicalNode[] =>
  text
    .split('\n')
    .flatMap((line, index) => [
      ...(index > 0 ? [{ type: 'linebreak', version: 1 } as LexicalNode] : []),
      ...(line === '' ? [] : [word(line)]),
    ])

function elementOf({ type, text }: Block): LexicalNode {
  switch (type) {
    case 'paragraph':
      return element('paragraph', words(text), { textFormat: 0, textStyle: '' })
    case 'heading':
      return element('heading', words(text), { tag: 'h2' })
    case 'quote':
      return element('quote', words(text))
    case 'list':
      return element(
        'list',
        text.split('\n').map((line, index) => element('listitem', words(line), { value: index + 1 })),
        { listType: 'bullet', start: 1, tag: 'ul' },
      )
  }
}

/** Portable blocks as a state of the admin's editor. An empty text is one empty paragraph: the editor needs one. */
export function blocksToLexical(blocks: readonly Block[]): LexicalState {
  const children = blocks.filter(({ text }) => text !== '').map(elementOf)
  return { root: element('root', children.length > 0 ? children : [elementOf({ type: 'paragraph', text: '' })]) }
}

const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null
const childrenOf = (node: Node): Node[] => (Array.isArray(node.children) ? node.children.filter(isNode) : [])

/** The words below a node, whatever they are wrapped in (links, marks). */
function textOf(node: Node): string {
  if (typeof node.text === 'string') return node.text
  if (node.type === 'linebreak') return '\n'
  return childrenOf(node).map(textOf).join('')
}

const oneLine = (text: string) => text.replace(/\s*\n\s*/g, ' ').trim()

/** Entries of a list, those of lists inside it after the entry that they belong to. */
function entriesOf(list: Node): string[] {
  return childrenOf(list).flatMap((entry) => {
    const inner = childrenOf(entry).filter(({ type }) => type === 'list')
    const own = childrenOf(entry).filter(({ type }) => type !== 'list')
    return [oneLine(own.map(textOf).join('')), ...inner.flatMap(entriesOf)]
  })
}

function blockOf(node: Node): Block[] {
  if (node.type === 'list') {
    const text = normaliseText(
      entriesOf(node)
        .filter((entry) => entry !== '')
        .join('\n'),
    )
    return text === '' ? [] : [{ type: 'list', text }]
  }
  const type = node.type === 'heading' ? 'heading' : node.type === 'quote' ? 'quote' : 'paragraph'
  const text = normaliseText(textOf(node)).trim()
  return text === '' ? [] : [{ type, text }]
}

/**
 * The words of an editor's state as portable blocks. What has no words (pictures, rules, empty paragraphs) is left out:
 * files are released by the work's list of files, never through its text. Anything else, `null` too, has no blocks.
 */
export function lexicalToBlocks(state: unknown): Block[] {
  if (!isNode(state)) return []
  const { root } = state as { root?: unknown }
  return isNode(root) ? childrenOf(root).flatMap(blockOf) : []
}
