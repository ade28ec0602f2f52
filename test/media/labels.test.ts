import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { strToU8, zipSync } from 'fflate'
import sharp from 'sharp'
import {
  NO_LABEL,
  NO_TOOLS,
  carries,
  declaredLabel,
  parseLabel,
  raised,
  readLabel,
  writtenLabel,
} from '../../media/index'
import type { Container } from '../../media/index'
import { LABEL_FIELDS } from '../../media/labels/label'
import { withTextLabel } from '../../media/labels/text'
import { writeWavMarks } from '../../media/labels/wav'
import { xmpPacket } from '../../media/labels/xmp'
import { fileWith, picture, tempFolder, tools } from './support'
import { zipBytes } from './zip-bytes'

const folder = tempFolder()
const PRODUCER = '001191500000MA5U00000000001'
const fields = {
  Label: '1',
  ContentProducer: PRODUCER,
  ProduceID: '作品-0001',
  ReservedCode1: '{"hash":"a<b>&\\"c\\""}',
  ContentPropagator: '某平台',
  PropagateID: 'p-1',
  ReservedCode2: '',
}
const text = JSON.stringify(fields)

const read = async (bytes: Buffer | string, container: Container) =>
  readLabel(await fileWith(folder, crypto.randomUUID(), bytes), container, NO_TOOLS)

describe('a label is read liberally', () => {
  test.each([
    ['as the standard has it', text, fields],
    ['in another order', JSON.stringify(Object.fromEntries(Object.entries(fields).reverse())), fields],
    ['with two fields only', '{"Label":"1","ContentProducer":"x"}', { Label: '1', ContentProducer: 'x' }],
    ['with a number', '{"Label":1}', { Label: '1' }],
    ['with a word', '{"Label":"AIGC","ProduceID":"7"}', { Label: 'AIGC', ProduceID: '7' }],
    ['with other capitals', '{"label":"2","contentproducer":"x"}', { Label: '2', ContentProducer: 'x' }],
    ['escaped for XML', text.replaceAll('&', '&amp;').replaceAll('"', '&quot;'), fields],
    ['nested', JSON.stringify({ AIGC: fields }), fields],
    ['as text in text', JSON.stringify({ AIGC: text }), fields],
    ['as lines', 'Label: 1\nContentProducer: "x y"\n', { Label: '1', ContentProducer: 'x y' }],
  ])('%s', (_, raw, expected) => {
    expect(parseLabel(raw)).toEqual({ state: 'found', fields: expected, raw })
  })

  test.each(['yes', '{"Label":', '{"Label":"0"}', '[1]'])(
    'what cannot be understood is a trace, and kept: %s',
    (raw) => {
      expect(parseLabel(raw)).toMatchObject({ state: 'suspected', raw })
    },
  )
})

describe('of several labels the one that says most counts', () => {
  const weak = '{"Label":"0"}'
  const packet = (...labels: string[]) =>
    `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:TC260="http://www.tc260.org.cn/ns/AIGC/1.0/">${labels
      .map((each) => `<TC260:AIGC>${each.replaceAll('"', '&quot;').replaceAll('<', '&lt;')}</TC260:AIGC>`)
      .join('')}</rdf:RDF></x:xmpmeta>`

  test('in one packet, whichever comes first, and where one is empty', async () => {
    for (const labels of [
      [weak, text],
      [text, weak],
      ['', text],
    ]) {
      const jpeg = await picture()
        .withXmp(packet(...labels))
        .jpeg()
        .toBuffer()
      expect(await read(jpeg, 'jpeg')).toMatchObject({ state: 'found', fields })
    }
  })

  test('in the objects of a PDF, and where the entry stands in another object', async () => {
    const hex = `<FEFF${Buffer.from(text, 'utf16le').swap16().toString('hex')}>`
    const pdf = (...objects: string[]) =>
      `%PDF-1.4\n${objects.join('\n')}\ntrailer\n<< /Info 9 0 R >>\nstartxref\n0\n%%EOF`
    expect(
      await read(pdf('8 0 obj\n<< /AIGC ({"Label":"0"}) >>\nendobj', `9 0 obj\n<< /AIGC ${hex} >>\nendobj`), 'pdf'),
    ).toMatchObject({ state: 'found', fields })
    expect(await read(pdf('9 0 obj\n<< /AIGC 5 0 R >>\nendobj', `5 0 obj\n${hex}\nendobj`), 'pdf')).toMatchObject({
      state: 'found',
      fields,
    })
  })

  test.each([
    ['beside other keys', `{"v":"1","AIGC":${text}}`],
    ['in a list', `[${text}]`],
    ['with other words around it', `AIGC=${text};`],
    ['in single quotes', "{'Label': '1', 'ProduceID': '作品-0001'}"],
    ['with NUL behind it', `${text}\0\0`],
  ])('%s', (_, raw) => {
    expect(parseLabel(raw)).toMatchObject({ state: 'found', fields: { Label: '1', ProduceID: '作品-0001' } })
  })
})

