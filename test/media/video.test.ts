// @needs ffmpeg
import { beforeAll, describe, expect, test } from '@jest/globals'
import { randomBytes } from 'node:crypto'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { NO_TOOLS, blindCopy, findTools, probe, sniffKind } from '../../media/index'
import { timedFacts } from '../../media/facts/timed'
import { runTool } from '../../media/tools'
import { ffmpeg, fileWith, needs, picture, refusalOf, sentinelsIn, tempFolder, tools } from './support'

const folder = tempFolder()
const at = (name: string) => join(folder, name)
const NAMES = ['李寻欢PLANTED', 'CityMuseumPLANTED', '+23.1291+113.2644/', 'ChapterPLANTED', 'HandlerPLANTED']
const [PERSON = '', HOUSE = '', PLACE = '', CHAPTER = '', HANDLER = ''] = NAMES
const LONG = ['-f', 'lavfi', '-i', 'testsrc2=size=320x180:rate=25:duration=3', '-f', 'lavfi', '-i', 'sine=duration=3']
const CODECS = ['-c:v', 'libx264', '-preset', 'ultrafast', '-pix_fmt', 'yuv420p', '-c:a', 'aac']

needs('ffmpeg', 'test/media/video')('films and sounds', () => {
  beforeAll(async () => {
    await writeFile(at('chapters'), `;FFMETADATA1\n[CHAPTER]\nTIMEBASE=1/1\nSTART=0\nEND=2\ntitle=${CHAPTER}\n`)
    const said = ['-metadata', `title=${PERSON}`, '-metadata', `artist=${HOUSE}`, '-metadata', `location=${PLACE}`]
    const tagged = ['-i', at('chapters'), '-map', '0', '-map', '1', '-map_chapters', '2', ...said]
    const handler = ['-metadata:s:v', `handler_name=${HANDLER}`]
    ffmpeg(...LONG, ...tagged, ...handler, ...CODECS, at('tagged.mp4'))
    ffmpeg(...LONG, ...tagged, ...handler, ...CODECS, at('tagged.mov'))
    ffmpeg(...LONG, ...said, '-movflags', '+use_metadata_tags+frag_keyframe+empty_moov', ...CODECS, at('fragments.mp4'))
    ffmpeg(...LONG, ...tagged, '-c:v', 'libvpx', '-deadline', 'realtime', '-c:a', 'libopus', at('tagged.webm'))
    ffmpeg(...LONG, '-movflags', '+faststart', ...CODECS, at('front.mp4'))
    ffmpeg('-i', at('tagged.mp4'), '-map', '0:v', '-c', 'copy', '-metadata:s:v', 'rotate=90', at('turned.mp4'))
    ffmpeg('-f', 'lavfi', '-i', 'color=s=64x64:r=25', '-frames:v', '1', ...CODECS.slice(0, 6), at('one-frame.mp4'))
    await writeFile(at('cover.png'), await picture(64, 64).png().toBuffer())
    ffmpeg('-f', 'lavfi', '-i', 'sine=duration=2', '-i', at('cover.png'), '-map', '0', '-map', '1', at('cover.mp3'))
    ffmpeg('-f', 'lavfi', '-i', 'sine=duration=2', '-metadata', `artist=${HOUSE}`, at('sound.m4a'))
    ffmpeg('-f', 'lavfi', '-i', 'sine=duration=2', at('sound.wav'))
  })

  describe('are probed', () => {
    const film = { width: 320, height: 180, seconds: 3, hasAudio: true }
    test.each([
      ['tagged.mp4', 'mp4', { ...film, codec: 'h264' }],
      ['tagged.mov', 'quicktime', { ...film, codec: 'h264' }],
      ['fragments.mp4', 'mp4', { width: 320, height: 180, codec: 'h264', hasAudio: true }],
      ['tagged.webm', 'webm', { width: 320, height: 180, codec: 'vp8', hasAudio: true }],
      ['turned.mp4', 'mp4', { width: 180, height: 320, codec: 'h264', hasAudio: false }],
      ['cover.mp3', 'mp3', { codec: 'mp3', hasAudio: true }],
      ['sound.m4a', 'm4a', { codec: 'aac', hasAudio: true }],
      ['sound.wav', 'wav', { codec: 'pcm_s16le', hasAudio: true }],
    ])('%s', async (name, kind, facts) => {
      const sniffed = await sniffKind(at(name), { name })
      expect(sniffed).toMatchObject({ kind, misnamed: false })
      const found = await probe(at(name), sniffed.kind, tools)
      expect(found).toMatchObject(facts)
      expect(found.seconds).toBeGreaterThan(1.9)
      expect(found.seconds).toBeLessThan(3.2)
    })

    test('and without ffprobe the boxes tell the same', async () => {
      for (const name of ['tagged.mp4', 'turned.mp4', 'front.mp4']) {
        const [byTool, byBoxes] = [await probe(at(name), 'mp4', tools), await probe(at(name), 'mp4', NO_TOOLS)]
        expect({ ...byBoxes, seconds: 0 }).toEqual({ ...byTool, seconds: 0, byBoxes: true, rate: undefined })
        expect(Math.abs((byBoxes.seconds ?? 0) - (byTool.seconds ?? 9))).toBeLessThan(0.1)
      }
    })

    test('and refused when half of them is missing, although their first half plays', async () => {
      const whole = await readFile(at('front.mp4'))
      for (const share of [0.2, 0.5, 0.99]) {
        const path = await fileWith(folder, 'half.mp4', whole.subarray(0, Math.floor(whole.length * share)))
        for (const found of [tools, NO_TOOLS]) {
          expect(await refusalOf(probe(path, 'mp4', found))).toMatchObject({ code: 'video_broken' })
        }
      }
    })

    test('traps 24 and 25: and refused when they are lists of other files, of which none is asked for', async () => {
      let asked = 0
      const other = createServer((_, response) => {
        asked++
        response.end()
      })
      await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve))
      const where = `http://127.0.0.1:${String((other.address() as AddressInfo).port)}/a.ts`
      const lists = [
        ...['file:///etc/hosts', where].map((each) => `#EXTM3U\n#EXTINF:1,\n${each}\n`),
        ...['/etc/hosts', where].map((each) => `ffconcat version 1.0\nfile '${each}'\n`),
        `<?xml version="1.0"?><MPD xmlns="urn:mpeg:dash:schema:mpd:2011" type="static"><Period><AdaptationSet><Representation id="1" mimeType="video/mp4"><BaseURL>${where}</BaseURL></Representation></AdaptationSet></Period></MPD>`,
      ]
      for (const text of lists)
        for (const kind of ['mp4', 'webm', 'mp3'] as const) {
          const list = await fileWith(folder, `list.${kind}`, text)
          expect(await refusalOf(sniffKind(list))).toMatchObject({ code: 'file_kind_not_allowed' })
          expect(await refusalOf(timedFacts(list, kind, tools.ffprobe ?? ''))).toMatchObject({
            code: kind === 'mp3' ? 'audio_broken' : 'video_broken',
          })
        }
      await new Promise((resolve) => other.close(resolve))
      expect(asked).toBe(0)
    })

    test('trap 26: and refused when they are pictures or anything that ffprobe takes for one', async () => {
      for (const bytes of [randomBytes(5000), await picture(64, 64).png().toBuffer()])
        for (const name of ['a.jpg', 'a.png', 'a%03d.tga']) {
          const path = await fileWith(folder, name, bytes)
          expect(await refusalOf(timedFacts(path, 'mp3', tools.ffprobe ?? ''))).toMatchObject({ code: 'audio_broken' })
          expect(await refusalOf(timedFacts(path, 'mp4', tools.ffprobe ?? ''))).toMatchObject({ code: 'video_broken' })
        }
    })

    test('and refused when they are something else inside', async () => {
      expect(await refusalOf(probe(at('cover.png'), 'mp3', tools))).toMatchObject({ code: 'audio_broken' })
      expect(await refusalOf(probe(at('sound.m4a'), 'mp4', tools))).toMatchObject({ code: 'video_broken' })
      expect(await refusalOf(probe(at('tagged.webm'), 'webm', tools, { maxSeconds: 1 }))).toMatchObject({
        code: 'video_too_long',
      })
      expect(await refusalOf(probe(at('cover.mp3'), 'mp3', tools, { maxSeconds: 1 }))).toMatchObject({
        code: 'audio_too_long',
      })
    })
  })

  test.each(['tagged.mp4', 'tagged.mov', 'fragments.mp4', 'tagged.webm', 'sound.m4a'])(
    'have a blind copy that names nobody and plays frame by frame as before: %s',
    async (name) => {
      const { kind } = await sniffKind(at(name))
      const target = at(`blind-${name}`)
      expect(sentinelsIn(await readFile(at(name)), NAMES).length).toBeGreaterThan(0)
      expect(await blindCopy(at(name), kind, tools, target)).toEqual({ ok: true, kind })
      expect(sentinelsIn(await readFile(target), NAMES)).toEqual([])
      expect(await sniffKind(target)).toMatchObject({ kind })
      expect(await decoded(target)).toEqual(await decoded(at(name)))
      expect(await tagsOf(target)).toEqual([])
    },
  )
})

