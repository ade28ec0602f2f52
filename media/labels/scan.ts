import { open } from 'node:fs/promises'
import { strongest } from './label'
import { LABEL_NAMESPACE, labelInXmp, tracesInXmp } from './xmp'

const WINDOW = 4 * 1024 * 1024
const REACH = 16 * 1024
/** Names that nothing but a label has; `Label` itself is too common a word. */
const MARKERS = ['ContentProducer', 'ContentPropagator', 'ProduceID', 'PropagateID', 'ReservedCode']

export interface Scanned {
  /** The text of a whole label. */
  readonly raw: string | null
  /** True where something speaks of generation without being a label. */
  readonly traces: boolean
}

/**
 * Looks for a label in the bytes themselves, in the first and the last 4 MiB: behind the end of a picture, in a
 * container whose tool is missing, under a name that nobody expects. UTF-8 and both UTF-16 are read.
 */
export async function scanForLabel(path: string): Promise<Scanned> {
  const windows = await headAndTail(path)
  const found = windows.map(scanBytes)
  return { raw: strongest(found.map(({ raw }) => raw)), traces: found.some(({ traces }) => traces) }
}

async function headAndTail(path: string): Promise<Buffer[]> {
  const file = await open(path, 'r')
  try {
    const { size } = await file.stat()
    const starts = size <= WINDOW ? [0] : [0, Math.max(WINDOW, size - WINDOW)]
    return await Promise.all(
      starts.map(async (start) => {
        const length = Math.min(WINDOW, size - start)
        const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, start)
        return buffer.subarray(0, bytesRead)
      }),
    )
  } finally {
    await file.close()
  }
}

function scanBytes(bytes: Buffer): Scanned {
  const packet = xmpIn(bytes)
  const raw = strongest([packet === null ? null : labelInXmp(packet), objectIn(bytes)])
  return { raw, traces: (packet !== null && tracesInXmp(packet)) || bytes.includes(LABEL_NAMESPACE) }
}

function xmpIn(bytes: Buffer): string | null {
  const start = bytes.indexOf('<x:xmpmeta')
  const end = start === -1 ? -1 : bytes.indexOf('</x:xmpmeta>', start)
  return end === -1 ? null : bytes.toString('utf8', start, end + 12)
}

/** The JSON object around the first marker, in any of the encodings. */
function objectIn(bytes: Buffer): string | null {
  for (const marker of MARKERS) {
    const narrow = bytes.indexOf(marker)
    if (narrow !== -1) {
      const from = Math.max(0, narrow - REACH)
      const raw = objectAround(bytes.toString('utf8', from, narrow + REACH), marker)
      if (raw !== null) return raw
    }
    const wide = bytes.indexOf(Buffer.from(marker, 'utf16le'))
    if (wide !== -1) {
      const raw = objectAround(wideText(bytes, wide), marker) ?? objectAround(wideText(bytes, wide - 1, true), marker)
      if (raw !== null) return raw
    }
  }
  return null
}

function wideText(bytes: Buffer, at: number, big = false): string {
  const from = Math.max(at % 2 === 0 ? 0 : 1, at - REACH)
  const length = Math.min(2 * REACH, bytes.length - from) & ~1
  const part = Buffer.from(bytes.subarray(from, from + length))
  return (big ? part.swap16() : part).toString('utf16le')
}

/** Braces before a marker that may open its object: a file may be made of braces. */
const MOST_BRACES = 8

function objectAround(text: string, marker: string): string | null {
  let start = text.indexOf(marker)
  for (let tries = 0; tries < MOST_BRACES && start > 0; tries++) {
    start = text.lastIndexOf('{', start - 1)
    const raw = start === -1 ? null : balanced(text, start)
    if (raw?.includes(marker)) return raw
  }
  return null
}

/** The object that opens at `start`, as far as its braces outside of strings balance. */
function balanced(text: string, start: number): string | null {
  let depth = 0
  let quoted = false
  for (let at = start; at < text.length; at++) {
    const sign = text.charAt(at)
    if (sign === '\\') at++
    else if (sign === '"') quoted = !quoted
    else if (!quoted && sign === '{') depth++
    else if (!quoted && sign === '}' && --depth === 0) return text.slice(start, at + 1)
  }
  return null
}