describe('a file that is made to be slow', () => {
  const spaces = ' '.repeat(24_000)
  test.each([
    ['spaces and colons', `a:${spaces}x${spaces}y`],
    ['open tags', '<TC260:AIGC>'.repeat(20_000)],
    ['open attributes', '<a TC260:Label="'.repeat(20_000)],
    ['braces', '{'.repeat(200_000) + 'ContentProducer'],
    ['long values', `{"Label":"1","ProduceID":"${'x'.repeat(200_000)}"}`],
  ])('is read all the same: %s', async (_, inner) => {
    const xmp = `<x:xmpmeta xmlns:x="adobe:ns:meta/"><TC260:AIGC>${inner}</TC260:AIGC></x:xmpmeta>`
    for (const body of [xmp, inner]) {
      const { state, raw } = await read(Buffer.from(`GIF89a XMP DataXMP${body}`), 'gif')
      expect([body === xmp && state === 'none', (raw ?? '').length <= 16_384]).toEqual([false, true])
    }
  })

  test('a recording of nothing but chunks, too', async () => {
    const chunks = Buffer.from('none\0\0\0\0'.repeat(100_000), 'latin1')
    expect(await read(Buffer.concat([Buffer.from('RIFF\0\0\0\0WAVE', 'latin1'), chunks]), 'wav')).toEqual(NO_LABEL)
  })
})

describe('a label is written strictly', () => {
  test('in a size that every carrier holds, with no sign that one of them cannot', () => {
    const said = '"'.repeat(2500) + '\u007f\u0085\ud800'
    const label = parseLabel(
      JSON.stringify({ Label: '1', ProduceID: `a\u0085b${said}`, ReservedCode1: '"'.repeat(2500) }),
    )
    const written = writtenLabel(label) ?? ''
    expect(written).not.toMatch(/[\p{Cc}\p{Cs}]/u)
    expect((JSON.parse(written) as Record<string, string>).ProduceID?.slice(0, 3)).toBe('a\u0085b')
    expect(Buffer.byteLength(xmpPacket({ label: written }) ?? '')).toBeLessThan(60_000)
  })

  test.each([
    ['AIGC', '1'],
    ['可能', '2'],
    ['疑似生成', '3'],
    ['3', '3'],
    ['anything else', '1'],
  ])('%s becomes %s', (said, digit) => {
    const written = writtenLabel(parseLabel(JSON.stringify({ Label: said })))
    expect(Object.keys(JSON.parse(written ?? '') as object)).toEqual([...LABEL_FIELDS])
    expect(JSON.parse(written ?? '')).toMatchObject({ Label: digit, ContentProducer: '' })
  })

  test('the maker’s word is "may be", a trace is "suspected", nothing is nothing', () => {
    expect(writtenLabel(declaredLabel(true))).toContain('"Label":"2"')
    expect(writtenLabel(parseLabel('?'))).toContain('"Label":"3"')
    expect(writtenLabel(declaredLabel(false))).toBeNull()
  })

  test('whatever the producer’s fields hold goes through unchanged; only the propagator becomes ours', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string(), (producer, reserved) => {
        const found = parseLabel(JSON.stringify({ ...fields, ContentProducer: producer, ReservedCode1: reserved }))
        const written = writtenLabel(found, { propagator: '我们', id: 'KPW-1' }) ?? ''
        const again = parseLabel(written)
        expect(again.fields).toEqual({
          ...{ ...fields, ContentProducer: producer, ReservedCode1: reserved },
          ...{ ContentPropagator: '我们', PropagateID: 'KPW-1' },
        })
        expect(carries(again, written)).toBe(true)
      }),
    )
  })

  test('a state only rises', () => {
    const [found, trace, said] = [parseLabel(text), parseLabel('?'), declaredLabel(true)]
    expect(raised(found, said)).toBe(found)
    expect(raised(said, found)).toBe(found)
    expect(raised(trace, said)).toBe(said)
    expect(raised(found, NO_LABEL)).toBe(found)
  })

  test('another label than the one that was written is not the same', () => {
    expect(carries(parseLabel(text.replace('p-1', 'p-2')), text)).toBe(false)
    expect(carries(NO_LABEL, text)).toBe(false)
    expect(carries(parseLabel(text), null)).toBe(false)
    expect(carries(NO_LABEL, null)).toBe(true)
  })
})

