import { afterAll, describe, expect, test } from '@jest/globals'
import { existsSync } from 'node:fs'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { PDFDocument, PDFHexString, PDFName, PDFRawStream } from '@cantoo/pdf-lib'
import { strToU8, unzipSync, zipSync } from 'fflate'
import sharp from 'sharp'
import type { Sharp } from 'sharp'
import {
  NO_TOOLS,
  makeRendition,
  needsFfmpeg,
  openStillMaker,
  planRenditions,
  probe,
  readLabel,
} from '../../media/index'
import type { Kind, Marks, Step } from '../../media/index'
import { fileWith, picture, sentinelsIn, tempFolder } from './support'

const folder = tempFolder()
const stills = openStillMaker()
afterAll(() => stills.close())
const SECRETS = ['张三丰PLANTED', 'CityMuseumPLANTED', '13800000000', 'PhoneModelPLANTED']
const [PERSON = '', HOUSE = '', PHONE = '', DEVICE = ''] = SECRETS
const out = () => join(folder, crypto.randomUUID())

const label =
  '{"Label":"1","ContentProducer":"001 <&>","ProduceID":"编号","ReservedCode1":"{\\"a\\":\\"b\\"}","ContentPropagator":"我们","PropagateID":"KPW-1","ReservedCode2":""}'
const marks: Marks = {
  label,
  rights: {
    credit: '图文：某人',
    licence: 'CC BY 4.0',
    licenceUrl: 'https://creativecommons.org/licenses/by/4.0/',
    work: 'KPW-2026-0000001-A',
    version: 2,
  },
}

interface Made {
  kind: Kind
  path: string
  bytes: Buffer
}

/** The renditions of a release, or these of them. */
async function make(bytes: Buffer, kind: Kind, said: Marks = marks, only?: readonly string[]) {
  const from = await fileWith(folder, crypto.randomUUID(), bytes)
  const made: Record<string, Made> = {}
  for (const { name, step } of planRenditions(kind, await probe(from, kind, NO_TOOLS), 'release')) {
    if (step === undefined || needsFfmpeg(step) || only?.includes(name) === false) continue
    const to = out()
    const checked = await makeRendition({ from, kind, step, marks: said, to }, stills, NO_TOOLS)
    made[name] = { kind: checked.kind, path: to, bytes: await readFile(to) }
  }
  return made
}

const planted = (width = 2000, height = 1000) =>
  picture(width, height)
    .withExif({ IFD0: { Artist: PERSON, Copyright: HOUSE, Model: DEVICE }, IFD3: { GPSLatitude: '23/1 8/1 0/1' } })
    .withXmp(`<x:xmpmeta xmlns:x="adobe:ns:meta/">${PHONE}</x:xmpmeta>`)

