/** @needs versitygw */
import { afterAll, afterEach, describe, expect, test } from '@jest/globals'
import { randomBytes, randomUUID } from 'node:crypto'
import { readFile, readdir, stat, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { inspect } from 'node:util'
import { MediaRefusal, openStorage } from '../../media/index'
import type { S3Options } from '../../media/index'
import { startS3 } from '../support/s3'
import { sha256Of } from '../support/tus'
import { bytesOf, putInto, storageSuite } from './storage-suite'
import { tempFolder } from './support'

const root = tempFolder()
const server = await startS3(join(root, 'server'))
const { wire } = server
afterAll(() => server.stop())
afterEach(() => {
  wire.faults.splice(0)
  wire.always = null
})

/** Gives up soon, so that tests of what never answers end soon. */
const patience = { connect: 2_000, answer: 1_000, silence: 1_000, tries: 2 }

const openAt = (prefix: string, more: Partial<S3Options> = {}, folder: string = randomUUID()) =>
  openStorage({ root: join(root, folder), s3: { ...server.options, prefix, ...more } })

/** The prefix of each store that the suite asked for. */
const prefixes = new Map<unknown, string>()

storageSuite('a store in a bucket', {
  open: async () => {
    const prefix = `${randomUUID()}/files/`
    const storage = await openAt(prefix)
    prefixes.set(storage, prefix)
    return storage
  },
  fileOf: async (storage, area, id) => server.fileOf(`${prefixes.get(storage) ?? ''}${area}/${id}`),
})

/** Three parts, the last one short. */
const film = randomBytes(20_000_000)

describe('what a bucket is besides', () => {
  const openTwo = async () => {
    const prefix = `${randomUUID()}/`
    return [await openAt(prefix), await openAt(prefix)] as const
  }

  test('a file in parts comes back as it was, in ranges across parts too, to another process as well', async () => {
    const [one, two] = await openTwo()
    const { id } = await putInto(one, film)
    expect(await two.hash('sealed', id)).toBe(sha256Of(film))
    const range = { start: 8 * 1024 * 1024 - 5, end: 16 * 1024 * 1024 + 5 }
    const part = await two.read('sealed', id, range)
    expect(part?.bytes).toBe(film.length)
    expect((await bytesOf(part?.stream)).equals(film.subarray(range.start, range.end + 1))).toBe(true)
    await putInto(two, film, id)
    expect((await one.sweep({ known: new Set([id]), olderThanSeconds: -60 })).unfinished).toEqual([])
  })

  test('of two processes that seal long files under one id exactly one wins, and nothing is left of the other', async () => {
    const [one, two] = await openTwo()
    const id = randomUUID()
    const other = Buffer.concat([film.subarray(1), Buffer.from('x')])
    const outcomes = await Promise.allSettled([putInto(one, film, id), putInto(two, other, id)])
    const won = outcomes.findIndex(({ status }) => status === 'fulfilled')
    expect(outcomes[1 - won]).toMatchObject({ reason: { code: 'storage_sealed_differs' } })
    expect(await one.hash('sealed', id)).toBe(sha256Of(won === 0 ? film : other))
    const { unfinished } = await one.sweep({ known: new Set([id]), olderThanSeconds: -60 })
    expect(unfinished.filter((name) => name.startsWith('parts:'))).toEqual([])
  })

  test('what a death left between the bytes and their row is found by the sweep', async () => {
    const [one, two] = await openTwo()
    const { id } = await putInto(one, 'sealed, and nobody knows')
    const { orphans } = await two.sweep({ known: new Set(), olderThanSeconds: -60 })
    expect(orphans).toMatchObject([{ area: 'sealed', id }])
    expect(await two.remove('sealed', id)).toBe(true)
    expect(await one.read('sealed', id)).toBeNull()
  })

  test('a copy stays for those who use it, also when the file is removed meanwhile, and is fetched once', async () => {
    const folder = randomUUID()
    const storage = await openAt(`${randomUUID()}/`, {}, folder)
    const { id } = await putInto(storage, 'a page')
    const copies = () => readdir(join(root, folder, 'copies'))
    await storage.local(async (pathOf) => {
      const path = await pathOf('sealed', id)
      await storage.local(async (again) => {
        expect(await again('sealed', id)).toBe(path)
      })
      await storage.remove('sealed', id)
      expect(await readFile(path, 'utf8')).toBe('a page')
      expect(await copies()).toHaveLength(1)
    })
    while ((await copies()).length > 0) await new Promise((resolve) => setTimeout(resolve, 2))
  })

  test('copies that a death left are removed by the next start, those of others are not', async () => {
    const folder = randomUUID()
    await openAt(`${randomUUID()}/`, {}, folder)
    const [old, young] = [join(root, folder, 'copies', randomUUID()), join(root, folder, 'copies', randomUUID())]
    for (const path of [old, young]) await writeFile(path, 'x')
    const before = new Date(Date.now() - 2 * 86_400_000)
    await utimes(old, before, before)
    await openAt(`${randomUUID()}/`, {}, folder)
    await expect(stat(old)).rejects.toMatchObject({ code: 'ENOENT' })
    expect((await stat(young)).size).toBe(1)
  })
})

describe('a network that fails', () => {
  test('in the middle of a file goes on where it was', async () => {
    const storage = await openAt(`${randomUUID()}/`)
    const { id } = await putInto(storage, film)
    wire.faults.push({ down: 3_000_000 }, 'refused', { down: 5_000_000 })
    expect(await storage.hash('sealed', id)).toBe(sha256Of(film))
    wire.faults.push({ up: 9_000_000 }, { up: 1_000 }, 'refused')
    await putInto(storage, film, id)
    expect(wire.faults).toEqual([])
  })

  test('for good is said so after some tries, and nothing is half written: the file is still here, and can be put again', async () => {
    const prefix = `${randomUUID()}/`
    const folder = randomUUID()
    const [storage, whole] = [await openAt(prefix, { patience }, folder), await openAt(prefix, {}, folder)]
    const unavailable = { code: 'storage_unavailable' }
    const { id } = await putInto(whole, film)
    const other = randomUUID()
    const path = storage.partPath(other)
    await writeFile(path, film)
    for (const fault of ['refused', 'silent', { up: 5_000_000 }] as const) {
      wire.always = fault
      await expect(storage.put('sealed', other, path)).rejects.toMatchObject(unavailable)
      wire.always = null
      expect(await whole.stat('sealed', other)).toBeNull()
    }
    for (const fault of ['refused', 'silent'] as const) {
      wire.always = fault
      const asked = [
        storage.read('sealed', id),
        storage.stat('sealed', id),
        storage.hash('sealed', id),
        storage.remove('sealed', id),
        storage.local((pathOf) => pathOf('sealed', id)),
        storage.sweep({ known: new Set(), olderThanSeconds: 0 }),
        storage.ready(),
      ]
      const refused = { status: 'rejected', reason: expect.objectContaining(unavailable) as unknown }
      expect(await Promise.allSettled(asked)).toMatchObject(asked.map(() => refused))
    }
    wire.faults.push({ down: 4_000_000 })
    wire.always = 'refused'
    await expect(storage.hash('sealed', id)).rejects.toMatchObject(unavailable)
    wire.always = null
    await whole.put('sealed', other, path)
    expect(await whole.hash('sealed', other)).toBe(sha256Of(film))
    expect(await readdir(join(root, folder, 'unfinished'))).toEqual([])
  })

  test('while parts are sent leaves parts that the sweep finds and removes', async () => {
    const storage = await openAt(`${randomUUID()}/`)
    const id = randomUUID()
    await writeFile(storage.partPath(id), film)
    // The beginning and the first part pass; then nobody is there any more, to take it back either.
    wire.faults.push({ up: 10_000 }, { up: 10_000_000 })
    wire.always = 'refused'
    await expect(storage.put('sealed', id, storage.partPath(id))).rejects.toMatchObject({ code: 'storage_unavailable' })
    wire.always = null
    const asked = { known: new Set([id]), olderThanSeconds: -60 }
    const { orphans, unfinished } = await storage.sweep(asked)
    expect(orphans).toEqual([])
    expect(unfinished).toEqual([expect.stringMatching(new RegExp(`^parts:sealed/${id}/.+`))])
    expect((await storage.sweep({ ...asked, olderThanSeconds: 3600 })).unfinished).toEqual([])
    await storage.discardUnfinished(unfinished[0] ?? '')
    expect((await storage.sweep(asked)).unfinished).toEqual([])
    await storage.discardUnfinished(unfinished[0] ?? '')
  })

  test('a reader who hangs up closes the connection, and one who pauses gets the rest', async () => {
    const storage = await openAt(`${randomUUID()}/`, { patience: { ...patience, answer: 10_000 } })
    const { id } = await putInto(storage, film)
    const closed = async () => {
      while (wire.open() > 0) await new Promise((resolve) => setTimeout(resolve, 2))
    }
    await closed()
    const left = (await storage.read('sealed', id))?.stream
    await new Promise((resolve) => left?.once('data', resolve))
    expect(wire.open()).toBe(1)
    left?.destroy()
    await closed()
    const unread = (await storage.read('sealed', id))?.stream
    unread?.destroy()
    await closed()
    const paused = (await storage.read('sealed', id))?.stream
    // Its connection is given up after a while without a read; the stream is not.
    await closed()
    expect(sha256Of(await bytesOf(paused))).toBe(sha256Of(film))
  })
})

describe('a configuration that cannot be', () => {
  const fault = async (more: Partial<S3Options>): Promise<unknown> =>
    openAt('', { patience, ...more }).then(
      () => null,
      (error: unknown) => error,
    )

  test('is told by the part that is at fault, and without a secret', async () => {
    expect(await fault({ bucket: 'no-such-bucket' })).toMatchObject({ fault: 'bucket' })
    expect(await fault({ endpoint: 'http://127.0.0.1:9' })).toMatchObject({ fault: 'endpoint' })
    const wrong = await fault({ keys: { id: 'test-key', secret: 'not-the-secret-at-all' } })
    expect(wrong).toMatchObject({ fault: 'keys' })
    expect(inspect(wrong, { depth: 9, showHidden: true })).not.toMatch(/Signature=|StringToSign|not-the-secret/)
  })

  test('what the server says is in the cause of an error, without signatures', async () => {
    const storage = await openAt('', { patience })
    wire.always = 'refused'
    const error = await storage.stat('sealed', randomUUID()).catch((reason: unknown) => reason)
    expect(error).toBeInstanceOf(MediaRefusal)
    expect(inspect(error, { depth: 9 })).toMatch(/S3: \w+/)
  })
})
