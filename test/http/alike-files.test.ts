import { afterAll, beforeAll, expect, test } from '@jest/globals'
import sharp from 'sharp'
import { alikeFiles } from '../../src/alike-files'
import type { SubmissionRow } from '../../workflows/application/types'
import type { FileRow } from '../../workflows/file/types'
import { answersOf } from '../journeys/story'
import { startServer } from '../support/server'
import type { Client, TestServer } from '../support/server'
import { openCall } from './whole-house'

let server: TestServer
let call = ''
const reader = () => server.house.engine.store.reader

beforeAll(async () => {
  server = await startServer()
  const officer = await server.person('经办人', 'officer')
  ;({ call } = await openCall(server, officer, await server.person('财务', 'finance')))
}, 60_000)
afterAll(() => server.close())

/** A page with a drawing of its own. */
function page(n: number) {
  const shapes = [1, 2, 3, 4, 5, 6].map(
    (k) =>
      `<ellipse cx="${(n * 97 + k * 131) % 600}" cy="${(n * 53 + k * k * 71) % 800}" rx="${60 + ((k * n * 29) % 120)}" ry="${50 + ((k * 37 + n) % 90)}" fill="hsl(${k * 60} 60% ${20 + ((k * n * 13) % 60)}%)"/>`,
  )
  const drawing = `<svg xmlns="http://www.w3.org/2000/svg" width="600" height="800"><rect width="600" height="800" fill="#e8e4d8"/>${shapes.join('')}</svg>`
  return sharp(Buffer.from(drawing))
}

const named = (name: string, bytes: Buffer) => ({ name, type: `image/${name.split('.')[1] ?? ''}`, bytes })

/** The submission with these pages; null for a draft that is not handed in. */
async function comic(creator: Client, pages: Buffer[], handIn = true): Promise<SubmissionRow | null> {
  const json = { accept: 'application/json' }
  const { id } = (await creator.form<{ id: string }>('/drafts', { call }, json)).body
  await creator.form(`/drafts/${id}`, { _revision: '1', ...answersOf.comic() }, json)
  const files = pages.map((bytes, n) => named(`${String(n)}.${bytes[0] === 0xff ? 'jpeg' : 'png'}`, bytes))
  expect((await creator.upload(`/drafts/${id}/files`, { role: 'page' }, files)).status).toBe(200)
  if (!handIn) return null
  const draft = await reader().get<{ revision: number }>('application-drafts', id)
  const done = await creator.command('application', 'submit', { draft: id, revision: draft?.revision })
  const [submission] = await reader().find<SubmissionRow>('submissions', { application: { equals: done.id } })
  return submission ?? null
}

test('an officer may ask which files of other applications are the same or look like it; nothing else tells', async () => {
  const [first, second, third] = [await server.person('甲'), await server.person('乙'), await server.person('丙')]
  const [one, two, three] = await Promise.all([1, 2, 3].map((n) => page(n).png().toBuffer()))
  if (!one || !two || !three) throw new Error('no pages')
  const blank = await sharp({ create: { width: 600, height: 800, channels: 3, background: '#fff' } })
    .png()
    .toBuffer()
  const blankToo = await sharp({ create: { width: 300, height: 400, channels: 3, background: '#fff' } })
    .png()
    .toBuffer()
  const original = await comic(first, [one, two, blank])
  const taken = await comic(second, [
    await sharp(one).resize(300).jpeg({ quality: 50 }).toBuffer(),
    two,
    await sharp(three).flop().png().toBuffer(),
    blankToo,
  ])
  const own = await comic(third, [three])
  await comic(third, [one], false)
  await server.drain()
  if (!original || !taken || !own) throw new Error('not handed in')

  const asked = async (submission: SubmissionRow) => {
    const found = await alikeFiles(reader(), submission)
    const place = (id: string) => submission.files.findIndex(({ file }) => file === id)
    return found.map(({ file, how, mirrored, application }) => [place(file), how, mirrored, application])
  }
  expect(await asked(original)).toEqual([
    [1, 'same', false, taken.application],
    [0, 'near', false, taken.application],
  ])
  expect(await asked(taken)).toEqual([
    [1, 'same', false, original.application],
    [0, 'near', false, original.application],
    [2, 'near', true, own.application],
  ])

  const rows = await reader().find<FileRow>('files', {})
  expect(rows.filter(({ area }) => area === 'blind').every(({ facts }) => facts?.likeness === undefined)).toBe(true)
  for (const collection of ['dossiers', 'applications', 'outbox', 'notices', 'journal'])
    expect(JSON.stringify(await reader().find(collection, {}))).not.toContain('likeness')
})
