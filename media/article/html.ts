import { licenceText, tagsOf, versionText } from '../labels/marks'
import type { Marks } from '../labels/marks'
import { picturesOf } from './article'
import type { Article, ArticlePart } from './article'

const escaped = (text: string): string =>
  text
    .replace(/[\u0000-\u0008\u000b-\u001f\u007f]/g, ' ')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')

/** What elements look like; a page says so once, what is pasted at each element. */
const STYLES = {
  h1: 'font-size:24px;line-height:1.4;margin:0 0 16px',
  h2: 'font-size:19px;line-height:1.5;margin:28px 0 12px',
  p: 'font-size:16px;line-height:1.8;margin:0 0 16px',
  blockquote: 'margin:0 0 16px;padding-left:12px;border-left:3px solid #999;line-height:1.8',
  ul: 'margin:0 0 16px;padding-left:24px;line-height:1.8',
  li: 'margin:0 0 6px',
  figure: 'margin:24px 0;text-align:center',
  img: 'max-width:100%;height:auto',
  figcaption: 'font-size:14px;color:#555;margin-top:6px',
} as const
type Tag = keyof typeof STYLES

const BODY = 'max-width:680px;margin:0 auto;padding:16px;font-family:sans-serif;color:#111'

/** @param pasted whether every element says its own style, since nothing else of the page goes along */
export function articleHtml(article: Article, marks: Marks, pasted: boolean): string {
  const open = (tag: Tag, more = '') => `<${tag}${pasted ? ` style="${STYLES[tag]}"` : ''}${more}>`
  const element = (tag: Tag, text: string) => `${open(tag)}${lines(text)}</${tag}>`
  const pictures = picturesOf(article)
  const partOf = (part: ArticlePart): string => {
    switch (part.type) {
      case 'heading':
        return element('h2', part.text)
      case 'quote':
        return element('blockquote', part.text)
      case 'list':
        return `${open('ul')}${part.text
          .split('\n')
          .map((entry) => element('li', entry))
          .join('')}</ul>`
      case 'picture': {
        const { name = '', alt = '' } = pictures.get(part.picture.id) ?? {}
        const image = open('img', ` src="${name}" alt="${escaped(part.caption || alt)}"`)
        return `${open('figure')}${image}${part.caption === '' ? '' : element('figcaption', part.caption)}</figure>`
      }
      default:
        return element('p', part.text)
    }
  }
  const { line, references } = article
  const body = [
    ...(line === null ? [] : [element('p', line)]),
    ...[element('h1', article.title), element('p', article.abstract), ...article.parts.map(partOf)],
    ...(references ? [element('h2', references.heading), element('p', references.text)] : []),
    ...(marks.rights ? [element('p', rightsLine(marks.rights))] : []),
  ]
  return [...headOf(article, marks, pasted), ...body, '</body>', '</html>', ''].join('\n')
}

const lines = (text: string): string => escaped(text).replaceAll('\n', '<br>')

export const rightsLine = (rights: NonNullable<Marks['rights']>): string =>
  [rights.credit, licenceText(rights), versionText(rights)].join(' · ')

/** The page may fetch nothing but the pictures beside it. */
const POLICY = "default-src 'none'; img-src 'self' file:; style-src 'unsafe-inline'"

function headOf({ title }: Article, marks: Marks, pasted: boolean): string[] {
  const { rights } = marks
  const said = Object.entries(tagsOf(marks)).map(
    ([name, text]) => `<meta name="${name === 'artist' ? 'author' : name}" content="${escaped(text)}">`,
  )
  const styles = Object.entries(STYLES).map(([tag, style]) => `${tag}{${style}}`)
  return [
    '<!doctype html>',
    '<html lang="zh-CN">',
    '<head>',
    '<meta charset="utf-8">',
    '<meta name="viewport" content="width=device-width">',
    `<meta http-equiv="Content-Security-Policy" content="${POLICY}">`,
    `<title>${escaped(title)}</title>`,
    ...said,
    ...(rights?.licenceUrl ? [`<link rel="license" href="${escaped(rights.licenceUrl)}">`] : []),
    ...(pasted ? [] : [`<style>body{${BODY}}${styles.join('')}</style>`]),
    '</head>',
    '<body>',
  ]
}
