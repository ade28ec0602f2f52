import { createHash } from 'node:crypto'
import { Readable } from 'node:stream'
import { Zip, ZipPassThrough } from 'fflate'
import { carries, parseLabel, unescapeXml } from '../labels/label'
import { tagsOf } from '../labels/marks'
import type { Marks } from '../labels/marks'
import { labelInFrontMatter } from '../labels/text'
import { MakeFailure } from '../make/failure'
import { MARKS } from '../package/read'
import { picturesOf } from './article'
import type { Article, ArticlePicture, ArticleProfile } from './article'
import { articleHtml } from './html'
import { articleMarkdown } from './markdown'

const TEXTS = { page: 'index.html', pasted: 'wechat.html', markdown: 'article.md' } as const

export interface PackedArticle {
  /** Length of the whole zip. */
  readonly bytes: number
  /**
   * The zip, made while it is read and no faster: memory stays flat, and whoever stops reading stops it. Fails before its
   * end with MakeFailure `differs_from_plan` where a picture is not the one that was named.
   */
  readonly stream: () => Readable
}

/**
 * A zip of the text in one form, its pictures beside it in their order (`images/01.jpg` …), and what is said of them all
 * (`kepu-marks.json`). The text is read back before anything leaves. The same input gives the same bytes.
 * @throws MakeFailure `label_lost`, `differs_from_plan`
 */
export function packArticle(article: Article, { form }: ArticleProfile, marks: Marks): PackedArticle {
  const text = form === 'markdown' ? articleMarkdown(article, marks) : articleHtml(article, marks, form === 'pasted')
  const pictures = [...picturesOf(article).values()]
  mustSayAll(text, { article, form, marks, names: new Set(pictures.map(({ name }) => name)) })
  const order = pictures.map(({ name, alt, sha256, bytes }) => ({ name, alt, sha256, bytes }))
  const said = `${JSON.stringify({ ...tagsOf(marks), pictures: order }, null, 2)}\n`
  const files = [written(TEXTS[form], text), written(MARKS, said), ...pictures]
  return { bytes: lengthOf(files), stream: () => Readable.from(packed(files), { objectMode: false }) }
}

type PackedFile = Pick<ArticlePicture & { name: string }, 'name' | 'bytes' | 'sha256' | 'open'>

function written(name: string, text: string): PackedFile {
  const bytes = Buffer.from(text)
  const open = () => Promise.resolve(Readable.from([bytes]))
  return { name, bytes: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex'), open }
}

/** Of what is not made smaller: before and behind each file, for each in the list, and at the end (APPNOTE 4.3). */
const lengthOf = (files: readonly PackedFile[]): number =>
  files.reduce((sum, { name, bytes }) => sum + bytes + 30 + 16 + 46 + 2 * Buffer.byteLength(name), 22)

async function* packed(files: readonly PackedFile[]): AsyncGenerator<Uint8Array> {
  const made: Uint8Array[] = []
  const zip = new Zip((error, chunk) => {
    if (error) throw error
    made.push(chunk)
  })
  for (const { name, sha256, open } of files) {
    // JPEG does not become smaller.
    const file = new ZipPassThrough(name)
    // A fixed hour.
    file.mtime = new Date(1980, 0, 1)
    zip.add(file)
    const hash = createHash('sha256')
    for await (const chunk of (await open()) as AsyncIterable<Buffer>) {
      hash.update(chunk)
      file.push(chunk)
      yield* made.splice(0)
    }
    if (hash.digest('hex') !== sha256) throw new MakeFailure('differs_from_plan', name)
    file.push(new Uint8Array(), true)
  }
  zip.end()
  yield* made
}

interface Meant {
  readonly article: Article
  readonly form: ArticleProfile['form']
  readonly marks: Marks
  /** Of the pictures beside it. */
  readonly names: ReadonlySet<string>
}

function mustSayAll(text: string, { article, form, marks, names }: Meant): void {
  const raw = form === 'markdown' ? labelInFrontMatter(text) : labelInHtml(text)
  if (!carries(parseLabel(raw ?? ''), marks.label) && !(raw === null && marks.label === null))
    throw new MakeFailure('label_lost', raw ?? 'no label')
  if (article.line !== null && !firstLine(text, form).includes(article.line))
    throw new MakeFailure('label_lost', 'the first line says nothing')
  const named = form === 'markdown' ? /^!\[.*\]\((.*)\)$/gm : /\ssrc="([^"]*)"/g
  const foreign = [...text.matchAll(named)].find(([, source = '']) => !names.has(source))
  if (foreign || /(?<!\\)<script/i.test(text)) throw new MakeFailure('differs_from_plan', foreign?.[1] ?? 'a script')
}

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
