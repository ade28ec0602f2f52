import { describe, expect, test } from '@jest/globals'
import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { PDFDocument, PDFHexString, PDFName } from '@cantoo/pdf-lib'
import { strToU8, unzipSync, zipSync } from 'fflate'
import sharp from 'sharp'
import {
  NO_TOOLS,
  blindCopy,
  probe,
  readLabel,
  sniffKind,
  wordsFoundIn,
  wordsInText,
  wordsOfDocx,
} from '../../media/index'
import type { BlindCopy, Kind } from '../../media/index'
import { xmpPacket } from '../../media/labels/xmp'
import { PICTURE_DATA, box, movieBytes } from './movie-bytes'
import { latin, packed, pdfBytes, pdfkitBytes } from './pdf-bytes'
import { fileWith, picture, sentinelsIn, tempFolder } from './support'

const folder = tempFolder()
const NAMES = ['李寻欢PLANTED', 'CityMuseumPLANTED', '13800000000', 'IMG-PLANTED.JPG']
const [PERSON = '', HOUSE = '', PHONE = '', FILE = ''] = NAMES

interface Copied {
  answer: BlindCopy
  bytes: Buffer
}

async function copy(bytes: Buffer, kind: Kind): Promise<Copied> {
  const path = await fileWith(folder, crypto.randomUUID(), bytes)
  const target = join(folder, crypto.randomUUID())
  const answer = await blindCopy(path, kind, NO_TOOLS, target)
  expect(existsSync(target)).toBe(answer.ok)
  expect(await readFile(path)).toEqual(bytes)
  if (answer.ok) expect(await wordsFoundIn(target, NAMES)).toEqual([])
  return { answer, bytes: answer.ok ? await readFile(target) : Buffer.alloc(0) }
}

const utf16 = (word: string) => `feff${Buffer.from(word, 'utf16le').swap16().toString('hex')}`

describe('a blind picture', () => {
  const planted = () =>
    picture()
      .withExif({ IFD0: { Artist: PERSON, Copyright: HOUSE, ImageDescription: FILE, Model: PHONE } })
      .withXmp(`<x:xmpmeta xmlns:x="adobe:ns:meta/">${NAMES.join(' ')}</x:xmpmeta>`)

  test.each<[Kind, () => Promise<Buffer>]>([
    ['jpeg', () => planted().jpeg().toBuffer()],
    ['png', () => planted().png().toBuffer()],
    ['webp', () => planted().webp().toBuffer()],
    ['avif', () => planted().avif({ effort: 0 }).toBuffer()],
    ['gif', async () => withGifComment(await picture().gif().toBuffer(), NAMES.join(' '))],
  ])('of kind %s names nobody and shows the same', async (kind, make) => {
    const original = await make()
    // A PNG keeps its XMP compressed and its EXIF in ASCII, so that not every name can be seen in its bytes.
    expect(sentinelsIn(original, NAMES)).toEqual(expect.arrayContaining([HOUSE, PHONE, FILE]))
    const { answer, bytes } = await copy(original, kind)
    expect(answer).toEqual({ ok: true, kind })
    expect(sentinelsIn(bytes, NAMES)).toEqual([])
    const left = await sharp(bytes).metadata()
    expect([left.exif, left.xmp, left.iptc]).toEqual([undefined, undefined, undefined])
    expect(await difference(original, bytes)).toBeLessThan(8)
  })

  test('that moves and lies on its side moves upright', async () => {
    const frames = await Promise.all([1, 2].map(() => picture(40, 20).png().toBuffer()))
    const lying = sharp(frames, { join: { animated: true } })
      .webp()
      .withMetadata({ orientation: 6 })
    const { answer, bytes } = await copy(await lying.toBuffer(), 'webp')
    expect(answer).toEqual({ ok: true, kind: 'webp' })
    expect(await sharp(bytes, { animated: true }).metadata()).toMatchObject({ width: 20, pageHeight: 40, pages: 2 })
  })

  test('stands upright although its orientation is gone', async () => {
    const { bytes } = await copy(await planted().withMetadata({ orientation: 8 }).jpeg().toBuffer(), 'jpeg')
    expect(await sharp(bytes).metadata()).toMatchObject({ width: 300, height: 400 })
  })

  test.each(['jpeg', 'png', 'webp', 'avif'] as const)(
    'of kind %s keeps the notice that it was generated, and not who it names',
    async (kind) => {
      const said = { Label: '1', ContentProducer: PERSON, ProduceID: HOUSE, ReservedCode1: PHONE, PropagateID: FILE }
      const marked = picture().withXmp(xmpPacket({ label: JSON.stringify(said) }) ?? '')
      const original = await (kind === 'avif' ? marked.avif({ effort: 0 }) : marked.toFormat(kind)).toBuffer()
      const { bytes } = await copy(original, kind)
      expect(sentinelsIn(bytes, NAMES)).toEqual([])
      const label = await readLabel(await fileWith(folder, crypto.randomUUID(), bytes), kind, NO_TOOLS)
      expect(Object.entries(label.fields).filter(([, value]) => value !== '')).toEqual([['Label', '1']])
    },
  )

  test('loses what hangs behind its end', async () => {
    const { bytes } = await copy(Buffer.concat([await picture().jpeg().toBuffer(), Buffer.from(PERSON)]), 'jpeg')
    expect(sentinelsIn(bytes, NAMES)).toEqual([])
  })
})

