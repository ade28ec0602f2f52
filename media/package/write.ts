import { createWriteStream } from 'node:fs'
import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import yazl from 'yazl'
import { NOTHING } from '../labels/image'
import type { Carried } from '../labels/image'
import { tagsOf } from '../labels/marks'
import type { Marks } from '../labels/marks'
import { MARKS, openPackage } from './read'
import type { Package } from './read'

const LONGEST_MARKS = 64 * 1024

/** A fixed hour and plain files, so that the same input gives the same bytes; 1980 is where a zip's calendar begins. */
const PLAIN = { mtime: new Date(1980, 0, 1), mode: 0o100644, forceDosTimestamp: true } as const

/**
 * Packs the same files anew in the order of their names, without anybody's comments, dates and extra fields, and with the
 * marks beside them.
 * @throws MediaRefusal as `openPackage`
 */
export async function writePackage(from: string, to: string, marks: Marks): Promise<void> {
  const told = Buffer.from(`${JSON.stringify(tagsOf(marks), null, 2)}\n`)
  await packAnew(from, to, { beside: { [MARKS]: told }, content: async (opened, name) => opened.open(name) })
}

/** What stands beside a package's own files, and what each of those becomes. */
interface Contents {
  readonly beside: Readonly<Record<string, Buffer>>
  /** Asked for one file after the other. */
  readonly content: (opened: Package, name: string) => Promise<Readable>
}

/** Packs a package's files anew, but for marks that it brought. @throws MediaRefusal as `openPackage` */
export async function packAnew(from: string, to: string, { beside, content }: Contents): Promise<void> {
  const opened = await openPackage(from)
  try {
    const zip = new yazl.ZipFile()
    const failed = new Promise<never>((_, reject) => zip.on('error', reject))
    for (const [name, bytes] of Object.entries(beside)) zip.addBuffer(bytes, name, PLAIN)
    for (const name of opened.names.filter((each) => each !== MARKS))
      zip.addReadStreamLazy(name, PLAIN, (give) => {
        content(opened, name).then(
          (stream) => {
            give(null, stream)
          },
          (error: unknown) => {
            zip.emit('error', error)
          },
        )
      })
    zip.end()
    await Promise.race([pipeline(zip.outputStream, createWriteStream(to)), failed])
  } finally {
    opened.close()
  }
}

/** The label in a package that carries marks of ours. */
export async function labelInPackage(path: string): Promise<Carried> {
  const opened = await openPackage(path)
  try {
    if (!opened.names.includes(MARKS)) return NOTHING
    const parts: Buffer[] = []
    let length = 0
    for await (const part of (await opened.open(MARKS)) as AsyncIterable<Buffer>) {
      length += part.length
      if (length > LONGEST_MARKS) return NOTHING
      parts.push(part)
    }
    const marks: unknown = JSON.parse(Buffer.concat(parts).toString('utf8'))
    const label = typeof marks === 'object' && marks !== null && 'AIGC' in marks ? marks.AIGC : null
    return typeof label === 'string' ? { raw: label, traces: false } : NOTHING
  } finally {
    opened.close()
  }
}