describe('renditions of a picture', () => {
  test.each(['jpeg', 'png', 'webp', 'avif', 'gif'] as const)(
    'of kind %s carry label, credit, licence, work and version, and nothing else (traps 16, 38)',
    async (kind) => {
      const source = planted(600, 300)
      const bytes = await (kind === 'avif' ? source.avif({ effort: 0 }) : source.toFormat(kind)).toBuffer()
      for (const [name, made] of Object.entries(await make(bytes, kind))) {
        expect([name, await readLabel(made.path, made.kind, NO_TOOLS)]).toMatchObject([
          name,
          { state: 'found', raw: label },
        ])
        const { exif, iptc, xmp } = await sharp(made.bytes).metadata()
        expect([exif, iptc]).toEqual([undefined, undefined])
        for (const word of ['图文：某人', 'CC BY 4.0', 'licenses/by/4.0', 'KPW-2026-0000001-A', '<xmpMM:VersionID>2<'])
          expect(xmp?.toString('utf8')).toContain(word)
        expect(sentinelsIn(made.bytes, SECRETS)).toEqual([])
      }
    },
  )

  test('trap 16: stand upright in the planned size', async () => {
    const lying = await planted().withMetadata({ orientation: 6 }).jpeg().toBuffer()
    const made = await make(lying, 'jpeg', marks, ['image-320', 'image-1920-jpeg'])
    expect(await sharp(made['image-320']?.bytes).metadata()).toMatchObject({ format: 'webp', width: 320, height: 640 })
    expect(await sharp(made['image-1920-jpeg']?.bytes).metadata()).toMatchObject({
      format: 'jpeg',
      width: 1000,
      height: 2000,
    })
  })

  test('trap 17: of a CMYK picture are sRGB', async () => {
    const cmyk = await picture().toColourspace('cmyk').jpeg().toBuffer()
    const made = await make(cmyk, 'jpeg', marks, ['image-1920-jpeg'])
    expect(await sharp(made['image-1920-jpeg']?.bytes).metadata()).toMatchObject({ space: 'srgb', channels: 3 })
  })

  test('trap 17: whose CMYK is turned round, as one maker of programs writes it, are no negative', async () => {
    const plain = (background: string) => sharp({ create: { width: 64, height: 64, channels: 3, background } })
    for (const [background, wanted] of [
      ['#ffffff', [255, 255, 255]],
      ['#000000', [0, 0, 0]],
      ['#ff0000', [255, 0, 0]],
    ] as const) {
      const bytes = await plain(background).toColourspace('cmyk').jpeg().toBuffer()
      // APP14 says that the inks are written as their opposites.
      expect(bytes.includes('Adobe')).toBe(true)
      const made = await make(bytes, 'jpeg')
      const { channels } = await sharp(made['image-1920-jpeg']?.bytes).stats()
      expect(channels.map(({ mean }, n) => Math.abs(mean - (wanted[n] ?? 0)) < 64)).toEqual([true, true, true])
    }
  })

  test('of a picture in the colours of another screen are those of ordinary ones', async () => {
    const wide = sharp({ create: { width: 64, height: 64, channels: 3, background: '#00ff00' } }).withIccProfile('p3')
    const made = await make(await wide.png().toBuffer(), 'png')
    const { icc } = await sharp(made['image-1920-jpeg']?.bytes).metadata()
    const { channels } = await sharp(made['image-1920-jpeg']?.bytes).stats()
    expect([icc, channels.map(({ mean }) => Math.round(mean / 51))]).toEqual([undefined, [0, 5, 0]])
  })

  test('trap 10: lose what hangs behind the end of the original', async () => {
    const polyglot = Buffer.concat([await picture().jpeg().toBuffer(), Buffer.from(`<script>${PERSON}</script>`)])
    for (const { bytes } of Object.values(await make(polyglot, 'jpeg')))
      expect(sentinelsIn(bytes, [PERSON, '<script>'])).toEqual([])
  })

  test('keep the limit of a channel by giving up quality', async () => {
    const noise = await picture(1600, 1600).png().toBuffer()
    const limited = ['wechat-cover', 'wechat-inline']
    const { 'wechat-cover': cover, 'wechat-inline': inline } = await make(noise, 'png', marks, limited)
    expect(cover?.bytes.length).toBeLessThanOrEqual(64_000)
    expect(inline?.bytes.length).toBeLessThanOrEqual(1_000_000)
  })

  test('are the same bytes when made twice', async () => {
    const bytes = await picture().png().toBuffer()
    const [one, two] = [await make(bytes, 'png'), await make(bytes, 'png')]
    for (const name of Object.keys(one)) expect(one[name]?.bytes).toEqual(two[name]?.bytes)
  })

  test('of a moving picture move, and without anything to say carry nothing', async () => {
    const frames = await Promise.all([1, 2, 3].map(() => picture(40, 30).png().toBuffer()))
    const gif = await sharp(frames, { join: { animated: true } })
      .gif()
      .toBuffer()
    const web = (await make(gif, 'gif', { label: null }, ['image-1920']))['image-1920']
    const found = await sharp(web?.bytes, { animated: true }).metadata()
    expect(found).toMatchObject({ pages: 3, width: 40, pageHeight: 30 })
    expect(found.xmp).toBeUndefined()
  })
})

/** Three frames of one colour each, with a white corner that tells how they lie. */
async function lyingAnimation(orientation: number): Promise<Buffer> {
  const white = {
    input: { create: { width: 12, height: 6, channels: 3 as const, background: '#fff' } },
    left: 0,
    top: 0,
  }
  const frames = ['#f00', '#0f0', '#00f'].map((background) =>
    sharp({ create: { width: 40, height: 20, channels: 3, background } })
      .composite([white])
      .png()
      .toBuffer(),
  )
  return sharp(await Promise.all(frames), { join: { animated: true } })
    .webp({ lossless: true, delay: [100, 200, 300], loop: 2 })
    .withMetadata({ orientation })
    .toBuffer()
}

