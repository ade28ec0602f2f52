/** Pictures inside documents keep their picture and colours, and say nothing else: bytes are left out, none is drawn anew. */

const START_OF_SCAN = 0xda
const COLOURS = Buffer.from('ICC_PROFILE\0')

/** JFIF and Adobe segments say how to read the picture, APP2 may hold its colours; the others and comments are dropped. */
function keeps(marker: number, body: Buffer): boolean {
  if (marker === 0xfe) return false
  if (marker < 0xe0 || marker > 0xef) return true
  return marker === 0xe0 || marker === 0xee || (marker === 0xe2 && body.subarray(0, COLOURS.length).equals(COLOURS))
}

/** A JPEG without EXIF, XMP, IPTC and comments; what is not read through to its scan stays as it is. */
export function bareJpeg(bytes: Buffer): Buffer {
  if (bytes[0] !== 0xff || bytes[1] !== 0xd8) return bytes
  const kept = [bytes.subarray(0, 2)]
  for (let at = 2; at + 4 <= bytes.length;) {
    if (bytes[at] !== 0xff) return bytes
    const marker = bytes[at + 1] ?? 0
    if (marker === START_OF_SCAN) return Buffer.concat([...kept, bytes.subarray(at)])
    const end = at + 2 + bytes.readUInt16BE(at + 2)
    if (keeps(marker, bytes.subarray(at + 4, end))) kept.push(bytes.subarray(at, end))
    at = end
  }
  return bytes
}

const SIGNATURE = Buffer.from('89504e470d0a1a0a', 'hex')
const WORDS = new Set(['tEXt', 'zTXt', 'iTXt', 'eXIf', 'tIME'])

/** A PNG without its texts, EXIF and time. */
export function barePng(bytes: Buffer): Buffer {
  if (!bytes.subarray(0, 8).equals(SIGNATURE)) return bytes
  const kept = [bytes.subarray(0, 8)]
  for (let at = 8; at + 12 <= bytes.length;) {
    const end = at + 12 + bytes.readUInt32BE(at)
    if (end > bytes.length) return bytes
    if (!WORDS.has(bytes.toString('latin1', at + 4, at + 8))) kept.push(bytes.subarray(at, end))
    at = end
  }
  return Buffer.concat(kept)
}

export const barePicture = (bytes: Buffer): Buffer => barePng(bareJpeg(bytes))
