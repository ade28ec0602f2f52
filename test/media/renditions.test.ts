// @needs ffmpeg
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { existsSync } from 'node:fs'
import { execFileSync } from 'node:child_process'
import { chmod, readFile, readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import sharp from 'sharp'
import {
  NO_TOOLS,
  makeRendition,
  openStillMaker,
  parseLabel,
  planRenditions,
  probe,
  readLabel,
  sniffKind,
  writtenLabel,
} from '../../media/index'
import type { Container, Kind, Marks } from '../../media/index'
import { runTool } from '../../media/tools'
import { ffmpeg, needs, picture, sentinelsIn, tempFolder, tools } from './support'

const folder = tempFolder()
const at = (name: string) => join(folder, name)
const stills = openStillMaker()
afterAll(() => stills.close())

const NAMES = ['李寻欢PLANTED', 'CityMuseumPLANTED', '+23.1291+113.2644/', 'ChapterPLANTED', 'HandlerPLANTED']
const [PERSON = '', HOUSE = '', PLACE = '', CHAPTER = '', HANDLER = ''] = NAMES
const FOUND =
  '{"ProduceID":"编号-1","Label":"AIGC","ContentProducer":"001191500000MA5U00000000001","ReservedCode1":"{\\"k\\":\\"v\\"}"}'
const label = writtenLabel(parseLabel(FOUND), { propagator: '我们', id: 'KPW-1' })
const rights = { credit: '视频：某人', licence: 'CC BY 4.0', work: 'KPW-2026-0000001-A', version: 3 }
const marks: Marks = { label, rights }

const lavfi = (source: string) => ['-f', 'lavfi', '-i', source]
const FILM = [...lavfi('testsrc2=size=320x180:rate=25:duration=1'), ...lavfi('sine=duration=1')]
const CODECS = ['-c:v', 'libx264', '-preset', 'ultrafast', '-pix_fmt', 'yuv420p', '-c:a', 'aac']
/** What a film of a second has besides its sound. */
const PICTURES = ['poster', 'video-480p', 'video-silent', 'wechat-video', 'video-upright', 'video-tv']
const LABELLED = ['-metadata', `AIGC=${FOUND}`]

async function make(name: string, only?: string, progress?: (percent: number) => void) {
  const { kind } = await sniffKind(at(name))
  const facts = await probe(at(name), kind, tools)
  const made = new Map<string, { kind: Kind; path: string; bytes: Buffer }>()
  for (const { name: rendition, step } of planRenditions(kind, facts, 'release')) {
    if (step === undefined || (only !== undefined && rendition !== only)) continue
    const to = at(crypto.randomUUID())
    const checked = await makeRendition(
      { from: at(name), kind, step, marks, to, ...(progress && { progress }) },
      stills,
      tools,
    )
    made.set(rendition, { kind: checked.kind, path: to, bytes: await readFile(to) })
  }
  return made
}

interface Probed {
  streams: Record<string, unknown>[]
  format: { duration: string }
}

async function probed(path = ''): Promise<Probed> {
  const run = await runTool(
    tools.ffprobe ?? '',
    ['-v', 'error', '-of', 'json', '-show_format', '-show_streams', path],
    {
      seconds: 20,
    },
  )
  return JSON.parse(run.stdout.toString()) as Probed
}

needs('ffmpeg', 'test/media/renditions')('films that are not as they should be', () => {
  test('one that a browser recorded states no length: it is found, and the film is made', async () => {
    ffmpeg(
      ...FILM,
      '-c:v',
      'libvpx',
      '-deadline',
      'realtime',
      '-c:a',
      'libopus',
      '-f',
      'webm',
      '-live',
      '1',
      at('live.webm'),
    )
    expect((await probe(at('live.webm'), 'webm', tools)).seconds).toBeGreaterThan(0.9)
    expect([...(await make('live.webm', 'video-480p')).keys()]).toEqual(['video-480p'])
  })

  test('one whose tracks are not equally long is made as long as each is', async () => {
    const short = [...lavfi('testsrc2=size=160x90:rate=25:duration=3'), ...lavfi('sine=duration=1')]
    ffmpeg(...short, '-map', '0:v', '-map', '1:a', ...CODECS, at('short-sound.mp4'))
    expect(await probe(at('short-sound.mp4'), 'mp4', tools)).toMatchObject({ soundSeconds: expect.closeTo(1, 0) })
    expect([...(await make('short-sound.mp4', 'audio')).keys()]).toEqual(['audio'])
  })

  test('one whose cover comes before its tracks is not taken for its cover', async () => {
    await writeFile(at('cover1.png'), await picture(64, 64).png().toBuffer())
    ffmpeg(
      '-i',
      at('cover1.png'),
      ...FILM,
      '-map',
      '0',
      '-map',
      '1',
      '-map',
      '2',
      ...CODECS.slice(2),
      '-c:v:0',
      'png',
      '-c:v:1',
      'libx264',
      '-disposition:v:0',
      'attached_pic',
      at('cover-first.mp4'),
    )
    const made = await make('cover-first.mp4', 'video-480p')
    expect((await probed(made.get('video-480p')?.path)).streams[0]).toMatchObject({ width: 320, height: 180 })
  })
})

needs('ffmpeg', 'test/media/renditions')('films and sounds', () => {
  beforeAll(async () => {
    await writeFile(at('chapters'), `;FFMETADATA1\n[CHAPTER]\nTIMEBASE=1/1\nSTART=0\nEND=1\ntitle=${CHAPTER}\n`)
    const said = ['-metadata', `title=${PERSON}`, '-metadata', `artist=${HOUSE}`, '-metadata', `location=${PLACE}`]
    const tagged = ['-i', at('chapters'), '-map', '0', '-map', '1', '-map_chapters', '2', ...said, ...LABELLED]
    const handler = ['-metadata:s:v', `handler_name=${HANDLER}`, '-movflags', '+use_metadata_tags']
    ffmpeg(...FILM, ...tagged, ...handler, ...CODECS, at('film.mp4'))
    ffmpeg('-i', at('film.mp4'), '-map', '0:v', '-map', '0:a', '-c', 'copy', ...handler.slice(2), at('film.mov'))
    ffmpeg(...FILM, ...tagged, '-c:v', 'libvpx', '-deadline', 'realtime', '-c:a', 'libopus', at('film.webm'))
    ffmpeg('-i', at('film.mp4'), '-map', '0:v', '-c', 'copy', '-metadata:s:v', 'rotate=90', at('turned.mp4'))
    ffmpeg(...lavfi('color=s=64x64:r=25'), '-frames:v', '1', ...CODECS.slice(0, 6), at('one-frame.mp4'))
    await writeFile(at('cover.png'), await picture(64, 64).png().toBuffer())
    const sound = lavfi('sine=duration=1')
    const words = [...said, ...LABELLED]
    ffmpeg(...sound, '-i', at('cover.png'), '-map', '0', '-map', '1', ...words, '-id3v2_version', '3', at('sound.mp3'))
    ffmpeg(...sound, ...words, '-movflags', '+use_metadata_tags', at('sound.m4a'))
    ffmpeg(...lavfi('sine=duration=1'), at('sound.wav'))
  })

  test.each<[string, Container]>([
    ['film.mp4', 'mp4'],
    ['film.mov', 'quicktime'],
    ['film.webm', 'webm'],
    ['sound.m4a', 'm4a'],
    ['sound.mp3', 'mp3'],
  ])('the label of %s is read, and without ffprobe too', async (name, container) => {
    for (const found of [tools, NO_TOOLS]) {
      expect(await readLabel(at(name), container, found)).toMatchObject({ state: 'found', raw: FOUND })
    }
  })

  test('so are the labels of containers that others send: Matroska, FLAC, Ogg, and Apple’s name for the key', async () => {
    ffmpeg('-i', at('film.mp4'), '-map', '0:v', '-map', '0:a', '-c', 'copy', ...LABELLED, at('film.mkv'))
    ffmpeg(...lavfi('sine=duration=1'), ...LABELLED, at('sound.flac'))
    ffmpeg(...lavfi('sine=duration=1'), '-c:a', 'libopus', ...LABELLED, at('sound.ogg'))
    const apple = ['-metadata', `com.apple.quicktime.AIGC=${FOUND}`, '-movflags', '+use_metadata_tags']
    ffmpeg(...lavfi('sine=duration=1'), '-c:a', 'aac', ...apple, '-f', 'mp4', at('apple.m4a'))
    for (const [name, container] of [
      ['film.mkv', 'mkv'],
      ['sound.flac', 'flac'],
      ['sound.ogg', 'ogg'],
      ['apple.m4a', 'm4a'],
    ] as const)
      expect([name, await readLabel(at(name), container, tools)]).toMatchObject([name, { state: 'found', raw: FOUND }])
  })

  test.each(['film.mp4', 'film.mov', 'film.webm', 'sound.mp3', 'sound.m4a', 'sound.wav'])(
    'every rendition of %s carries the label, and names nobody (traps 37, 38)',
    async (name) => {
      const made = await make(name)
      expect([...made.keys()]).toEqual(
        name.startsWith('film') ? [...PICTURES, 'audio', 'loudspeaker'] : ['audio', 'loudspeaker'],
      )
      for (const [rendition, { kind, path, bytes }] of made) {
        expect([rendition, await readLabel(path, kind, tools)]).toMatchObject([
          rendition,
          { state: 'found', raw: label },
        ])
        expect([rendition, sentinelsIn(bytes, NAMES)]).toEqual([rendition, []])
        expect(sentinelsIn(bytes, ['KPW-2026-0000001-A'])).toHaveLength(1)
      }
    },
  )

  test('so do those that only longer, larger or subtitled films have', async () => {
    const source = [...lavfi('testsrc2=size=500x500:rate=2:duration=31'), ...lavfi('sine=duration=31')]
    ffmpeg(
      ...source,
      ...LABELLED,
      '-metadata',
      `artist=${HOUSE}`,
      '-movflags',
      '+use_metadata_tags',
      ...CODECS,
      at('long.mp4'),
    )
    await writeFile(at('long.srt'), '1\n00:00:01,000 --> 00:00:02,000\n少量多次\n')
    const plan = planRenditions('mp4', await probe(at('long.mp4'), 'mp4', tools), 'release', {
      beside: { subtitles: 'long.srt' },
    })
    const short = [...PICTURES, 'audio', 'loudspeaker']
    const others = plan.filter(({ name }) => !short.includes(name))
    expect(others.map(({ name }) => name)).toEqual(['video-720p', 'video-silent-words', 'video-15s', 'video-30s'])
    for (const { name, step } of others) {
      const to = at(`long-${name}`)
      const job = {
        from: at('long.mp4'),
        kind: 'mp4' as const,
        step: step!,
        marks,
        to,
        pathOf: async (id: string) => at(id),
      }
      await makeRendition(job, stills, tools)
      expect([name, await readLabel(to, 'mp4', tools)]).toMatchObject([name, { state: 'found', raw: label }])
      expect([name, sentinelsIn(await readFile(to), NAMES)]).toEqual([name, []])
    }
  })

  test('a film for the web is H.264 in 4:2:0 with its header first, and the same when made twice', async () => {
    const [one, two] = [await make('film.mp4', 'video-480p'), await make('film.mp4', 'video-480p')]
    const film = one.get('video-480p')
    expect(film?.bytes.indexOf('moov')).toBeLessThan(film?.bytes.indexOf('mdat') ?? 0)
    expect(film?.bytes).toEqual(two.get('video-480p')?.bytes)
    expect((await probed(film?.path)).streams).toMatchObject([
      { codec_name: 'h264', width: 320, height: 180, pix_fmt: 'yuv420p', color_space: 'bt709' },
      { codec_name: 'aac', sample_rate: '48000' },
    ])
  })

  test('trap 27: an upright phone film stays upright, its matrix gone', async () => {
    const film = (await make('turned.mp4', 'video-480p')).get('video-480p')
    const [stream] = (await probed(film?.path)).streams
    expect(stream).toMatchObject({ width: 180, height: 320 })
    expect(stream?.side_data_list).toBeUndefined()
  })

  test('trap 28: a film without sound has its pictures', async () => {
    expect([...(await make('turned.mp4')).keys()]).toEqual(PICTURES)
  })

  test('trap 29: a cover picture in a sound is no film; trap 30: loudness leaves 48 kHz', async () => {
    const horn = (await make('sound.mp3', 'loudspeaker')).get('loudspeaker')
    expect((await probed(horn?.path)).streams).toMatchObject([{ codec_name: 'mp3', channels: 1, sample_rate: '48000' }])
  })

  test('trap 31: a film of changing rate keeps its length', async () => {
    const uneven = "select='if(lt(t,1),1,not(mod(n,6)))'"
    ffmpeg(
      ...lavfi('testsrc2=size=320x180:rate=60:duration=2'),
      '-vf',
      uneven,
      '-fps_mode',
      'vfr',
      ...CODECS.slice(0, 6),
      at('uneven.mp4'),
    )
    const film = (await make('uneven.mp4', 'video-480p')).get('video-480p')
    expect(Number((await probed(film?.path)).format.duration)).toBeGreaterThan(1.88)
  })

  test('trap 32: an HDR film comes out in the colours of ordinary screens', async () => {
    const pq = [
      '-c:v',
      'libx265',
      '-pix_fmt',
      'yuv420p10le',
      '-x265-params',
      'log-level=none:colorprim=bt2020:transfer=smpte2084:colormatrix=bt2020nc',
    ]
    ffmpeg(...lavfi('testsrc2=size=320x180:rate=25:duration=1'), ...pq, '-tag:v', 'hvc1', at('hdr.mp4'))
    expect(await probe(at('hdr.mp4'), 'mp4', tools)).toMatchObject({ hdr: true })
    const film = (await make('hdr.mp4', 'video-480p')).get('video-480p')
    expect((await probed(film?.path)).streams[0]).toMatchObject({
      color_transfer: 'bt709',
      color_primaries: 'bt709',
      pix_fmt: 'yuv420p',
    })
  })

  test('trap 33: odd sides and full colour become even and 4:2:0', async () => {
    ffmpeg(
      ...lavfi('testsrc2=size=641x359:rate=25:duration=1'),
      '-c:v',
      'libx264',
      '-pix_fmt',
      'yuv444p',
      at('odd.mp4'),
    )
    const film = (await make('odd.mp4', 'video-480p')).get('video-480p')
    expect((await probed(film?.path)).streams[0]).toMatchObject({ width: 640, height: 358, pix_fmt: 'yuv420p' })
  })

  test('trap 34: a film of one frame, of a tenth of a second, or black at its beginning has a poster', async () => {
    ffmpeg(...lavfi('color=s=64x64:r=30:d=0.1'), ...CODECS.slice(0, 6), at('tenth.mp4'))
    const parts = [...lavfi('color=black:s=64x64:r=10:d=0.5'), ...lavfi('color=white:s=64x64:r=10:d=2')]
    ffmpeg(...parts, '-filter_complex', '[0][1]concat', ...CODECS.slice(0, 6), at('black.mp4'))
    for (const name of ['one-frame.mp4', 'tenth.mp4', 'black.mp4']) {
      const poster = (await make(name, 'poster')).get('poster')
      expect(await sharp(poster?.bytes).metadata()).toMatchObject({ format: 'jpeg', width: 64, height: 64 })
    }
  })

  test('trap 22: half a film is no rendition, although its encoder is content', async () => {
    ffmpeg('-i', at('film.mp4'), '-map', '0:v', '-map', '0:a', '-c', 'copy', '-movflags', '+faststart', at('front.mp4'))
    const whole = await readFile(at('front.mp4'))
    const step = planRenditions('mp4', await probe(at('front.mp4'), 'mp4', tools), 'release').find(
      ({ name }) => name === 'video-480p',
    )?.step
    await writeFile(at('half.mp4'), whole.subarray(0, Math.floor(whole.length * 0.6)))
    const to = at('nothing.mp4')
    const job = { from: at('half.mp4'), kind: 'mp4' as const, step: step!, marks, to }
    await expect(makeRendition(job, stills, tools)).rejects.toMatchObject({
      code: expect.stringMatching(/differs|not_made/),
    })
    expect(existsSync(to)).toBe(false)
  })

  test('trap 36: of a film whose encoder is killed nothing is left, however much it had written', async () => {
    const step = planRenditions('mp4', await probe(at('film.mp4'), 'mp4', tools), 'release').find(
      ({ name }) => name === 'video-silent',
    )?.step
    const dying = at('ffmpeg-that-dies')
    // It writes all of the film, and is killed before it says so: 137, as of `prlimit --cpu`.
    await writeFile(dying, `#!/bin/sh\n${tools.ffmpeg ?? ''} "$@"\nkill -9 $$\n`)
    await chmod(dying, 0o755)
    const to = at('killed.mp4')
    const job = { from: at('film.mp4'), kind: 'mp4' as const, step: step!, marks, to }
    await expect(makeRendition(job, stills, { ...tools, ffmpeg: dying })).rejects.toMatchObject({ code: 'not_made' })
    expect((await readdir(folder)).filter((name) => name.startsWith('killed'))).toEqual([])
  })

  test('row 20: a picture that is right already goes over as it is, without what was written beside it', async () => {
    const said = [
      '-metadata',
      `title=${PERSON}`,
      '-metadata',
      `location=${PLACE}`,
      '-metadata:s:v',
      `handler_name=${HANDLER}`,
    ]
    const colours = ['-colorspace', 'bt709', '-color_primaries', 'bt709', '-color_trc', 'bt709']
    const sei = `h264_metadata=sei_user_data=086f3693-b7b3-4f2c-9653-21492feee5b8+${HOUSE}`
    ffmpeg(...FILM, ...CODECS, ...colours, '-b:v', '500k', '-bsf:v', sei, ...said, at('right.mp4'))
    expect(sentinelsIn(await readFile(at('right.mp4')), NAMES)).toEqual([PERSON, HOUSE, HANDLER])
    const pictures = (path: string) =>
      execFileSync(tools.ffmpeg ?? '', ['-v', 'error', '-i', path, '-map', '0:v', '-f', 'framemd5', '-']).toString()
    const facts = await probe(at('right.mp4'), 'mp4', tools)
    const copied = (more: object, words?: string) =>
      planRenditions('mp4', { ...facts, ...more }, 'release', { words }).flatMap(({ name, step }) =>
        step?.make === 'film' && step.copied ? [name] : [],
      )
    expect(copied({})).toEqual(['video-480p', 'video-silent', 'wechat-video'])
    expect(copied({ plainKbps: 1300 })).toEqual(['video-silent'])
    expect(copied({ height: 540, width: 960 })).toEqual(['video-720p', 'video-silent'])
    expect([copied({ plainKbps: undefined }), copied({ height: 181 }), copied({}, '人工智能生成')]).toEqual([
      [],
      [],
      [],
    ])
    for (const profile of ['video-480p', 'video-silent']) {
      const [one, two] = [await make('right.mp4', profile), await make('right.mp4', profile)]
      const { path = '', bytes = Buffer.alloc(0) } = one.get(profile) ?? {}
      expect(pictures(path)).toBe(pictures(at('right.mp4')))
      expect([sentinelsIn(bytes, NAMES), bytes.includes('x264')]).toEqual([[], false])
      expect(await readLabel(path, 'mp4', tools)).toMatchObject({ state: 'found', raw: label })
      expect(bytes).toEqual(two.get(profile)?.bytes)
    }
    const turned = [
      '-i',
      at('right.mp4'),
      '-map',
      '0:v',
      '-c',
      'copy',
      '-metadata:s:v',
      'rotate=90',
      at('right-turned.mp4'),
    ]
    ffmpeg(...turned)
    expect(await probe(at('right-turned.mp4'), 'mp4', tools)).not.toHaveProperty('plainKbps')
    expect(await probe(at('film.mp4'), 'mp4', tools)).not.toHaveProperty('plainKbps')
  })

  test('progress is told in percent and rises', async () => {
    ffmpeg(...lavfi('testsrc2=size=320x180:rate=25:duration=20'), ...CODECS.slice(0, 6), at('longer.mp4'))
    const told: number[] = []
    await make('longer.mp4', 'video-480p', (percent) => told.push(percent))
    expect(told.length).toBeGreaterThan(1)
    expect(told[0]).toBe(0)
    expect(told).toEqual([...new Set(told)].sort((one, two) => one - two))
    expect(told.every((percent) => percent >= 0 && percent < 100)).toBe(true)
  })
})

const kernel = tools.prlimit === null ? describe.skip : describe
if (tools.prlimit === null) console.log('LEFT OUT limits of the kernel: prlimit is not on this machine')

kernel('limits of the kernel', () => {
  test.each([
    ['trap 36: processor time', { cpuSeconds: 1, memoryBytes: 4e9, fileBytes: 1e9 }, 'for (;;) {}'],
    [
      'length',
      { cpuSeconds: 20, memoryBytes: 4e9, fileBytes: 1000 },
      "require('fs').writeFileSync(process.argv[1], 'x'.repeat(5000))",
    ],
  ])('stop a program: %s', async (_, limits, script) => {
    const { limited } = await import('../../media/tools')
    const wanted = { ...limits, memoryBytes: 64e9 }
    const run = await runTool(...limited(tools, process.execPath, ['-e', script, at('long')], wanted), { seconds: 30 })
    expect(run.code).not.toBe(0)
    expect(run.stopped).toBeNull()
  })
})
