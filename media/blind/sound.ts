import { readFile, writeFile } from 'node:fs/promises'

/** Length of a tag of ID3v2 at the beginning, four times seven bits behind six bytes; 0 where there is none. */
function id3Length(bytes: Buffer): number {
  if (bytes.length < 10 || bytes.toString('latin1', 0, 3) !== 'ID3') return 0
  const [a = 0, b = 0, c = 0, d = 0] = bytes.subarray(6, 10)
  const footer = ((bytes[5] ?? 0) & 0x10) === 0 ? 0 : 10
  return 10 + ((a & 127) << 21) + ((b & 127) << 14) + ((c & 127) << 7) + (d & 127) + footer
}

/** Where the sound ends: before ID3v1, APEv2 and whatever else stands behind it in their place. */
function soundEnd(bytes: Buffer): number {
  const without = bytes.length >= 128 && bytes.toString('latin1', bytes.length - 128).startsWith('TAG') ? 128 : 0
  const end = bytes.length - without
  if (end < 32 || bytes.toString('latin1', end - 32, end - 24) !== 'APETAGEX') return end
  const header = (bytes.readUInt32LE(end - 12) & 0x80000000) === 0 ? 0 : 32
  return Math.max(0, end - bytes.readUInt32LE(end - 20) - header)
}

function bareMp3(bytes: Buffer): Buffer {
  let start = 0
  for (let more = id3Length(bytes); more > 0; more = id3Length(bytes.subarray(start))) start += more
  return bytes.subarray(start, Math.max(start, soundEnd(bytes)))
}

/** What plays a WAV: its format, its samples, and how many of those there are. */
const PLAYED = new Set(['fmt ', 'data', 'fact'])

/** Null where it is no RIFF of WAVE. */
function bareWav(bytes: Buffer): Buffer | null {
  if (bytes.toString('latin1', 0, 4) !== 'RIFF' || bytes.toString('latin1', 8, 12) !== 'WAVE') return null
  const kept: Buffer[] = []
  for (let at = 12; at + 8 <= bytes.length;) {
    const end = at + 8 + bytes.readUInt32LE(at + 4)
    if (PLAYED.has(bytes.toString('latin1', at, at + 4))) kept.push(bytes.subarray(at, end + (end % 2)))
    at = end + (end % 2)
  }
  const chunks = Buffer.concat(kept)
  const head = Buffer.from('RIFF\0\0\0\0WAVE', 'latin1')
  head.writeUInt32LE(chunks.length + 4, 4)
  return Buffer.concat([head, chunks])
}

/** Writes a sound without the tags around it; no sample changes. False for a kind that has others. */
export async function copySoundBare(path: string, kind: string, outPath: string): Promise<boolean> {
  if (kind !== 'mp3' && kind !== 'wav') return false
  const bytes = await readFile(path)
  const bare = kind === 'mp3' ? bareMp3(bytes) : bareWav(bytes)
  if (bare !== null) await writeFile(outPath, bare)
  return bare !== null
}