describe('a moving picture that lies on its side', () => {
  test.each([2, 3, 4, 5, 6, 7, 8])(
    'moves upright, in its order and at its pace: orientation %i',
    async (orientation) => {
      const bytes = await lyingAnimation(orientation)
      const web = (await make(bytes, 'webp', marks, ['image-1920']))['image-1920']?.bytes ?? Buffer.alloc(0)
      const [width, height] = orientation > 4 ? [20, 40] : [40, 20]
      expect(await sharp(web, { animated: true }).metadata()).toMatchObject({
        ...{ width, pageHeight: height, pages: 3, delay: [100, 200, 300], loop: 2 },
      })
      const middles = await Promise.all(
        [0, 1, 2].map(async (page) => {
          const { channels } = await sharp(web, { page }).stats()
          return channels.slice(0, 3).map(({ mean }) => mean > 100)
        }),
      )
      expect(middles).toEqual([0, 1, 2].map((page) => [0, 1, 2].map((channel) => channel === page)))
      const pixels = (from: Sharp) => from.removeAlpha().greyscale().raw().toBuffer()
      const [still, made] = [await pixels(sharp(bytes).autoOrient()), await pixels(sharp(web))]
      const apart = made.reduce((sum, value, n) => sum + Math.abs(value - (still[n] ?? 0)), 0)
      expect(apart / made.length).toBeLessThan(8)
    },
  )
})

describe('the process that draws', () => {
  const step: Step = { make: 'picture', width: 9, height: 9, format: 'jpeg', animated: false }

  test('leaves nothing behind when it cannot, and goes on', async () => {
    const from = await fileWith(folder, crypto.randomUUID(), Buffer.from('no picture'))
    const to = out()
    await expect(makeRendition({ from, kind: 'jpeg', step, marks, to }, stills, NO_TOOLS)).rejects.toThrow('not_made')
    expect(existsSync(to)).toBe(false)
    expect(Object.keys(await make(await picture(9, 9).png().toBuffer(), 'png')).length).toBeGreaterThan(3)
  })

  test('is killed at its wall limit, and the next job gets another', async () => {
    const own = openStillMaker()
    const from = await fileWith(folder, crypto.randomUUID(), await picture(3000, 3000).png().toBuffer())
    const to = out()
    await expect(own.make({ from, to, step, marks }, 0.001)).rejects.toMatchObject({ code: 'too_slow' })
    expect(await own.make({ from, to, step, marks }, 20)).toMatchObject({ kind: 'jpeg' })
    own.close()
  })

  test('trap 50: another size or a lost label is no rendition', async () => {
    const from = await fileWith(folder, crypto.randomUUID(), await picture(40, 40).png().toBuffer())
    const tight: Step = { ...step, maxBytes: 10 }
    await expect(
      makeRendition({ from, kind: 'png', step: tight, marks, to: out() }, stills, NO_TOOLS),
    ).rejects.toMatchObject({
      code: 'differs_from_plan',
    })
    const unreadable: Marks = { label: '{"Label":"1","ContentProducer":"\u0001"}' }
    await expect(
      makeRendition({ from, kind: 'png', step, marks: unreadable, to: out() }, stills, NO_TOOLS),
    ).rejects.toMatchObject({
      code: 'label_lost',
    })
  })
})

