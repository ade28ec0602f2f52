import { createReadStream } from 'node:fs'
import { openPackage } from '../package/read'

/** How a word may be written down in a file, in bytes. Hex in both cases, as PDF strings have it. */
function spellings(word: string): Buffer[] {
  const utf8 = Buffer.from(word, 'utf8')
  const little = Buffer.from(word, 'utf16le')
  const big = Buffer.from(little).swap16()
  const hex = [utf8, big].map((bytes) => bytes.toString('hex'))
  return [utf8, little, big, ...hex.flatMap((text) => [Buffer.from(text), Buffer.from(text.toUpperCase())])]
}

/** Of the words those that stand in a text. */
export const wordsInText = (text: string, words: readonly string[]): string[] =>
  words.filter((word) => word !== '' && text.includes(word))

/**
 * Which of the words stand in a file, searched byte by byte as UTF-8, UTF-16 of both orders, and hex; of a package in the
 * names of its files and in each of them unpacked as well. Words inside other compressed parts are not seen. Case counts.
 * Memory stays flat.
 */
export async function wordsFoundIn(path: string, words: readonly string[]): Promise<string[]> {
  const hunt = huntFor(words)
  await hunt.through(createReadStream(path, { highWaterMark: 1024 * 1024 }))
  const opened = await openPackage(path).catch(() => null)
  if (opened === null) return hunt.found()
  try {
    for (const name of opened.names) {
      await hunt.through([Buffer.from(name)])
      await hunt.through(await opened.open(name))
    }
  } finally {
    opened.close()
  }
  return hunt.found()
}

function huntFor(words: readonly string[]) {
  const sought = words.filter((word) => word !== '').map((word) => ({ word, spellings: spellings(word) }))
  const overlap = Math.max(0, ...sought.flatMap((one) => one.spellings.map((bytes) => bytes.length)))
  const found = new Set<string>()
  return {
    async through(chunks: AsyncIterable<unknown> | Iterable<Buffer>): Promise<void> {
      let kept: Buffer = Buffer.alloc(0)
      for await (const chunk of chunks) {
        const window = Buffer.concat([kept, chunk as Buffer])
        for (const one of sought) {
          if (one.spellings.some((bytes) => window.includes(bytes))) found.add(one.word)
        }
        kept = window.subarray(Math.max(0, window.length - overlap))
      }
    },
    found: (): string[] => sought.map((one) => one.word).filter((word) => found.has(word)),
  }
}
