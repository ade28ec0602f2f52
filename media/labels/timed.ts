import { runTool, safeInput } from '../tools'
import { NOTHING } from './image'
import type { Carried } from './image'
import { strongest } from './label'
import { labelInXmp, tracesInXmp } from './xmp'

const PROBE_SECONDS = 20

/** Plain, as Apple's keys name it, and as iTunes' free form does. */
const NAMES = /(^|[.:])AIGC$/i

/** Every tag of a container and of its streams, by its name as ffprobe says it; null when they could not be read. */
export async function tagsIn(path: string, demuxer: string, ffprobe: string): Promise<Map<string, string> | null> {
  const xmp = demuxer === 'mov' ? ['-export_xmp', '1'] : []
  const asked = ['-v', 'error', '-of', 'json', '-show_entries', 'format_tags:stream_tags', ...xmp]
  const run = await runTool(ffprobe, [...asked, ...safeInput(path, demuxer)], { seconds: PROBE_SECONDS })
  if (run.code !== 0) return null
  const { format, streams = [] } = JSON.parse(run.stdout.toString('utf8')) as {
    format?: { tags?: Record<string, string> }
    streams?: { tags?: Record<string, string> }[]
  }
  const all = [format, ...streams].flatMap((part) => Object.entries(part?.tags ?? {}))
  return new Map(all.reverse())
}

/** Reads the tags of films and sounds: of the container, and of the streams where Ogg keeps them. */
export async function labelInTags(path: string, demuxer: string, ffprobe: string): Promise<Carried> {
  const tags = await tagsIn(path, demuxer, ffprobe)
  if (tags === null) return NOTHING
  const packet = tags.get('xmp') ?? ''
  const named = [...tags].flatMap(([name, text]) => (NAMES.test(name) ? [text] : []))
  return { raw: strongest([...named, labelInXmp(packet)]), traces: tracesInXmp(packet) }
}