function withGifComment(gif: Buffer, comment: string): Buffer {
  const text = Buffer.from(comment)
  const block = Buffer.concat([Buffer.from([0x21, 0xfe, text.length]), text, Buffer.from([0])])
  return Buffer.concat([gif.subarray(0, -1), block, gif.subarray(-1)])
}

/** Mean difference of two pictures, 0 to 255. */
async function difference(one: Buffer, two: Buffer): Promise<number> {
  const [a, b] = await Promise.all([one, two].map((bytes) => sharp(bytes).greyscale().resize(64, 48).raw().toBuffer()))
  const distances = [...(a ?? [])].map((value, at) => Math.abs(value - (b?.[at] ?? 0)))
  return distances.reduce((sum, distance) => sum + distance, 0) / distances.length
}

describe('a blind film', () => {
  const words = { title: PERSON, place: HOUSE, handler: PHONE, encoder: FILE, xmp: PERSON, track: PHONE, free: HOUSE }

  test('names nobody, in boxes, tracks and free space, and moves no byte of its picture', async () => {
    const original = movieBytes(words, { places: true })
    expect(sentinelsIn(original, NAMES)).toEqual(NAMES)
    const { answer, bytes } = await copy(original, 'mp4')
    expect(answer).toEqual({ ok: true, kind: 'mp4' })
    expect(sentinelsIn(bytes, NAMES)).toEqual([])
    expect(bytes.length).toBe(original.length)
    expect(bytes.indexOf(PICTURE_DATA)).toBe(original.indexOf(PICTURE_DATA))
    expect(bytes.includes(Buffer.from('e1234567', 'hex'))).toBe(false)
    expect(await probe(await fileWith(folder, crypto.randomUUID(), bytes), 'mp4', NO_TOOLS)).toMatchObject({
      width: 640,
      seconds: 2,
      codec: 'h264',
    })
  })

  test('is the same when made twice, and is not changed by being made blind again', async () => {
    const once = await copy(movieBytes(words), 'mp4')
    const again = await copy(movieBytes(words), 'mp4')
    expect(again.bytes).toEqual(once.bytes)
    expect((await copy(once.bytes, 'mp4')).bytes).toEqual(once.bytes)
  })

  test.each([
    ['its media lie in another file', 'external_media', movieWithExternalMedia()],
    ['a data track is spread over fragments', 'fragmented_data_track', fragmented()],
    ['it was cut off', 'broken', movieBytes().subarray(0, -3)],
    ['it has no picture and no sound', 'broken', box('moov', box('mvhd', Buffer.alloc(100)))],
    ['it has no header', 'broken', box('ftyp', 'isom')],
  ])('is not made when %s', async (_why, reason, bytes) => {
    expect((await copy(bytes, 'mp4')).answer).toEqual({ ok: false, code: 'blind_copy_not_possible', reason })
  })

  test('a byte turned anywhere ends in a copy or a reason, never in a crash', async () => {
    const whole = movieBytes(words, { places: true })
    for (let at = 0; at < whole.length; at += 7) {
      const bent = Buffer.from(whole)
      bent.writeUInt8(0xff - bent.readUInt8(at), at)
      const path = await fileWith(folder, 'bent', bent)
      expect(typeof (await blindCopy(path, 'mp4', NO_TOOLS, join(folder, 'bent.out'))).ok).toBe('boolean')
    }
  })
})

