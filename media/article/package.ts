import { createHash } from 'node:crypto'
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate'
import { carries, parseLabel, unescapeXml } from '../labels/label'
import { tagsOf } from '../labels/marks'
import type { Marks } from '../labels/marks'
import { labelInFrontMatter } from '../labels/text'
import { MakeFailure } from '../make/failure'
import { MARKS } from '../package/read'
import { picturesOf } from './article'
import type { Article, ArticleProfile } from './article'
import { articleHtml } from './html'
import { articleMarkdown } from './markdown'

const TEXTS = { page: 'index.html', pasted: 'wechat.html', markdown: 'article.md' } as const

/**
 * A zip of the text in one form, its pictures beside it in their order (`images/01.jpg` …), and what is said of them all
 * (`kepu-marks.json`). Made whole in memory, read back, and compared: the same input gives the same bytes.
 * @throws MakeFailure `label_lost`, `differs_from_plan`
 */
export function makeArticle(article: Article, { form }: ArticleProfile, marks: Marks): Buffer {
  const text = form === 'markdown' ? articleMarkdown(article, marks) : articleHtml(article, marks, form === 'pasted')
  const pictures = [...picturesOf(article).values()]
  const order = pictures.map(({ name, alt, sha256, bytes }) => ({ name, alt, sha256, bytes: bytes.length }))
  const said = `${JSON.stringify({ ...tagsOf(marks), pictures: order }, null, 2)}\n`
  const files = {
    [TEXTS[form]]: strToU8(text),
    [MARKS]: strToU8(said),
    ...Object.fromEntries(pictures.map(({ name, bytes }) => [name, new Uint8Array(bytes)])),
  }
  // A fixed hour; JPEG does not become smaller.
  const packed = Buffer.from(zipSync(files, { level: 0, mtime: new Date(1980, 0, 1) }))
  mustBeWhole(packed, article, form, marks)
  return packed
}

function mustBeWhole(packed: Buffer, article: Article, form: ArticleProfile['form'], marks: Marks): void {
  const files = unzipSync(packed)
  const text = strFromU8(files[TEXTS[form]] ?? new Uint8Array())
  const raw = form === 'markdown' ? labelInFrontMatter(text) : labelInHtml(text)
  if (!carries(parseLabel(raw ?? ''), marks.label) && !(raw === null && marks.label === null))
    throw new MakeFailure('label_lost', raw ?? 'no label')
  if (article.line !== null && !firstLine(text, form).includes(article.line))
    throw new MakeFailure('label_lost', 'the first line says nothing')
  const pictures = [...picturesOf(article).values()]
  const wrong = pictures.find(({ name, sha256 }) => hashOf(files[name]) !== sha256)
  if (wrong) throw new MakeFailure('differs_from_plan', wrong.name)
  const named = form === 'markdown' ? /^!\[.*\]\((.*)\)$/gm : /\ssrc="([^"]*)"/g
  const foreign = [...text.matchAll(named)].find(([, source = '']) => !(source in files))
  if (foreign || /(?<!\\)<script/i.test(text)) throw new MakeFailure('differs_from_plan', foreign?.[1] ?? 'a script')
}

const hashOf = (bytes: Uint8Array | undefined): string =>
  createHash('sha256')
    .update(bytes ?? '')
    .digest('hex')

const labelInHtml = (text: string): string | null => {
  const found = /<meta name="AIGC" content="([^"]*)">/.exec(text)?.[1]
  return found === undefined ? null : unescapeXml(found)
}

const firstLine = (text: string, form: ArticleProfile['form']): string =>
  form === 'markdown'
    ? (text
        .replace(/^---\n[\s\S]*?\n---\n/, '')
        .trimStart()
        .split('\n')[0] ?? '')
    : (/<body>\n(.*)/.exec(text)?.[1] ?? '')
