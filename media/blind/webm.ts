import { runTool, safeInput } from '../tools'

/** Copies picture and sound of a WebM into a new one without tags, chapters and attachments. False when that fails. */
export async function copyWebmBare(path: string, ffmpeg: string, outPath: string): Promise<boolean> {
  const bare = [
    '-map',
    '0:v',
    '-map',
    '0:a?',
    '-map_metadata',
    '-1',
    '-map_chapters',
    '-1',
    '-c',
    'copy',
    '-fflags',
    '+bitexact',
  ]
  const args = [
    '-nostdin',
    '-v',
    'error',
    '-y',
    ...safeInput(path, 'matroska'),
    ...bare,
    '-f',
    'webm',
    `file:${outPath}`,
  ]
  const run = await runTool(ffmpeg, args, { seconds: 300 })
  return run.code === 0
}