function movieWithExternalMedia(): Buffer {
  const bytes = movieBytes()
  bytes.writeUInt32BE(0, bytes.indexOf('url ') + 4)
  return bytes
}

function fragmented(): Buffer {
  return Buffer.concat([movieBytes({ place: PERSON }, { places: true }), box('moof', box('mfhd', Buffer.alloc(8)))])
}

describe('a blind PDF', () => {
  const info = `<< /Author (${latin(PERSON)} \\(a\\)) /Title <${utf16(HOUSE)}> /Creator 10 0 R /Producer (\\)${PHONE}) >>`
  const xmp = `<?xpacket?><x:xmpmeta>${NAMES.join(' ')}</x:xmpmeta>`
  const full = {
    info,
    xmp,
    objects: [
      `10 0 obj\n(${FILE})\nendobj\n`,
      `11 0 obj\n<< /Type /Annot /Subtype /Text /T (${PERSON.slice(3)}) /Contents (a note) >>\nendobj\n`,
      '12 0 obj\n<< /Type /Annot /Subtype /Ink /T 13 0 R >>\nendobj\n',
      `13 0 obj\n(${PERSON.slice(3)}x)\nendobj\n`,
    ],
    trailer: `/ID [<${utf16(PERSON)}> (${HOUSE})]`,
  }

  test('names nobody, and every byte stays in its place', async () => {
    const original = pdfBytes(full)
    expect(sentinelsIn(original, NAMES)).toEqual(NAMES)
    const { answer, bytes } = await copy(original, 'pdf')
    expect(answer).toEqual({ ok: true, kind: 'pdf' })
    expect(sentinelsIn(bytes, [...NAMES, PERSON.slice(3)])).toEqual([])
    expect(bytes.length).toBe(original.length)
    expect(bytes.toString('latin1').replace(/\s/g, '')).toContain('/Contents(anote)')
    expect(bytes.toString('latin1').match(/\d+ 0 obj|endobj|xref|%%EOF/g)).toEqual(
      original.toString('latin1').match(/\d+ 0 obj|endobj|xref|%%EOF/g),
    )
  })

  test('names nobody in any earlier revision', async () => {
    const second = pdfBytes(full)
    const revised = Buffer.concat([
      second,
      Buffer.from(`4 0 obj\n<< /Author (${HOUSE}) >>\nendobj\ntrailer\n<< /Info 4 0 R >>\n%%EOF\n`),
    ])
    expect(sentinelsIn((await copy(revised, 'pdf')).bytes, NAMES)).toEqual([])
  })

  test('made by a library with XMP and a photo inside names nobody, and the photo still shows', async () => {
    const photo = await picture()
      .withExif({ IFD0: { Artist: PERSON, Copyright: HOUSE } })
      .withXmp(`<x:xmpmeta xmlns:x="adobe:ns:meta/">${PHONE}</x:xmpmeta>`)
      .jpeg()
      .toBuffer()
    const original = await pdfkitBytes({ info: { Author: PERSON, Title: FILE } }, (pdf) => {
      pdf.text('the work').image(photo, 0, 0, { width: 100 })
    })
    expect(sentinelsIn(original, NAMES)).toEqual(NAMES)
    const { answer, bytes } = await copy(original, 'pdf')
    expect(answer).toEqual({ ok: true, kind: 'pdf' })
    expect(sentinelsIn(bytes, NAMES)).toEqual([])
    const inside = bytes.subarray(bytes.indexOf('ffd8ff', 'hex'))
    expect(await difference(photo, inside.subarray(0, photo.length))).toBe(0)
  })

  test('with a compressed XMP packet has it emptied', async () => {
    const objects = [packed(12, '/Type /Metadata /Subtype /XML', NAMES.join(' ').repeat(3))]
    const { answer, bytes } = await copy(pdfBytes({ objects }), 'pdf')
    expect(answer.ok).toBe(true)
    const body = bytes.subarray(bytes.indexOf('stream', bytes.indexOf('12 0 obj')) + 7)
    expect(body.subarray(0, 12).toString('hex')).toBe('789c03000000000100000000')
  })

  test.each([
    ['encrypted', pdfBytes({ trailer: '/Encrypt 9 0 R' })],
    ['signed', pdfBytes({ objects: ['12 0 obj\n<< /Type /Sig /ByteRange [0 1 2 3] >>\nendobj\n'] })],
    ['attachments', pdfBytes({ catalogue: '/Names << /EmbeddedFiles 9 0 R >>' })],
  ])('that is %s is left to an officer', async (reason, bytes) => {
    expect((await copy(bytes, 'pdf')).answer).toEqual({ ok: false, code: 'pdf_metadata_unremovable', reason })
  })

  test('whose words stand packed, as programs write them since PDF 1.5, is written anew and names nobody', async () => {
    const pdf = await PDFDocument.create()
    const page = pdf.addPage([300, 300])
    page.drawText('the work itself')
    pdf.setAuthor(PERSON)
    pdf.setProducer(HOUSE)
    const { context } = pdf
    const note = { Type: 'Annot', Subtype: 'Text', Rect: [0, 0, 9, 9], T: PDFHexString.fromText(PHONE) }
    page.node.set(PDFName.of('Annots'), context.obj([context.register(context.obj(note))]))
    const piece = context.obj({ Illustrator: { Private: PDFHexString.fromText(FILE) } })
    for (const privateData of [false, true]) {
      if (privateData) page.node.set(PDFName.of('PieceInfo'), context.register(piece))
      const original = Buffer.from(await pdf.save({ useObjectStreams: true }))
      const { answer, bytes } = await copy(original, 'pdf')
      expect(answer).toEqual({ ok: true, kind: 'pdf' })
      const again = await PDFDocument.load(bytes, { updateMetadata: false })
      expect([again.getPageCount(), again.getAuthor()?.trim() ?? '', again.getProducer()?.trim() ?? '']).toEqual([
        1,
        '',
        '',
      ])
      const open = Buffer.from(await again.save({ useObjectStreams: false }))
      expect([sentinelsIn(bytes, NAMES), sentinelsIn(open, NAMES)]).toEqual([[], []])
      expect((await copy(original, 'pdf')).bytes).toEqual(bytes)
    }
  })

  test.each([
    ['pieces', pdfBytes({ ...full, catalogue: '/PieceInfo << /Adobe << /Private 10 0 R >> >>' })],
    [
      'an author in a pack',
      pdfBytes({ objects: [packed(12, '/Type /ObjStm /N 1 /First 4', `4 0 << /Author (${PERSON}) >>`)] }),
    ],
  ])('with %s names nobody', async (_, original) => {
    const { answer, bytes } = await copy(original, 'pdf')
    expect([answer, sentinelsIn(bytes, NAMES)]).toEqual([{ ok: true, kind: 'pdf' }, []])
  })

  test('of which the pages cannot be written anew is left to an officer', async () => {
    const odd = '12 0 obj\n<< /Type /ObjStm /Filter /LZWDecode /Length 1 >>\nstream\nx\nendstream\nendobj\n'
    const { answer } = await copy(pdfBytes({ objects: [odd], trailer: '/Broken' }).subarray(0, -30), 'pdf')
    expect(answer).toMatchObject({ ok: false, code: 'pdf_metadata_unremovable', reason: 'packed' })
  })

  test('locked by a library is left to an officer', async () => {
    const locked = await pdfkitBytes({ ownerPassword: 'x', info: { Author: PERSON } }, (pdf) => pdf.text('1'))
    expect((await copy(locked, 'pdf')).answer).toMatchObject({ ok: false, reason: 'encrypted' })
  })
})

