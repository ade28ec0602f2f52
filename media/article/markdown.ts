import { withTextLabel } from '../labels/text'
import { licenceText } from '../labels/marks'
import type { Marks } from '../labels/marks'
import { picturesOf } from './article'
import type { Article, ArticlePart } from './article'
import { rightsLine } from './html'

/** Nothing of a text becomes a sign of the format. */
const plain = (text: string): string =>
  text
    .replace(/[\u0000-\u0008\u000b-\u001f\u007f]/g, ' ')
    .replace(/[\\`*_[\]<>#|~]/g, String.raw`\$&`)
    .replace(/^(\s*)([-+]|\d+\.)(?=\s)/gm, String.raw`$1\$2`)

/** CommonMark with front matter: what programs ask for, and the label where the standard has it for texts. */
export function articleMarkdown(article: Article, marks: Marks): string {
  const { title, abstract, line, parts, references } = article
  const { rights, label } = marks
  const said = Object.entries({
    title,
    ...(rights
      ? { author: rights.credit, licence: licenceText(rights), work: rights.work, version: rights.version }
      : {}),
  }).map(([key, value]) => `${key}: ${JSON.stringify(value).replaceAll('<', String.raw`\u003c`)}`)
  const text = [
    ...(line === null ? [] : [plain(line)]),
    ...[`# ${oneLine(title)}`, plain(abstract), ...parts.map((part) => partOf(part, article))],
    ...(references ? [`## ${oneLine(references.heading)}`, plain(references.text)] : []),
    ...(rights ? [plain(rightsLine(rights))] : []),
  ].join('\n\n')
  const whole = `---\n${said.join('\n')}\n---\n\n${text}\n`
  return label === null ? whole : withTextLabel(whole, label)
}

const oneLine = (text: string): string => plain(text).replace(/\s*\n\s*/g, ' ')
const each = (text: string, sign: string): string =>
  text
    .split('\n')
    .map((line) => `${sign}${plain(line)}`)
    .join('\n')

function partOf(part: ArticlePart, article: Article): string {
  switch (part.type) {
    case 'heading':
      return `## ${oneLine(part.text)}`
    case 'quote':
      return each(part.text, '> ')
    case 'list':
      return each(part.text, '- ')
    case 'picture': {
      const { name = '', alt = '' } = picturesOf(article).get(part.picture.id) ?? {}
      return `![${oneLine(part.caption || alt)}](${name})`
    }
    default:
      // Two spaces: a new line in the same paragraph.
      return plain(part.text).replaceAll('\n', '  \n')
  }
}
