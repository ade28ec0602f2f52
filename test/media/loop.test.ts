// @needs ffmpeg
import { afterAll, expect, test } from '@jest/globals'
import { readFile, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import sharp from 'sharp'
import {
  NO_TOOLS,
  declaredLabel,
  makeRendition,
  openStillMaker,
  planRenditions,
  probe,
  readLabel,
  sniffKind,
  writtenLabel,
} from '../../media/index'
import { runTool } from '../../media/tools'
import { needs, sentinelsIn, tempFolder, tools } from './support'

const folder = tempFolder()
const at = (name: string) => join(folder, name)
const stills = openStillMaker()
afterAll(() => stills.close())

const PERSON = '张三丰PLANTED'
const label = writtenLabel(declaredLabel(true), { propagator: '某平台', id: 'KPW-1' })

const frame = (background: string) =>
  sharp({ create: { width: 240, height: 160, channels: 4, background } })
    .png()
    .toBuffer()

/** Three frames that stand for 0.4 s, 0.4 s and a second; the last is half transparent. */
async function moving(name: string): Promise<string> {
  const frames = await Promise.all(['#ff0000', '#0000ff', '#00000000'].map(frame))
  const pace = { delay: [400, 400, 1000], loop: 0 }
  const joined = sharp(frames, { join: { animated: true } })
  await (
    name.endsWith('gif')
      ? joined.gif(pace)
      : joined.webp({ ...pace, lossless: true }).withExif({ IFD0: { Artist: PERSON } })
  ).toFile(at(name))
  return at(name)
}

async function made(name: string, words?: string): Promise<string> {
  const from = await moving(name)
  const { kind } = await sniffKind(from)
  const facts = await probe(from, kind, NO_TOOLS)
  const step = planRenditions(kind, facts, 'release', { words }).find((one) => one.name === 'image-loop')?.step
  if (step === undefined) throw new Error('not planned')
  const to = at(crypto.randomUUID())
  const checked = await makeRendition({ from, kind, step, marks: { label }, to }, stills, tools)
  expect(checked).toMatchObject({ kind: 'mp4', facts: { width: 240, height: 160, rate: 25, hasAudio: false } })
  expect(checked.facts.seconds).toBeCloseTo(1.8, 1)
  return to
}

/** The mean colour of the picture at a moment, in seconds. */
async function colourAt(path: string, seconds: number): Promise<number[]> {
  const args = ['-nostdin', '-v', 'error', '-ss', String(seconds), '-i', path, '-frames:v', '1']
  const { stdout } = await runTool(tools.ffmpeg ?? '', [...args, '-c:v', 'png', '-f', 'image2pipe', '-'], {
    seconds: 20,
  })
  const { channels } = await sharp(stdout).removeAlpha().stats()
  return channels.map(({ mean }) => Math.round(mean / 51) * 51)
}

needs('ffmpeg', 'test/media/loop')('row 41: an animated picture as a film', () => {
  test.each(['moves.gif', 'moves.webp'])(
    '%s keeps its pace, carries the label and nothing of its sender',
    async (name) => {
      const path = await made(name)
      for (const [moment, colour] of [
        [0.3, [255, 0, 0]],
        [0.5, [0, 0, 255]],
        [0.9, [255, 255, 255]],
        [1.7, [255, 255, 255]],
      ] as const)
        expect(await colourAt(path, moment)).toEqual(colour)
      expect((await readLabel(path, 'mp4', tools)).raw).toBe(label)
      const bytes = await readFile(path)
      expect(sentinelsIn(bytes, [PERSON])).toEqual([])
      expect(await readFile(await made(name))).toEqual(bytes)
      expect((await readdir(folder)).filter((each) => each.endsWith('.rgb'))).toEqual([])
    },
  )

  test('says in the picture that it was generated, all the time', async () => {
    expect(await readFile(await made('told.gif', '人工智能生成'))).not.toEqual(await readFile(await made('told.gif')))
  })

  test('without ffmpeg it is not made, and says so', async () => {
    const from = await moving('waits.gif')
    const step = planRenditions('gif', await probe(from, 'gif', NO_TOOLS), 'release').find(
      ({ name }) => name === 'image-loop',
    )?.step
    if (step === undefined) throw new Error('not planned')
    const job = { from, kind: 'gif', step, marks: { label: null }, to: at('none') } as const
    await expect(makeRendition(job, stills, NO_TOOLS)).rejects.toMatchObject({ code: 'not_made' })
    expect((await readdir(folder)).filter((each) => each.endsWith('.rgb'))).toEqual([])
  })
})