test.each<[Kind, Buffer]>([
  ['mp3', Buffer.from('ID3')],
  ['wav', Buffer.from('RIFF')],
])('no blind copy of a %s is promised', async (kind, bytes) => {
  expect((await copy(bytes, kind)).answer).toEqual({ ok: false, code: 'blind_copy_not_possible', reason: 'kind' })
})

describe('a blind game', () => {
  const tagged = (sound: Buffer) =>
    Buffer.concat([Buffer.from([...Buffer.from('ID3'), 3, 0, 0, 0, 0, 0, 20]), Buffer.from(HOUSE.padEnd(20)), sound])
  const wav = (info: string) => {
    const chunk = (name: string, body: Buffer) => {
      const head = Buffer.alloc(8)
      head.write(name)
      head.writeUInt32LE(body.length, 4)
      return Buffer.concat([head, body])
    }
    const chunks = [chunk('fmt ', Buffer.alloc(16, 1)), ...(info ? [chunk('LIST', Buffer.from(info))] : [])]
    return chunk('RIFF', Buffer.concat([Buffer.from('WAVE'), ...chunks, chunk('data', Buffer.alloc(20, 2))]))
  }
  const sound = Buffer.alloc(600, 0xff)
  const planted = async (more: Record<string, Uint8Array> = {}) => {
    const drawn = await picture()
      .withExif({ IFD0: { Artist: PERSON, Model: PHONE } })
      .jpeg()
      .toBuffer()
    const files = {
      ...{ 'index.html': strToU8('<p>play</p>'), 'a.js': strToU8('play()'), 'kepu-marks.json': strToU8(PERSON) },
      ...{ 'pic.jpg': drawn, 'a.mp3': tagged(sound), 'b.wav': wav(`INFO${PHONE}x`), 'c.bin': strToU8('?'), ...more },
    }
    return Buffer.from(zipSync(files, { comment: HOUSE, level: 0 }))
  }

  test('holds the same files, drawn and sounding the same, and names nobody', async () => {
    const { answer, bytes } = await copy(await planted(), 'zip')
    expect(answer).toEqual({ ok: true, kind: 'zip' })
    const { 'pic.jpg': drawn, ...rest } = unzipSync(bytes)
    const known = { 'index.html': strToU8('<p>play</p>'), 'a.js': strToU8('play()'), 'c.bin': strToU8('?') }
    expect(Object.fromEntries(Object.entries(rest).map(([name, each]) => [name, Buffer.from(each)]))).toEqual(
      Object.fromEntries(
        Object.entries({ ...known, 'a.mp3': sound, 'b.wav': wav('') }).map(([name, each]) => [name, Buffer.from(each)]),
      ),
    )
    expect((await sharp(drawn).metadata()).exif).toBeUndefined()
    expect(sentinelsIn(Buffer.concat(Object.values(unzipSync(bytes))), NAMES)).toEqual([])
  })

  test('is searched in every file and name, however it is packed', async () => {
    const said = Buffer.from(zipSync({ 'index.html': strToU8('x'), 'a.js': strToU8(`// ${PERSON}`) }, { level: 9 }))
    const named = Buffer.from(zipSync({ 'index.html': strToU8('x'), [`${FILE}.txt`]: strToU8('x') }))
    const at = async (bytes: Buffer) => wordsFoundIn(await fileWith(folder, crypto.randomUUID(), bytes), NAMES)
    expect([await at(said), await at(named)]).toEqual([[PERSON], [FILE]])
  })

  test('with a picture that cannot be drawn is left to an officer', async () => {
    const { answer } = await copy(await planted({ 'broken.png': strToU8('no picture') }), 'zip')
    expect(answer).toEqual({ ok: false, code: 'blind_copy_not_possible', reason: 'inside_broken' })
  })
})

