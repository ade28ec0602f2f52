import { createReadStream, createWriteStream } from 'node:fs'
import { rm } from 'node:fs/promises'
import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { familyOf, kindOfExtension } from '../kinds'
import type { Kind } from '../kinds'
import type { Package } from '../package/read'
import { packAnew } from '../package/write'

/** Writes a blind copy of one file inside the package, or says why there is none. */
export type CopyInside = (path: string, kind: Kind, outPath: string) => Promise<string | null>

class NotBlind extends Error {}

/**
 * Packs a game anew: nothing of how it was packed, no marks of an earlier release, and of every picture, film, sound and
 * document inside its blind copy. Programs and texts stay as they are; `wordsFoundIn` reads them.
 * @returns null when it is done, else the technical word for why not
 */
export async function writeBlindPackage(from: string, to: string, copy: CopyInside): Promise<string | null> {
  const [whole, bare] = [`${to}.whole`, `${to}.bare`]
  const content = async (opened: Package, name: string): Promise<Readable> => {
    const kind = mediumOf(name)
    if (kind === null) return opened.open(name)
    await pipeline(await opened.open(name), createWriteStream(whole))
    const obstacle = await copy(whole, kind, bare).catch(() => 'broken')
    if (obstacle !== null) throw new NotBlind(obstacle)
    return createReadStream(bare)
  }
  try {
    await packAnew(from, to, { beside: {}, content })
    return null
  } catch (error) {
    if (error instanceof NotBlind) return `inside_${error.message}`
    throw error
  } finally {
    for (const path of [whole, bare]) await rm(path, { force: true })
  }
}

/** What carries words beside what it shows, by its ending: what only says so cannot be copied, and is told. */
function mediumOf(name: string): Kind | null {
  const kind = kindOfExtension(/\.(\w+)$/.exec(name)?.[1]?.toLowerCase() ?? '')
  return kind !== null && ['image', 'video', 'audio', 'document'].includes(familyOf(kind)) ? kind : null
}
