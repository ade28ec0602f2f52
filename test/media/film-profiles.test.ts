// @needs ffmpeg
import { afterAll, expect, test } from '@jest/globals'
import { join } from 'node:path'
import sharp from 'sharp'
import { writeFile, chmod, readdir } from 'node:fs/promises'
import { makeRendition, mustDrawChinese, openStillMaker, planRenditions, probe, sniffKind } from '../../media/index'
import type { Beside, Chosen, Facts } from '../../media/index'
import { runTool } from '../../media/tools'
import { ffmpeg, needs, tempFolder, tools } from './support'

const folder = tempFolder()
const at = (name: string) => join(folder, name)
const stills = openStillMaker()
afterAll(() => stills.close())

const lavfi = (source: string) => ['-f', 'lavfi', '-i', source]
const CODECS = ['-c:v', 'libx264', '-preset', 'ultrafast', '-pix_fmt', 'yuv420p', '-c:a', 'aac']

interface Made {
  path: string
  facts: Facts
}

/** What becomes of a film in one profile: the file, or why there is none. */
async function made(name: string, profile: string, beside: Beside = {}, chosen: Chosen = {}): Promise<Made | string> {
  const { kind } = await sniffKind(at(name))
  const plan = planRenditions(kind, await probe(at(name), kind, tools), 'release', { beside, chosen })
  const { step, whyNot } = plan.find((one) => one.name === profile) ?? {}
  if (step === undefined) return whyNot ?? 'not planned'
  const path = at(crypto.randomUUID())
  const { facts } = await makeRendition(
    { from: at(name), kind, step, marks: { label: null }, to: path, pathOf: async (id) => at(id) },
    stills,
    tools,
  )
  return { path, facts }
}

async function must(name: string, profile: string, beside: Beside = {}, chosen: Chosen = {}): Promise<Made> {
  const one = await made(name, profile, beside, chosen)
  if (typeof one === 'string') throw new Error(one)
  return one
}

/** Loudness in LUFS and highest true peak in dBTP, by another meter than the one that levels. */
async function heard(path: string): Promise<{ lufs: number; peak: number }> {
  const args = ['-nostdin', '-nostats', '-i', path, '-af', 'ebur128=peak=true', '-f', 'null', '-']
  const { stderr } = await runTool(tools.ffmpeg ?? '', args, { seconds: 20 })
  const figure = (name: RegExp) => Number(name.exec(stderr.slice(stderr.lastIndexOf('Summary')))?.[1])
  return { lufs: figure(/I:\s+(-?[\d.]+) LUFS/), peak: figure(/Peak:\s+(-?[\d.]+) dBFS/) }
}

async function streamsOf(path: string): Promise<Record<string, unknown>[]> {
  const args = ['-v', 'error', '-of', 'json', '-show_streams', path]
  const run = await runTool(tools.ffprobe ?? '', args, { seconds: 20 })
  return (JSON.parse(run.stdout.toString()) as { streams: Record<string, unknown>[] }).streams
}

/** The mean of each colour in a stripe of a film's first picture, from the top, in parts of its height. */
async function colours(path: string, [top, height]: [number, number] = [0, 1]): Promise<number[]> {
  const args = ['-nostdin', '-v', 'error', '-i', path, '-frames:v', '1', '-c:v', 'png', '-f', 'image2pipe', '-']
  const run = await runTool(tools.ffmpeg ?? '', args, { seconds: 20 })
  const { width, height: whole } = await sharp(run.stdout).metadata()
  const stripe = { left: 0, top: Math.round(top * whole), width, height: Math.round(height * whole) }
  const cut = await sharp(run.stdout).extract(stripe).removeAlpha().png().toBuffer()
  return (await sharp(cut).stats()).channels.map(({ mean }) => mean)
}

