import { MAX_PIXELS } from './facts'
import type { Facts, ProbeLimits } from './facts'
import { imageFacts } from './image'
import { movieFacts } from './movie'
import { pdfFacts } from './pdf'
import { packageFacts } from '../package/read'
import { subtitlesFacts } from './subtitles'
import { timedFacts } from './timed'
import { zipEntries } from '../intake/zip-entries'
import { familyOf } from '../kinds'
import type { Kind } from '../kinds'
import { MediaRefusal } from '../refusal'
import type { Tools } from '../tools'

const MAX_FRAMES = 2000

/**
 * Opens a file of a sniffed kind, makes sure that it is whole (a picture is decoded once; the boxes of a film must fill
 * it), and says what it is. Without ffprobe an MP4 is read by its boxes and a WebM, MP3 or WAV yields no facts.
 * @throws MediaRefusal `image_broken`, `image_too_many_pixels {width,height,frames,maxPixels}`, `video_broken {reason}`,
 * `video_too_long {seconds,maxSeconds}`, `audio_broken`, `audio_too_long`, `pdf_broken`, `archive_broken`,
 * `package_…` as `openPackage`, `subtitles_broken {line}`.
 */
export async function probe(path: string, kind: Kind, tools: Tools, limits: ProbeLimits = {}): Promise<Facts> {
  switch (familyOf(kind)) {
    case 'image':
      return imageFacts(path, kind, {
        maxPixels: limits.maxPixels ?? MAX_PIXELS,
        maxFrames: limits.maxFrames ?? MAX_FRAMES,
      })
    case 'video':
    case 'audio':
      return notTooLong(await facingTime(path, kind, tools), kind, limits.maxSeconds)
    case 'subtitles':
      return subtitlesFacts(path)
    case 'package':
      return packageFacts(path)
    case 'document':
      return kind === 'pdf' ? pdfFacts(path) : { entries: (await zipEntries(path)).length }
  }
}

async function facingTime(path: string, kind: Kind, tools: Tools): Promise<Facts> {
  const boxed = kind === 'mp4' || kind === 'quicktime' || kind === 'm4a'
  const byBoxes = boxed ? await movieFacts(path, kind) : {}
  return tools.ffprobe === null ? { ...byBoxes, byBoxes: true } : timedFacts(path, kind, tools.ffprobe)
}

function notTooLong(facts: Facts, kind: Kind, maxSeconds: number | undefined): Facts {
  if (maxSeconds === undefined || facts.seconds === undefined || facts.seconds <= maxSeconds) return facts
  const code = familyOf(kind) === 'video' ? 'video_too_long' : 'audio_too_long'
  throw new MediaRefusal(code, { seconds: facts.seconds, maxSeconds })
}
