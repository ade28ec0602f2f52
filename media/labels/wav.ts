import { open, readFile, writeFile } from 'node:fs/promises'
import type { FileHandle } from 'node:fs/promises'
import { licenceText, versionText } from './marks'
import type { Marks } from './marks'
import { NOTHING } from './image'
import type { Carried } from './image'

interface Chunk {
  readonly id: string
  /** First byte of the header. */
  readonly start: number
  readonly length: number
}

const LONGEST_LABEL = 256 * 1024
/** A recording has some ten. */
const MOST_CHUNKS = 1000

/** Reads the RIFF chunk `AIGC`, wherever it stands. */
export async function labelInWav(path: string): Promise<Carried> {
  const file = await open(path, 'r')
  try {
    const found = (await chunksOf(file)).find(({ id }) => id === 'AIGC')
    if (found === undefined || found.length > LONGEST_LABEL) return NOTHING
    const { buffer } = await file.read(Buffer.alloc(found.length), 0, found.length, found.start + 8)
    return { raw: buffer.toString('utf8').replace(/\0+$/, ''), traces: false }
  } finally {
    await file.close()
  }
}

async function chunksOf(file: FileHandle): Promise<Chunk[]> {
  const { size } = await file.stat()
  const found: Chunk[] = []
  const head = Buffer.alloc(8)
  for (let start = 12; start + 8 <= size && found.length < MOST_CHUNKS;) {
    await file.read(head, 0, 8, start)
    const chunk = { id: head.toString('latin1', 0, 4), start, length: head.readUInt32LE(4) }
    found.push(chunk)
    start += 8 + chunk.length + (chunk.length % 2)
  }
  return found
}

/** Format and sound are all that is kept; the label stands behind the format, where players do not stumble over it. */
const KEPT = new Set(['fmt ', 'fact', 'data'])

/** Writes a WAV with the same sound, the marks, and no other chunk. */
export async function writeWavMarks(from: string, to: string, marks: Marks): Promise<void> {
  const file = await open(from, 'r')
  const chunks = await chunksOf(file).finally(() => file.close())
  const bytes = await readFile(from)
  const kept = chunks
    .filter(({ id }) => KEPT.has(id))
    .map(({ id, start, length }) => chunk(id, bytes.subarray(start + 8, start + 8 + length)))
  const [format = Buffer.alloc(0), ...sound] = kept
  const body = Buffer.concat([Buffer.from('WAVE'), format, ...labelChunk(marks), ...infoChunk(marks), ...sound])
  await writeFile(to, chunk('RIFF', body))
}

const labelChunk = ({ label }: Marks): Buffer[] => (label === null ? [] : [chunk('AIGC', Buffer.from(label))])

function infoChunk({ rights }: Marks): Buffer[] {
  if (rights === undefined) return []
  const said = { IART: rights.credit, ICOP: licenceText(rights), ICMT: versionText(rights) }
  const parts = Object.entries(said).map(([id, text]) => chunk(id, Buffer.from(`${text}\0`)))
  return [chunk('LIST', Buffer.concat([Buffer.from('INFO'), ...parts]))]
}

function chunk(id: string, body: Buffer): Buffer {
  const head = Buffer.alloc(8)
  head.write(id, 0, 'latin1')
  head.writeUInt32LE(body.length, 4)
  return Buffer.concat([head, body, Buffer.alloc(body.length % 2)])
}