/** One checksum per decoded picture and packet of sound. */
async function decoded(path: string): Promise<string> {
  const args = [
    '-nostdin',
    '-v',
    'error',
    '-i',
    path,
    '-map',
    '0:v?',
    '-map',
    '0:a?',
    '-fps_mode',
    'passthrough',
    '-f',
    'framemd5',
    '-',
  ]
  const run = await runTool(tools.ffmpeg ?? '', args, { seconds: 60 })
  expect(run.stderr).toBe('')
  const lines = run.stdout.toString('utf8').split('\n')
  const frames = lines.filter((line) => line !== '' && !line.startsWith('#')).map((line) => line.split(','))
  return ['0', '1']
    .map((stream) => frames.filter((frame) => frame[0] === stream).map((frame) => frame[5]?.trim()))
    .map((sums) => sums.join(' '))
    .join('\n')
}

/** Words that a player would show; brands, languages and the muxer's own name aside. */
async function tagsOf(path: string): Promise<string[]> {
  const args = ['-v', 'error', '-of', 'json', '-show_entries', 'format_tags:stream_tags:chapters', path]
  const run = await runTool(tools.ffprobe ?? '', args, { seconds: 20 })
  const text = run.stdout.toString('utf8')
  const tags = [...text.matchAll(/"([^"]+)": "([^"]*)"/g)].map((found) => found[1] ?? '')
  const harmless = ['major_brand', 'minor_version', 'compatible_brands', 'language', 'encoder', 'vendor_id', 'DURATION']
  return tags.filter((tag) => !harmless.includes(tag) && !harmless.includes(tag.toUpperCase()))
}

describe('programs are run with limits', () => {
  test('one that takes too long is killed', async () => {
    const run = await runTool(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { seconds: 0.2 })
    expect(run).toMatchObject({ code: null, stopped: 'time' })
  })

  test('one that says too much is killed', async () => {
    const talk = 'setInterval(() => process.stdout.write("x".repeat(100000)), 1)'
    const run = await runTool(process.execPath, ['-e', talk], { seconds: 20, maxOutputBytes: 50_000 })
    expect(run).toMatchObject({ code: null, stopped: 'output' })
  })

  test('a machine without them is told so', async () => {
    await mkdir(at('empty'), { recursive: true })
    expect(await findTools(at('empty'))).toEqual(NO_TOOLS)
    expect(await findTools('')).toEqual(NO_TOOLS)
  })
})
