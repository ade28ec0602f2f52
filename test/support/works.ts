import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import sharp from 'sharp'

export interface MadeFile {
  name: string
  type: string
  bytes: Uint8Array
}

/** A page of a comic: shapes of its own colour, so that no two pages are the same file. */
export async function comicPage(n: number): Promise<MadeFile> {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="800" height="1100"><rect width="800" height="1100" fill="#f7f2e8"/><rect x="40" y="40" width="720" height="480" fill="hsl(${String(n * 67)} 60% 70%)"/><circle cx="400" cy="800" r="${String(120 + n * 15)}" fill="hsl(${String(n * 40)} 50% 60%)"/></svg>`
  return { name: `漫画第${String(n)}页.png`, type: 'image/png', bytes: await sharp(Buffer.from(svg)).png().toBuffer() }
}

const ffmpeg = () => spawnSync('ffmpeg', ['-version']).status === 0
export const hasFfmpeg = ffmpeg()

/** A real MP4 of some seconds with picture and tone, `udta` and all. Needs ffmpeg. */
export function film(seconds = 3, title = '高温天气怎样防中暑'): MadeFile {
  const dir = mkdtempSync(path.join(tmpdir(), 'kepu-film-'))
  const file = path.join(dir, 'film.mp4')
  const made = spawnSync(
    'ffmpeg',
    [
      ...['-v', 'error', '-f', 'lavfi', '-i', `testsrc2=size=640x360:rate=25:duration=${String(seconds)}`],
      ...['-f', 'lavfi', '-i', `sine=frequency=440:duration=${String(seconds)}`],
      ...[
        '-c:v',
        'libx264',
        '-pix_fmt',
        'yuv420p',
        '-c:a',
        'aac',
        '-shortest',
        '-metadata',
        `title=${title}`,
        '-y',
        file,
      ],
    ],
    { encoding: 'utf8' },
  )
  if (made.status !== 0) throw new Error(made.stderr)
  const bytes = readFileSync(file)
  rmSync(dir, { recursive: true })
  return { name: '防中暑.mp4', type: 'video/mp4', bytes }
}