describe('documents', () => {
  test('trap 39: a PDF says our words only, in no revision anybody else’s, and keeps its pages', async () => {
    const pdf = await PDFDocument.create()
    pdf.addPage([300, 300]).drawText('the work')
    pdf.setAuthor(PERSON)
    pdf.setTitle(HOUSE)
    pdf.context.trailerInfo.Info = pdf.context.register(
      pdf.context.obj({ AIGC: PDFHexString.fromText('{"Label":"1"}'), Author: PDFHexString.fromText(DEVICE) }),
    )
    const xmp = pdf.context.stream(Buffer.from(`<x:xmpmeta>${PHONE}</x:xmpmeta>`), { Type: 'Metadata', Subtype: 'XML' })
    pdf.catalog.set(PDFName.of('Metadata'), pdf.context.register(xmp))
    await pdf.attach(Buffer.from(PERSON), 'secret.txt')
    for (const useObjectStreams of [false, true]) {
      const bytes = Buffer.from(await pdf.save({ useObjectStreams }))
      const from = await fileWith(folder, crypto.randomUUID(), bytes)
      expect(await readLabel(from, 'pdf', NO_TOOLS)).toMatchObject({ state: 'found', raw: '{"Label":"1"}' })
      const { document } = await make(bytes, 'pdf')
      expect(sentinelsIn(document?.bytes ?? Buffer.alloc(0), SECRETS)).toEqual([])
      expect(await readLabel(document?.path ?? '', 'pdf', NO_TOOLS)).toMatchObject({ state: 'found', raw: label })
      const again = await PDFDocument.load(document?.bytes ?? Buffer.alloc(0), { updateMetadata: false })
      expect([again.getPageCount(), again.getAuthor(), again.getTitle()]).toEqual([1, '图文：某人', undefined])
      expect(
        again.catalog.has(PDFName.of('Names')) ? String(again.catalog.get(PDFName.of('Names'))) : '',
      ).not.toContain('Embedded')
    }
  })

  test('a PDF keeps no notes’ authors, no files, no scripts, and nothing about its pictures but their pictures', async () => {
    const pdf = await PDFDocument.create()
    const page = pdf.addPage([300, 300])
    const jpeg = await pdf.embedJpg(await sharpBytes())
    page.drawImage(jpeg, { x: 0, y: 0 })
    const { context } = pdf
    const file = context.register(context.stream(Buffer.from(PHONE), { Type: 'EmbeddedFile' }))
    const words = (text: string) => PDFHexString.fromText(text)
    const note = context.obj({
      ...{
        Type: 'Annot',
        Subtype: 'FileAttachment',
        Rect: [0, 0, 9, 9],
        T: words(PERSON),
        Contents: words('a remark'),
      },
      FS: context.obj({ Type: 'Filespec', F: words(HOUSE), EF: context.obj({ F: file }) }),
    })
    page.node.set(PDFName.of('Annots'), context.obj([note]))
    page.node.set(PDFName.of('AA'), context.obj({ O: context.obj({ S: 'JavaScript', JS: words(DEVICE) }) }))
    for (const useObjectStreams of [false, true]) {
      const { document } = await make(Buffer.from(await pdf.save({ useObjectStreams })), 'pdf')
      const bytes = document?.bytes ?? Buffer.alloc(0)
      expect(sentinelsIn(bytes, SECRETS)).toEqual([])
      const again = await PDFDocument.load(bytes)
      const open = await again.save({ useObjectStreams: false })
      expect(sentinelsIn(Buffer.from(open), SECRETS)).toEqual([])
      expect(Buffer.from(open).includes(words('a remark').toString())).toBe(true)
      expect(await pictureIn(again)).toMatchObject({ format: 'jpeg', width: 20, height: 20 })
    }
  })

  test('trap 40: a DOCX loses its properties, its preview picture and its custom data', async () => {
    const relation = (id: string, target: string) => `<Relationship Id="${id}" Type="t" Target="${target}"/>`
    const docx = Buffer.from(
      zipSync({
        '[Content_Types].xml': strToU8('<Types><Override PartName="/docProps/app.xml" ContentType="a"/></Types>'),
        '_rels/.rels': strToU8(
          `<Relationships>${relation('r1', 'word/document.xml')}${relation('r2', 'docProps/core.xml')}</Relationships>`,
        ),
        'word/document.xml': strToU8('<w:document>the work</w:document>'),
        'docProps/core.xml': strToU8(PERSON),
        'docProps/app.xml': strToU8(HOUSE),
        'docProps/thumbnail.jpeg': await sharpBytes(),
        'customXml/item1.xml': strToU8(PHONE),
      }),
    )
    const { document } = await make(docx, 'docx')
    const parts = unzipSync(document?.bytes ?? Buffer.alloc(0))
    expect(Object.keys(parts).sort()).toEqual([
      ...['[Content_Types].xml', '_rels/.rels', 'docProps/core.xml', 'docProps/custom.xml', 'word/document.xml'],
    ])
    expect(sentinelsIn(Buffer.concat(Object.values(parts)), SECRETS)).toEqual([])
    expect(Buffer.from(parts['_rels/.rels'] ?? []).toString()).toContain('word/document.xml')
    expect(await readLabel(document?.path ?? '', 'docx', NO_TOOLS)).toMatchObject({ state: 'found', raw: label })
  })

  test('trap 40: a DOCX says what stands after its changes, and neither who made them nor where its pictures were taken', async () => {
    const by = `w:author="${PERSON}" w:date="2026-01-01T00:00:00Z"`
    const docx = Buffer.from(
      zipSync({
        '[Content_Types].xml': strToU8('<Types><Override PartName="/word/comments.xml" ContentType="a"/></Types>'),
        '_rels/.rels': strToU8(
          '<Relationships><Relationship Id="r1" Type="t" Target="word/document.xml"/></Relationships>',
        ),
        'word/_rels/document.xml.rels': strToU8(
          '<Relationships><Relationship Id="r1" Type="t" Target="comments.xml"/><Relationship Id="r2" Type="t" Target="media/image1.jpeg"/></Relationships>',
        ),
        'word/document.xml': strToU8(
          `<w:document><w:p w:rsidR="00AB"><w:ins w:id="1" ${by}><w:r><w:t>kept</w:t></w:r></w:ins><w:del w:id="2" ${by}><w:r><w:delText>${HOUSE}</w:delText></w:r></w:del><w:commentReference w:id="3"/></w:p></w:document>`,
        ),
        'word/comments.xml': strToU8(`<w:comments><w:comment ${by}>${PHONE}</w:comment></w:comments>`),
        'word/people.xml': strToU8(`<w15:people><w15:person w15:author="${PERSON}"/></w15:people>`),
        'word/media/image1.jpeg': await sharpBytes(),
      }),
    )
    const { document } = await make(docx, 'docx')
    const parts = unzipSync(document?.bytes ?? Buffer.alloc(0))
    expect(sentinelsIn(Buffer.concat(Object.values(parts)), SECRETS)).toEqual([])
    expect(Buffer.from(parts['word/document.xml'] ?? []).toString()).toBe(
      '<w:document><w:p><w:r><w:t>kept</w:t></w:r></w:p></w:document>',
    )
    expect(Buffer.from(parts['word/_rels/document.xml.rels'] ?? []).toString()).toBe(
      '<Relationships><Relationship Id="r2" Type="t" Target="media/image1.jpeg"/></Relationships>',
    )
    expect(await sharp(parts['word/media/image1.jpeg']).metadata()).toMatchObject({ width: 20 })
  })
})