test('without ffmpeg a WebM waits', async () => {
  expect((await copy(Buffer.from('x'), 'webm')).answer).toMatchObject({ ok: false, reason: 'ffmpeg_missing' })
})

describe('hunting for words in a file', () => {
  test('finds them in every spelling, and across the seams of reading', async () => {
    const seam = Buffer.concat([Buffer.alloc(1024 * 1024 - 4, 'x'), Buffer.from(PERSON), Buffer.alloc(9)])
    const spelled = [
      seam,
      Buffer.from(PERSON, 'utf16le'),
      Buffer.from(PERSON, 'utf16le').swap16(),
      Buffer.from(utf16(PERSON)),
      Buffer.from(Buffer.from(PERSON).toString('hex').toUpperCase()),
    ]
    for (const bytes of spelled) {
      expect(await wordsFoundIn(await fileWith(folder, 'hunted', bytes), [HOUSE, PERSON, ''])).toEqual([PERSON])
    }
  })
})

describe('a blind DOCX (trap 40)', () => {
  const type = (part: string) => `<Override PartName="/${part}" ContentType="t"/>`
  const relation = (id: string, target: string, more = '') =>
    `<Relationship Id="${id}" Type="t" Target="${target}" ${more}/>`
  const change = `w:id="1" w:author="${PERSON}" w:date="2026-01-01T00:00:00Z" w:initials='${PERSON}'`

  async function docx(more: Record<string, string | Buffer> = {}): Promise<Buffer> {
    const named = await picture(40, 30)
      .withExif({ IFD0: { Artist: HOUSE } })
      .jpeg()
      .toBuffer()
    const parts: Record<string, string | Buffer> = {
      '[Content_Types].xml': `<?xml version="1.0" encoding="UTF-8"?><Types>${type('word/document.xml')}${type('docProps/core.xml')}${type('word/comments.xml')}${type('word/people.xml')}</Types>`,
      '_rels/.rels': `<Relationships>${relation('r1', 'word/document.xml')}${relation('r2', 'docProps/core.xml')}${relation('r3', 'docProps/thumbnail.jpeg')}</Relationships>`,
      'word/document.xml': `<w:document><!-- ${PERSON} --><w:body><w:p w:rsidR="00AB12CD"><w:commentRangeStart w:id="0"/><w:ins ${change}><w:r><w:t>科普的正文</w:t></w:r></w:ins><w:commentRangeEnd w:id="0"/><w:r><w:commentReference w:id="0"></w:commentReference></w:r><w:del ${change}><w:r><w:delText>旧</w:delText></w:r></w:del><wp:docPr id="1" descr="a > b" name="${FILE}"/><pic:cNvPr id="0" name='${FILE}'/><v:imagedata r:id="r5" o:title="${FILE}"/></w:p></w:body></w:document>`,
      'word/_rels/document.xml.rels': `<Relationships>${relation('r4', 'comments.xml')}${relation('r5', 'media/image1.jpeg')}${relation('r6', `file:///C:/Users/${HOUSE}/a.docx`, 'TargetMode="External"')}${relation('r7', `mailto:${PHONE}@example.org`, 'TargetMode="External"')}${relation('r8', 'https://example.org/science', 'TargetMode="External"')}${relation('r9', '../customXml/item1.xml')}</Relationships>`,
      'word/settings.xml': `<w:settings><w:rsids><w:rsidRoot w:val="00AB12CD"/></w:rsids><w:attachedTemplate r:id="rId1"/><w:docVars><w:docVar w:name="a" w:val="${PERSON}"/></w:docVars><w15:docId w15:val="{AB}"/><w:zoom w:percent="100"/></w:settings>`,
      'word/comments.xml': `<w:comments><w:comment w:author="${PERSON}"><w:t>${PERSON}</w:t></w:comment></w:comments>`,
      'word/people.xml': `<w15:people><w15:person w15:author="${PERSON}"/></w15:people>`,
      'word/media/image1.jpeg': named,
      'docProps/core.xml': `<dc:creator>${PERSON}</dc:creator>`,
      'docProps/app.xml': `<Company>${HOUSE}</Company>`,
      'docProps/custom.xml': PHONE,
      'docProps/thumbnail.jpeg': named,
      'customXml/item1.xml': PHONE,
      ...more,
    }
    const bytes = Object.entries(parts).map(
      ([name, text]) => [name, typeof text === 'string' ? strToU8(text) : new Uint8Array(text)] as const,
    )
    return Buffer.from(zipSync(Object.fromEntries(bytes)))
  }

  test('says what it says and shows what it shows, and names nobody', async () => {
    const { answer, bytes } = await copy(await docx(), 'docx')
    expect(answer).toEqual({ ok: true, kind: 'docx' })
    const parts = unzipSync(bytes)
    expect(Object.keys(parts).sort()).toEqual([
      ...['[Content_Types].xml', '_rels/.rels', 'word/_rels/document.xml.rels', 'word/document.xml'],
      ...['word/media/image1.jpeg', 'word/settings.xml'],
    ])
    const all = Buffer.concat(Object.values(parts))
    expect(sentinelsIn(all, [...NAMES, '00AB12CD', '2026-01-01', '{AB}', 'C:/Users'])).toEqual([])
    const text = (name: string) => Buffer.from(parts[name] ?? []).toString()
    expect(text('word/document.xml')).toBe(
      '<w:document><w:body><w:p><w:r><w:t>科普的正文</w:t></w:r><w:r></w:r><wp:docPr id="1" descr="a > b" name=""/><pic:cNvPr id="0" name=""/><v:imagedata r:id="r5"/></w:p></w:body></w:document>',
    )
    expect(text('word/settings.xml')).toBe('<w:settings><w:zoom w:percent="100"/></w:settings>')
    expect(text('[Content_Types].xml').match(/<Override/g)).toHaveLength(1)
    expect(text('_rels/.rels').match(/<Relationship /g)).toHaveLength(1)
    const relations = text('word/_rels/document.xml.rels')
    expect([...relations.matchAll(/Target="([^"]*)"/g)].map(([, target]) => target)).toEqual([
      ...['media/image1.jpeg', 'about:blank', 'about:blank', 'https://example.org/science'],
    ])
    expect((await sharp(parts['word/media/image1.jpeg']).metadata()).exif).toBeUndefined()
    const path = await fileWith(folder, 'blind.docx', bytes)
    expect(await sniffKind(path)).toMatchObject({ kind: 'docx' })
  })

  test('leaves out what programs know of people and places: fields, controls, permissions, earlier looks', async () => {
    const inner = `<?mso-x ${PERSON}?><w:p><w:pPr><w:b/><w:pPrChange w:author="${PERSON}"><w:pPr/></w:pPrChange></w:pPr><w:permStart w:id="1" w:ed="HOUSE\\${PERSON}"/><w:r><w:instrText>INCLUDEPICTURE "C:\\${PERSON}"</w:instrText></w:r><w:sdt><w:sdtPr><w:alias w:val="${PERSON}"/></w:sdtPr><w:r><w:t>正文</w:t></w:r></w:sdt><w:smartTag w:element="${PERSON}"><w:r><w:t>续</w:t></w:r></w:smartTag><w:permEnd w:id="1"/></w:p>`
    const { bytes } = await copy(await docx({ 'word/document.xml': `<w:document>${inner}</w:document>` }), 'docx')
    expect(Buffer.from(unzipSync(bytes)['word/document.xml'] ?? []).toString()).toBe(
      '<w:document><w:p><w:pPr><w:b/></w:pPr><w:r></w:r><w:sdt><w:sdtPr></w:sdtPr><w:r><w:t>正文</w:t></w:r></w:sdt><w:r><w:t>续</w:t></w:r></w:p></w:document>',
    )
  })

  test('with more words than a book is left to an officer, before anybody waits for it', async () => {
    const much = `<w:document>${'<w:p><w:r><w:t>x</w:t></w:r></w:p>'.repeat(500_000)}</w:document>`
    const { answer } = await copy(await docx({ 'word/document.xml': much }), 'docx')
    expect(answer).toMatchObject({ ok: false, reason: 'too_large' })
  })

  test('is read for words as its reader sees them: parted into runs, written as numbers, in descriptions', async () => {
    const split = (inner: string) => docx({ 'word/document.xml': `<w:document><w:body>${inner}</w:body></w:document>` })
    for (const inner of [
      '<w:p><w:r><w:t>张</w:t></w:r><w:proofErr w:type="x"/><w:r><w:t>三丰</w:t></w:r></w:p>',
      '<w:p><w:r><w:t>张&#19977;丰</w:t></w:r></w:p>',
      '<w:p><wp:docPr id="1" descr="张&#x4e09;丰的照片"/></w:p>',
    ]) {
      const { bytes } = await copy(await split(inner), 'docx')
      const path = await fileWith(folder, crypto.randomUUID(), bytes)
      expect(wordsInText(await wordsOfDocx(path), ['张三丰', '李四'])).toEqual(['张三丰'])
    }
    const { bytes } = await copy(
      await split('<w:p><w:r><w:t>张三</w:t></w:r></w:p><w:p><w:r><w:t>丰</w:t></w:r></w:p>'),
      'docx',
    )
    expect(wordsInText(await wordsOfDocx(await fileWith(folder, crypto.randomUUID(), bytes)), ['张三丰'])).toEqual([])
  })

  test('keeps the words of its text where they can be found', async () => {
    const path = await fileWith(folder, crypto.randomUUID(), await docx({ 'word/footer1.xml': `<w:t>${PERSON}</w:t>` }))
    const target = join(folder, crypto.randomUUID())
    expect(await blindCopy(path, 'docx', NO_TOOLS, target)).toEqual({ ok: true, kind: 'docx' })
    expect(await wordsFoundIn(target, NAMES)).toEqual([PERSON])
  })

  test.each<[string, Record<string, string | Buffer>]>([
    ['embedded', { 'word/embeddings/sheet.xlsx': 'x' }],
    ['embedded', { 'word/vbaData.xml': 'x' }],
    ['picture', { 'word/media/drawing.emf': 'x' }],
    ['picture', { 'word/media/drawing.svg': '<svg xmlns="http://www.w3.org/2000/svg"/>' }],
    ['picture', { 'word/media/image2.png': 'no picture' }],
    ['encoding', { 'word/styles.xml': '<!DOCTYPE a [<!ENTITY b "c">]><w:styles>&b;</w:styles>' }],
    ['encoding', { 'word/styles.xml': Buffer.from('\ufeff<w:styles/>', 'utf16le') }],
    ['broken', { 'word/styles.xml': '<w:styles a="' }],
  ])('is left to an officer because of %s: %o', async (reason, more) => {
    expect((await copy(await docx(more), 'docx')).answer).toEqual({
      ok: false,
      code: 'blind_copy_not_possible',
      reason,
    })
  })

  test('costs no time where it is made to', async () => {
    const hostile = {
      'word/styles.xml': `<w:styles>${'<w:docPr name='.repeat(1)}"${'<!--'.repeat(200_000)}"/></w:styles>`,
    }
    expect((await copy(await docx(hostile), 'docx')).answer).toEqual({ ok: true, kind: 'docx' })
    const open = { 'word/styles.xml': '<a '.repeat(300_000) }
    expect((await copy(await docx(open), 'docx')).answer).toMatchObject({ reason: 'broken' })
  })
})

test.each([
  ['trap 14: that names its neighbour', '<svg xmlns="http://www.w3.org/2000/svg"><image href="secret.png"/></svg>'],
  ['trap 14: with entities', '<!DOCTYPE svg [<!ENTITY a SYSTEM "file:///etc/passwd">]><svg>&a;</svg>'],
  ['trap 15: of 60000 × 60000', '<svg xmlns="http://www.w3.org/2000/svg" width="60000" height="60000"/>'],
])('an SVG is not taken in at all, so that none is ever opened: %s', async (_, drawing) => {
  const path = await fileWith(folder, 'drawing.svg', drawing)
  await expect(sniffKind(path, { name: 'drawing.svg', mime: 'image/svg+xml' })).rejects.toMatchObject({
    code: 'file_kind_not_allowed',
    params: { found: 'image/svg+xml' },
  })
})
