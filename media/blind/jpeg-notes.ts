const START_OF_SCAN = 0xda
const END_OF_IMAGE = 0xd9
const COMMENT = 0xfe

/**
 * Zeroes, in place, what a JPEG carries besides its picture (ITU-T T.81 annex B): EXIF, XMP, IPTC, comments, previews,
 * and whatever stands behind its end. Colour profile, JFIF and Adobe headers stay: without them the colours change.
 */
export function blankJpegNotes(bytes: Buffer): void {
  for (let at = 2; at + 4 <= bytes.length;) {
    if (bytes[at] !== 0xff) return
    const marker = bytes[at + 1] ?? 0
    if (marker === 0xff) at += 1
    else if (marker === END_OF_IMAGE) return void bytes.fill(0, at + 2)
    else {
      const end = Math.min(bytes.length, at + 2 + bytes.readUInt16BE(at + 2))
      if (!needed(marker, bytes.toString('latin1', at + 4, Math.min(end, at + 16)))) bytes.fill(0, at + 4, end)
      at = marker === START_OF_SCAN ? endOfScan(bytes, end) : end
    }
  }
}

function needed(marker: number, start: string): boolean {
  if (marker === COMMENT) return false
  if (marker < 0xe0 || marker > 0xef) return true
  if (marker === 0xe0) return start.startsWith('JFIF\0')
  if (marker === 0xe2) return start.startsWith('ICC_PROFILE\0')
  return marker === 0xee && start.startsWith('Adobe')
}

/** Inside a scan, 0xFF is followed by 0 (a data byte) or a restart marker; anything else ends it. */
function endOfScan(bytes: Buffer, from: number): number {
  for (let at = from; at + 1 < bytes.length; at++) {
    const next = bytes[at + 1] ?? 0
    if (bytes[at] === 0xff && next !== 0 && next !== 0xff && !(next >= 0xd0 && next <= 0xd7)) return at
  }
  return bytes.length
}
