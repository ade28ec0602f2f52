import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import sharp from 'sharp'

const width = 900
const height = 1200
const palettes = [
  ['#e8f1f5', '#2f6f8f', '#f2a541', '#c8553d'],
  ['#f4f1e8', '#4f7942', '#e3b23c', '#5b7db1'],
  ['#f3ecf4', '#6a4c93', '#f28f3b', '#3d8b7d'],
] as const

/** One page of a comic: plain shapes, and the caption below them where the machine has Chinese letters. */
export async function drawPage(path: string, page: { caption: string; n: number; style: number }): Promise<void> {
  const caption = (await hasChineseLetters()) ? captionOf(page.caption) : ''
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">${shapes(page)}${caption}</svg>`
  await sharp(Buffer.from(svg)).png({ palette: true, compressionLevel: 9 }).toFile(path)
}

function shapes({ n, style }: { n: number; style: number }): string {
  const [paper, first, second, third] = palettes[style % palettes.length] ?? palettes[0]
  const colours = [first, second, third]
  const figures = Array.from({ length: 5 }, (_, k) => {
    const turn = n * 5 + k + style
    const x = 150 + ((turn * 193) % 600)
    const y = 170 + ((turn * 127) % 560)
    const size = 60 + ((turn * 71) % 90)
    const colour = colours[turn % colours.length] ?? first
    return turn % 2 === 0
      ? `<circle cx="${x}" cy="${y}" r="${size}" fill="${colour}" fill-opacity="0.85"/>`
      : `<rect x="${x - size}" y="${y - size}" width="${2 * size}" height="${2 * size}" rx="24" fill="${colour}" fill-opacity="0.85"/>`
  })
  return [
    `<rect width="${width}" height="${height}" fill="${paper}"/>`,
    ...figures,
    `<rect x="40" y="40" width="${width - 80}" height="${height - 80}" fill="none" stroke="${first}" stroke-width="6"/>`,
  ].join('')
}

/** At most 18 characters in a line, three lines. */
function captionOf(caption: string): string {
  const signs = Array.from(caption)
  const lines = [0, 18, 36].map((from) => signs.slice(from, from + 18).join('')).filter((line) => line !== '')
  const spans = lines.map(
    (line, k) => `<text x="80" y="${980 + 56 * k}" ${font} font-size="40" fill="#222">${line}</text>`,
  )
  return `<rect x="46" y="906" width="${width - 92}" height="${height - 952}" fill="#fff" fill-opacity="0.92"/>${spans.join('')}`
}

const font = 'font-family="Noto Sans CJK SC, Source Han Sans SC, PingFang SC, Microsoft YaHei, sans-serif"'

/** Without a Chinese font every character is the same box. */
async function hasChineseLetters(): Promise<boolean> {
  const [one, other] = await Promise.all(
    ['永', '口'].map((sign) => {
      const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="48" height="48"><text x="4" y="40" ${font} font-size="36">${sign}</text></svg>`
      return sharp(Buffer.from(svg)).raw().toBuffer()
    }),
  )
  return one !== undefined && other !== undefined && !one.equals(other)
}

/** Five seconds of moving colours and one tone, as a stand-in for a film. */
export async function drawClip(path: string, ffmpeg: string): Promise<void> {
  const picture = 'gradients=size=640x360:rate=25:duration=5:c0=0x2f6f8f:c1=0x7fb7be:c2=0xf2a541:n=3:seed=7'
  const tone = 'sine=frequency=330:sample_rate=44100:duration=5'
  await promisify(execFile)(ffmpeg, [
    ...['-hide_banner', '-loglevel', 'error', '-y', '-threads', '1'],
    ...['-f', 'lavfi', '-i', picture, '-f', 'lavfi', '-i', tone, '-shortest'],
    ...['-c:v', 'libx264', '-preset', 'veryfast', '-pix_fmt', 'yuv420p', '-c:a', 'aac', '-b:a', '64k'],
    ...['-movflags', '+faststart', '-fflags', '+bitexact', '-f', 'mp4', path],
  ])
}