needs('ffmpeg', 'test/media/film-profiles')('profiles of films', () => {
  const quiet = ['-af', 'volume=-14dB,tremolo=f=2:d=0.5']

  test('the film for television has 25 whole pictures per second, and its loudness and peak', async () => {
    const fields = ['-vf', 'interlace=scan=tff', '-flags', '+ildct+ilme', '-x264opts', 'tff=1']
    const source = [...lavfi('testsrc2=size=320x180:rate=60:duration=3'), ...lavfi('sine=f=440:duration=3')]
    ffmpeg(...source, ...fields, ...quiet, ...CODECS, at('fields.mp4'))
    expect(await probe(at('fields.mp4'), 'mp4', tools)).toMatchObject({ interlaced: true, rate: 30 })
    const tv = await must('fields.mp4', 'video-tv')
    expect(tv.facts).toMatchObject({ width: 320, height: 180, rate: 25 })
    const [picture, sound] = await streamsOf(tv.path)
    expect(picture).toMatchObject({ field_order: 'progressive', r_frame_rate: '25/1' })
    expect(sound).toMatchObject({ sample_rate: '48000' })
    const { lufs, peak } = await heard(tv.path)
    expect(Math.abs(lufs + 24)).toBeLessThan(0.7)
    expect(peak).toBeLessThanOrEqual(-1.9)
  })

  test('trap 30: what people hear on the web is at −16 LUFS and 48 kHz; trap 31: an uneven pace becomes even', async () => {
    const source = [...lavfi('testsrc2=size=160x90:rate=60:duration=3'), ...lavfi('sine=f=440:duration=3')]
    const uneven = ['-vf', "select='if(lt(t,1),1,not(mod(n,6)))'", '-fps_mode', 'vfr']
    ffmpeg(...source, ...uneven, ...quiet, ...CODECS, at('uneven.mp4'))
    for (const profile of ['video-480p', 'audio']) {
      const { path, facts: told } = await must('uneven.mp4', profile)
      const { lufs, peak } = await heard(path)
      expect(told.lufs).toBe(lufs)
      expect([profile, Math.abs(lufs + 16) < 0.7, peak <= -1.3]).toEqual([profile, true, true])
      expect((await streamsOf(path)).at(-1)).toMatchObject({ sample_rate: '48000' })
    }
    const { facts } = await must('uneven.mp4', 'video-tv')
    expect(facts.rate).toBe(25)
    expect(facts.seconds).toBeGreaterThan(2.9)
  })

  test('silence is not made loud, and a film whose sound says nothing is made', async () => {
    ffmpeg(...lavfi('color=s=160x90:d=1'), ...lavfi('anullsrc=r=44100'), '-t', '1', ...CODECS, at('mute.mp4'))
    const { path, facts } = await must('mute.mp4', 'video-480p')
    expect((await heard(path)).lufs).toBeLessThanOrEqual(-60)
    expect(facts).not.toHaveProperty('lufs')
  })

  test('a cut begins behind a tenth of the film and lasts what it says; a film that is too short says so', async () => {
    const title = ['-vf', "drawbox=t=fill:color=black:enable='lt(t,1.5)'"]
    const white = lavfi('color=white:s=160x90:r=10:d=17')
    ffmpeg(...white, ...lavfi('sine=duration=17'), ...title, ...CODECS, at('long.mp4'))
    const { path, facts } = await must('long.mp4', 'video-15s')
    expect(facts.seconds).toBeCloseTo(15, 0)
    expect(Math.min(...(await colours(path)))).toBeGreaterThan(200)
    expect(await made('long.mp4', 'video-30s')).toBe('too_short_for_cut')
  })

  test('the upright film shows the whole picture before its own blur, and enlarges nothing', async () => {
    const halves = ['-vf', 'drawbox=t=fill:color=red:w=iw/2']
    ffmpeg(...lavfi('color=blue:s=320x180:r=10:d=1'), ...halves, ...CODECS.slice(0, 6), at('wide.mp4'))
    const { path, facts } = await must('wide.mp4', 'video-upright')
    expect(facts).toMatchObject({ width: 320, height: 568, hasAudio: false })
    for (const stripe of [
      [0, 0.2],
      [0.45, 0.1],
      [0.8, 0.2],
    ] as [number, number][]) {
      const [red = 0, green = 0, blue = 0] = await colours(path, stripe)
      expect([stripe, red > 80, green < 40, blue > 80]).toEqual([stripe, true, true, true])
    }
  })
})