const packet = (inner: string, attributes = '') =>
  `<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about=""${attributes}>${inner}</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="w"?>`
const NAMESPACE = 'http://www.tc260.org.cn/ns/AIGC/1.0/'
const quoted = text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')

describe('pictures carry it in XMP', () => {
  test.each(['jpeg', 'png', 'webp', 'avif'] as const)('%s, as we write it', async (kind) => {
    const marked = picture(64, 48).withXmp(xmpPacket({ label: text }) ?? '')
    const bytes = await (kind === 'avif' ? marked.avif({ effort: 0 }) : marked.toFormat(kind)).toBuffer()
    expect(await read(bytes, kind)).toMatchObject({ state: 'found', fields })
  })

  test.each([
    ['an attribute', packet('', ` xmlns:TC260="${NAMESPACE}" TC260:AIGC="${quoted}"`)],
    ['another prefix', packet(`<a:AIGC>${quoted}</a:AIGC>`, ` xmlns:a="${NAMESPACE}"`)],
    ['CDATA', packet(`<TC260:AIGC><![CDATA[${text}]]></TC260:AIGC>`, ` xmlns:TC260="${NAMESPACE}"`)],
    [
      'a structure',
      packet(
        `<TC260:AIGC rdf:parseType="Resource">${Object.entries(fields)
          .map(
            ([key, value]) => `<TC260:${key}>${value.replaceAll('&', '&amp;').replaceAll('<', '&lt;')}</TC260:${key}>`,
          )
          .join('')}</TC260:AIGC>`,
        ` xmlns:TC260="${NAMESPACE}"`,
      ),
    ],
  ])('as %s', async (_, xmp) => {
    expect(await read(await picture(64, 48).withXmp(xmp).jpeg().toBuffer(), 'jpeg')).toMatchObject({
      state: 'found',
      fields,
    })
  })

  test('or, in the wild, as a plain PNG chunk, or behind the end of the file', async () => {
    const png = await picture(64, 48).png().toBuffer()
    const chunked = Buffer.concat([png.subarray(0, 33), pngText('AIGC', text), png.subarray(33)])
    expect((await read(chunked, 'png')).fields.ContentProducer).toBe(PRODUCER)
    const behind = Buffer.concat([png, Buffer.from(packet(`<TC260:AIGC>${quoted}</TC260:AIGC>`))])
    expect(await read(behind, 'png')).toMatchObject({ state: 'found', fields })
  })

  test('a GIF is read by its application block', async () => {
    const gif = await picture(64, 48).gif().toBuffer()
    const block = Buffer.concat([
      Buffer.from('21ff0b584d502044617461584d50', 'hex'),
      Buffer.from(packet(`<TC260:AIGC>${quoted}</TC260:AIGC>`)),
      Buffer.from([1, ...Array.from({ length: 256 }, (_, n) => 255 - n), 0]),
    ])
    expect(await read(Buffer.concat([gif.subarray(0, -1), block, gif.subarray(-1)]), 'gif')).toMatchObject({
      state: 'found',
      fields,
    })
  })

  test('IPTC’s word for generated pictures makes them suspected; a plain picture has none', async () => {
    const source = 'http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia'
    const xmp = packet(`<Iptc4xmpExt:DigitalSourceType>${source}</Iptc4xmpExt:DigitalSourceType>`)
    expect(await read(await picture(64, 48).withXmp(xmp).png().toBuffer(), 'png')).toMatchObject({ state: 'suspected' })
    expect(await read(await picture(64, 48).jpeg().toBuffer(), 'jpeg')).toEqual(NO_LABEL)
  })
})

