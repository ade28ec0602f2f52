import { rm } from 'node:fs/promises'
import { checkRendition } from '../check'
import { DEMUXERS } from '../facts/timed'
import type { Kind } from '../kinds'
import type { How } from '../plan'
import { writeFailure } from '../refusal'
import type { Tools } from '../tools'
import { makeImage } from './image'
import { makePoster, remuxForWeb } from './video'

export type Made =
  | { readonly kind: Kind; readonly impossible?: undefined }
  | { readonly impossible: 'ffmpeg_missing'; readonly kind?: undefined }

/**
 * Makes one planned rendition at `outPath` (a temporary path) and compares it with its plan. Nothing is left there
 * unless it is right.
 * @throws MediaRefusal `disk_full`; MakeFailure or a decoder's error when it cannot be made: worth a retry, not an
 * answer for people.
 */
export async function makeRendition(path: string, kind: Kind, how: How, tools: Tools, outPath: string): Promise<Made> {
  if (how.make !== 'image' && tools.ffmpeg === null) return { impossible: 'ffmpeg_missing' }
  try {
    if (how.make === 'image') await makeImage(path, how, outPath)
    else if (tools.ffmpeg !== null && how.make === 'poster') {
      await makePoster(path, DEMUXERS[kind] ?? 'mov', how, tools.ffmpeg, outPath)
    } else if (tools.ffmpeg !== null && how.make === 'remux') await remuxForWeb(path, how, tools.ffmpeg, outPath)
    await checkRendition(outPath, how, tools)
    return { kind: kindMade(how) }
  } catch (error) {
    await rm(outPath, { force: true })
    throw writeFailure(error)
  }
}

function kindMade(how: How): Kind {
  if (how.make === 'remux') return 'mp4'
  return how.make === 'poster' ? 'jpeg' : how.format
}