needs('ffmpeg', 'test/media/film-profiles')('subtitles in the picture', () => {
  const cue = (text: string) => `1\n00:00:00,000 --> 00:00:02,000\n${text}\n`

  test('stand in the silent film, whatever they say, and nothing of the kind is left beside it', async () => {
    ffmpeg(...lavfi('color=black:s=320x180:r=5:d=1'), ...lavfi('sine=duration=1'), ...CODECS, at('dark.mp4'))
    expect(await made('dark.mp4', 'video-silent-words')).toBe('no_subtitles')
    const brightest = async (text: string) => {
      await writeFile(at('words.srt'), cue(text))
      const { path, facts } = await must('dark.mp4', 'video-silent-words', { subtitles: 'words.srt' })
      expect(facts.hasAudio).toBe(false)
      const [top, bottom] = [await colours(path, [0, 0.5]), await colours(path, [0.6, 0.4])]
      expect(Math.max(...top)).toBeLessThan(0.5)
      return Math.max(...bottom)
    }
    expect(await brightest('少量多次，不等口渴')).toBeGreaterThan(1)
    expect(await brightest('{\\an8}\\N{\\fs300}'.concat('渴'.repeat(30)))).toBeGreaterThan(1)
    expect((await readdir(folder)).filter((name) => name.endsWith('.ass'))).toEqual([])
  })

  test('row 32: the upright film is the part around the chosen point', async () => {
    const bands = ['red', 'lime', 'blue'].flatMap((colour) => lavfi(`color=${colour}:s=108x108:r=5:d=1`))
    ffmpeg(...bands, '-filter_complex', '[0][1][2]hstack=3', ...CODECS, at('bands.mp4'))
    const upright = await must('bands.mp4', 'video-upright', {}, { focal: { x: 0.9, y: 0.5 } })
    expect(upright.facts).toMatchObject({ width: 60, height: 106 })
    expect((await colours(upright.path)).map((mean) => mean > 128)).toEqual([false, false, true])
  })

  test('rows 31 and 33: poster and cut begin at the chosen moment, by themselves in the black at the beginning', async () => {
    const parts = [...lavfi('color=black:s=64x36:r=5:d=2.4'), ...lavfi('color=white:s=64x36:r=5:d=15.6')]
    ffmpeg(...parts, '-filter_complex', '[0][1]concat', ...CODECS, at('late.mp4'))
    for (const profile of ['poster', 'video-15s']) {
      const own = await must('late.mp4', profile)
      const chosen = await must('late.mp4', profile, {}, { poster: 9.3, cut15: 2.9 })
      const bright = async ({ path }: Made) => Math.max(...(await colours(path))) > 128
      expect([await bright(own), await bright(chosen)]).toEqual([false, true])
    }
  })

  test('trap 52: need a font that draws Chinese, and without one that is said', async () => {
    await mustDrawChinese(tools, at('scratch'))
    await writeFile(at('no-fonts.conf'), '<?xml version="1.0"?><fontconfig></fontconfig>')
    const bare = at('ffmpeg-without-fonts')
    await writeFile(bare, `#!/bin/sh\nFONTCONFIG_FILE=${at('no-fonts.conf')} exec ${tools.ffmpeg ?? ''} "$@"\n`)
    await chmod(bare, 0o755)
    const none = mustDrawChinese({ ...tools, ffmpeg: bare }, at('scratch'))
    await expect(none).rejects.toMatchObject({ code: 'font_missing' })
  })
})

test('a film that is upright already fills its canvas; a large one is brought down to it', () => {
  const step = (width: number, height: number) =>
    planRenditions('mp4', { width, height, seconds: 5, hasAudio: true }, 'release').find(
      ({ name }) => name === 'video-upright',
    )?.step
  expect(step(2160, 3840)).toMatchObject({ width: 1080, height: 1920 })
  expect(step(2160, 3840)).not.toHaveProperty('inner')
  expect(step(3840, 2160)).toMatchObject({ width: 1080, height: 1920, inner: { width: 1080, height: 606 } })
  expect(step(540, 540)).toMatchObject({ width: 540, height: 960, inner: { width: 540, height: 540 } })
})