/** A text chunk of a PNG; libpng believes its checksum only when asked to. */
function pngText(keyword: string, said: string): Buffer {
  const body = Buffer.concat([Buffer.from('iTXt'), Buffer.from(`${keyword}\0\0\0\0\0`), Buffer.from(said)])
  const length = Buffer.alloc(4)
  length.writeUInt32BE(body.length - 4)
  const sum = Buffer.alloc(4)
  sum.writeUInt32BE(crc32(body))
  return Buffer.concat([length, body, sum])
}

function crc32(bytes: Buffer): number {
  let crc = 0xffffffff
  for (const byte of bytes) {
    crc ^= byte
    for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0)
  }
  return (crc ^ 0xffffffff) >>> 0
}

describe('documents and texts', () => {
  test.each([
    [
      'an information entry in hexadecimal',
      `<< /AIGC <feff${Buffer.from(text, 'utf16le').swap16().toString('hex')}> >>`,
    ],
    ['an information entry in parentheses', `<< /AIGC (${text.replace(/[\\()]/g, '\\$&')}) /Title (x) >>`],
  ])('a PDF with %s', async (_, info) => {
    const source = `%PDF-1.7\n1 0 obj\n${info}\nendobj\ntrailer\n<< /Info 1 0 R >>\nstartxref\n0\n%%EOF\n`
    expect(await read(Buffer.from(source), 'pdf')).toMatchObject({ state: 'found', fields })
  })

  test('a DOCX by its custom property', async () => {
    const custom = `<Properties><property fmtid="{D5}" pid="2" name="AIGC"><vt:lpwstr>${quoted}</vt:lpwstr></property></Properties>`
    const docx = zipBytes({ '[Content_Types].xml': '', 'word/document.xml': '', 'docProps/custom.xml': custom })
    expect(await read(docx, 'docx')).toMatchObject({ state: 'found', fields })
  })

  test.each([
    ['JSON in front matter', `---\ntitle: x\nAIGC: '${text.replaceAll("'", "''")}'\n---\nwords`],
    ['indented fields', '---\nAIGC:\n  Label: "1"\n  ContentProducer: x\n---\nwords'],
    ['bare fields', '---\nLabel: 1\nContentProducer: x\n---\n'],
  ])('Markdown with %s', async (_, markdown) => {
    expect(await read(markdown, 'text')).toMatchObject({ state: 'found' })
  })

  test('an article about labels has none, and a text keeps its words when it is labelled, twice', async () => {
    const article = `---\ntitle: 标识\n---\n${text}\n`
    expect(await read(article, 'text')).toEqual(NO_LABEL)
    const labelled = withTextLabel(withTextLabel(article, '{"Label":"3"}'), text)
    expect(labelled.endsWith(`---\n${text}\n`)).toBe(true)
    expect(labelled).toContain('title: 标识')
    expect(await read(labelled, 'text')).toMatchObject({ state: 'found', fields })
    expect(await read(withTextLabel('words', text), 'text')).toMatchObject({ fields })
  })
})