/** The first JPEG inside a document. */
async function pictureIn(pdf: PDFDocument) {
  const pictures = pdf.context
    .enumerateIndirectObjects()
    .flatMap(([, object]) => (object instanceof PDFRawStream ? [object] : []))
  const jpeg = pictures.find(({ dict }) => String(dict.get(PDFName.of('Filter'))) === '/DCTDecode')
  return sharp(jpeg?.getContents()).metadata()
}

const sharpBytes = async () =>
  new Uint8Array(
    await picture(20, 20)
      .withExif({ IFD0: { Artist: PERSON, Model: DEVICE } })
      .jpeg()
      .toBuffer(),
  )

test('a poster without ffmpeg is not made, and that is said', async () => {
  const from = out()
  await writeFile(from, 'x')
  const step: Step = { make: 'poster', width: 9, height: 9, at: 0, toneMap: false }
  await expect(makeRendition({ from, kind: 'mp4', step, marks, to: out() }, stills, NO_TOOLS)).rejects.toThrow('ffmpeg')
})

test('a file of ours without a label does not look as if one had been taken out', async () => {
  for (const { path, kind } of Object.values(
    await make(await picture().png().toBuffer(), 'png', { ...marks, label: null }),
  ))
    expect(await readLabel(path, kind, NO_TOOLS)).toMatchObject({ state: 'none' })
})
