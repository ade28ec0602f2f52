import { afterAll, expect, test } from '@jest/globals'
import { PDFDict, PDFDocument, PDFName, PDFStream, PDFRef } from '@cantoo/pdf-lib'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import sharp from 'sharp'
import { NO_TOOLS, makeRendition, openStillMaker, planRenditions, probe, readLabel } from '../../media/index'
import type { Facts, Marks } from '../../media/index'
import { fileWith, picture, tempFolder } from './support'

const folder = tempFolder()
const at = (name: string) => join(folder, name)
const stills = openStillMaker()
afterAll(() => stills.close())

const label =
  '{"Label":"2","ContentProducer":"","ProduceID":"","ReservedCode1":"","ContentPropagator":"我们","PropagateID":"K-1","ReservedCode2":""}'
const rights = { credit: '漫画：某人 <&>', licence: 'CC BY 4.0', work: 'KP-2026-0000001-A', version: 4 }
const marks: Marks = { label, rights }

const plain = (background: string, width: number, height: number) =>
  sharp({ create: { width, height, channels: 3, background } })

const planned = (facts: Facts) => planRenditions('png', facts, 'release').filter(({ name }) => name.startsWith('strip'))

test('trap 19: a strip becomes slices of at most 4096 px that leave no line out and have none twice', async () => {
  expect(planned({ width: 1080, height: 4096 })).toEqual([])
  expect(planned({ width: 400, height: 9000, frames: 3 })).toEqual([])
  expect(planned({ width: 10, height: 500_000 })).toMatchObject([{ name: 'strip', whyNot: 'image_too_tall' }])

  const bands = ['#f00', '#0f0', '#00f'].map((colour, n) => ({ colour, top: n * 3000 }))
  const input = await Promise.all(
    bands.map(async ({ colour, top }) => ({ input: await plain(colour, 64, 3000).png().toBuffer(), top, left: 0 })),
  )
  const from = await fileWith(folder, 'strip.png', await plain('#fff', 64, 9000).composite(input).png().toBuffer())
  const slices = planned(await probe(from, 'png', NO_TOOLS))
  expect(slices.map(({ name }) => name)).toEqual(['strip-01', 'strip-02', 'strip-03'])
  const parts: Buffer[] = []
  for (const { name, step } of slices) {
    await makeRendition({ from, kind: 'png', step: step!, marks, to: at(name) }, stills, NO_TOOLS)
    expect(await readLabel(at(name), 'webp', NO_TOOLS)).toMatchObject({ state: 'found', raw: label })
    parts.push(
      await sharp(await readFile(at(name)))
        .raw()
        .toBuffer(),
    )
  }
  const lines = Buffer.concat(parts)
  expect(lines.length).toBe(64 * 9000 * 3)
  for (const [line, channel] of [
    [0, 0],
    [2990, 0],
    [3010, 1],
    [4095, 1],
    [4096, 1],
    [6010, 2],
    [8999, 2],
  ] as const) {
    const pixel = [...lines.subarray((line * 64 + 32) * 3, (line * 64 + 32) * 3 + 3)]
    expect([line, pixel.map((value) => value > 128)]).toEqual([line, [0, 1, 2].map((each) => each === channel)])
  }
})

test('a comic is printed in its order, one sheet of A4 for each page, with credit, version and label', async () => {
  await fileWith(
    folder,
    'one',
    await picture(800, 1200)
      .withExif({ IFD0: { Artist: 'PLANTED' } })
      .jpeg()
      .toBuffer(),
  )
  await fileWith(folder, 'two', await picture(1200, 800).webp().toBuffer())
  await fileWith(folder, 'three', await picture(300, 400).png().toBuffer())
  const pages = ['one', 'two', 'three']
  const step = planRenditions('jpeg', { width: 800, height: 1200 }, 'release', { beside: { pages } }).find(
    ({ name }) => name === 'comic-print',
  )?.step
  expect(step).toEqual({ make: 'print', pages })
  const made = async (name: string) => {
    const to = at(name)
    await makeRendition(
      { from: at('one'), kind: 'jpeg', step: step!, marks, to, pathOf: async (id) => at(id) },
      stills,
      NO_TOOLS,
    )
    return readFile(to)
  }
  const bytes = await made('print.pdf')
  expect(await made('again.pdf')).toEqual(bytes)
  expect(bytes.includes('PLANTED')).toBe(false)
  expect(await readLabel(at('print.pdf'), 'pdf', NO_TOOLS)).toMatchObject({ state: 'found', raw: label })
  const pdf = await PDFDocument.load(bytes, { updateMetadata: false })
  expect(pdf.getPages().map((page) => page.getSize().width > page.getSize().height)).toEqual([false, true, false])
  expect([pdf.getAuthor(), pdf.getKeywords()]).toEqual(['漫画：某人 <&>', 'KP-2026-0000001-A v4'])
  // Every page has its picture and the words below it, which are the same picture everywhere.
  const drawn = pdf.getPages().map((page) => {
    const objects = page.node.Resources()?.lookup(PDFName.of('XObject'), PDFDict).values() ?? []
    return objects.filter((object): object is PDFRef => object instanceof PDFRef)
  })
  expect(drawn.map(({ length }) => length)).toEqual([2, 2, 2])
  expect(new Set(drawn.flat()).size).toBe(4)
  const widths = drawn.map(([first]) => pdf.context.lookup(first, PDFStream).dict.get(PDFName.of('Width')))
  expect(widths.map(String)).toEqual(['800', '1200', '300'])
})

test('only a comic’s first page has a print, and a page that is lost is not left out silently', async () => {
  expect(planRenditions('jpeg', { width: 8, height: 8 }, 'release').map(({ name }) => name)).not.toContain(
    'comic-print',
  )
  const step = { make: 'print', pages: ['one', 'lost'] } as const
  const job = {
    from: at('one'),
    kind: 'jpeg' as const,
    step,
    marks,
    to: at('none.pdf'),
    pathOf: async (id: string) => at(id),
  }
  await expect(makeRendition(job, stills, NO_TOOLS)).rejects.toMatchObject({ code: 'not_made' })
})