test('a WAV carries it in a chunk of its own, and the same sound', async () => {
  const samples = Buffer.from(Array.from({ length: 200 }, (_, n) => n))
  const wav = wavBytes([
    ['LIST', Buffer.from('INFOIART\u0006\0\0\0Secret')],
    ['data', samples],
  ])
  const from = await fileWith(folder, 'plain.wav', wav)
  const to = join(folder, 'labelled.wav')
  const rights = { credit: '某人', licence: 'CC BY 4.0', work: 'KPW-1', version: 2 }
  await writeWavMarks(from, to, { label: text, rights })
  const bytes = await readFile(to)
  expect(await readLabel(to, 'wav', NO_TOOLS)).toMatchObject({ state: 'found', fields })
  expect(bytes.includes(samples) && bytes.includes('KPW-1 v2') && !bytes.includes('Secret')).toBe(true)
  expect(bytes.readUInt32LE(4)).toBe(bytes.length - 8)
  expect(await readLabel(from, 'wav', tools)).toEqual(NO_LABEL)
})

function wavBytes(chunks: [string, Buffer][]): Buffer {
  const format = Buffer.from('01000100401f0000401f000001000800', 'hex')
  const parts = [['fmt ', format] as [string, Buffer], ...chunks].map(([id, body]) => {
    const head = Buffer.alloc(8)
    head.write(id, 'latin1')
    head.writeUInt32LE(body.length, 4)
    return Buffer.concat([head, body])
  })
  const body = Buffer.concat([Buffer.from('WAVE'), ...parts])
  const riff = Buffer.alloc(8)
  riff.write('RIFF')
  riff.writeUInt32LE(body.length, 4)
  return Buffer.concat([riff, body])
}

test('files that break their readers end in an answer', async () => {
  const label = Buffer.from(text)
  for (const container of ['jpeg', 'png', 'gif', 'mp4', 'mp3', 'wav', 'pdf', 'docx', 'text', 'zip'] as const) {
    for (const bytes of [Buffer.from('x'), label.subarray(0, 60), sharpNoise()])
      expect(['none', 'suspected', 'found']).toContain((await read(bytes, container)).state)
  }
})

test('files made to hold up their readers do not', async () => {
  const properties = (xml: string) => zipSync({ 'docProps/custom.xml': strToU8(xml) })
  const opened = Buffer.from(properties('<property '.repeat(100_000)))
  expect(await read(opened, 'docx')).toMatchObject({ state: 'none' })
  const entry = opened.lastIndexOf('docProps/custom.xml') - 46
  const many = Array.from({ length: 5000 }, () => opened.subarray(entry, entry + 65))
  expect(
    await read(Buffer.concat([opened.subarray(0, entry), ...many, endOfZip(many.length, entry)]), 'docx'),
  ).toMatchObject({
    state: 'none',
  })
  const pdf = `%PDF-1.7\n${'1 0 obj/AIGC 1 0 R endobj\n'.repeat(60_000)}startxref\n0\n%%EOF\n`
  expect(await read(Buffer.from(pdf), 'pdf')).toMatchObject({ state: 'none' })
})

function endOfZip(entries: number, offset: number): Buffer {
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(entries, 8)
  end.writeUInt16LE(entries, 10)
  end.writeUInt32LE(entries * 65, 12)
  end.writeUInt32LE(offset, 16)
  return end
}

const sharpNoise = () => Buffer.from(Array.from({ length: 3000 }, (_, n) => (n * 7919) % 251))

test('a picture that sharp cannot open is searched all the same', async () => {
  await expect(sharp(Buffer.from(`junk ${text}`)).metadata()).rejects.toThrow()
  expect(await read(Buffer.from(`junk ${text} junk`), 'jpeg')).toMatchObject({ state: 'found', fields })
})
