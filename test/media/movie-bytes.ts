/** Builds a small MP4 byte by byte: a picture track, and when asked a track of places whose sample names one. */

const u32 = (...numbers: number[]) => {
  const bytes = Buffer.alloc(numbers.length * 4)
  numbers.forEach((number, index) => bytes.writeUInt32BE(number, index * 4))
  return bytes
}

export function box(type: string, ...parts: (Buffer | string)[]): Buffer {
  const body = Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(part, 'utf8') : part)))
  return Buffer.concat([u32(body.length + 8), Buffer.from(type, 'latin1'), body])
}

const MATRIX = u32(0x10000, 0, 0, 0, 0x10000, 0, 0, 0, 0x40000000)
const TURNED = u32(0, 0x10000, 0, 0xffff0000, 0, 0, 0, 0, 0x40000000)
const MADE_AT = 0xe1234567

interface Track {
  id: number
  handler: string
  handlerName: string
  entry: Buffer
  sampleBytes: number
  sampleAt: number
  turned?: boolean
  extra?: Buffer
}

function track({ id, handler, handlerName, entry, sampleBytes, sampleAt, turned, extra }: Track): Buffer {
  const table = box(
    'stbl',
    box('stsd', u32(0, 1), entry),
    box('stts', u32(0, 1, 1, 2000)),
    box('stsc', u32(0, 1, 1, 1, 1)),
    box('stsz', u32(0, 0, 1, sampleBytes)),
    box('stco', u32(0, 1, sampleAt)),
  )
  const info = box('minf', box('vmhd', u32(1, 0, 0)), box('dinf', box('dref', u32(0, 1), box('url ', u32(1)))), table)
  const media = box(
    'mdia',
    box('mdhd', u32(0, MADE_AT, MADE_AT, 1000, 2000, 0)),
    box('hdlr', u32(0, 0), Buffer.from(handler, 'latin1'), u32(0, 0, 0), `${handlerName}\0`),
    info,
  )
  const size = [640 * 65536, 360 * 65536]
  const header = box('tkhd', u32(7, MADE_AT, MADE_AT, id, 0, 2000, 0, 0, 0, 0), turned ? TURNED : MATRIX, u32(...size))
  return box('trak', header, media, extra ?? Buffer.alloc(0))
}

function pictureEntry(encoder: string): Buffer {
  const name = Buffer.alloc(32)
  name.writeUInt8(encoder.length, 0)
  name.write(encoder, 1, 'latin1')
  return box('avc1', Buffer.alloc(42), name, Buffer.from([0, 24, 0xff, 0xff]), box('avcC', Buffer.from([1, 2, 3, 4])))
}

export interface Words {
  title: string
  place: string
  handler: string
  encoder: string
  xmp: string
  track: string
  free: string
}

export const PICTURE_DATA = Buffer.from('the compressed picture itself')

/** 640×360, two seconds, H.264 in name only. `turned` lays it on its side, `places` adds a data track. */
export function movieBytes(words: Partial<Words> = {}, { turned = false, places = false } = {}): Buffer {
  const head = box('ftyp', 'isom', u32(512), 'isomavc1')
  const place = Buffer.from(words.place ?? '', 'utf8')
  const data = box('mdat', PICTURE_DATA, place)
  const pictureAt = head.length + 8
  const moov = box(
    'moov',
    box('mvhd', u32(0, MADE_AT, MADE_AT, 1000, 2000, 0x10000, 0x01000000, 0, 0), MATRIX, Buffer.alloc(24), u32(3)),
    track({
      id: 1,
      handler: 'vide',
      handlerName: words.handler ?? 'VideoHandler',
      entry: pictureEntry(words.encoder ?? ''),
      sampleBytes: PICTURE_DATA.length,
      sampleAt: pictureAt,
      turned,
      extra: box('udta', box('name', words.track ?? '')),
    }),
    places
      ? track({
          id: 2,
          handler: 'meta',
          handlerName: 'places',
          entry: box('mebx', Buffer.alloc(8)),
          sampleBytes: place.length,
          sampleAt: pictureAt + PICTURE_DATA.length,
        })
      : Buffer.alloc(0),
    box('udta', box('\xa9nam', words.title ?? ''), box('\xa9xyz', words.place ?? '')),
  )
  return Buffer.concat([
    head,
    data,
    moov,
    box('uuid', Buffer.alloc(16, 7), words.xmp ?? ''),
    box('free', words.free ?? ''),
  ])
}
