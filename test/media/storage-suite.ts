import { describe, expect, test } from '@jest/globals'
import { randomUUID } from 'node:crypto'
import { readFile, readdir, stat, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import type { Area, Storage } from '../../media/index'
import { sha256Of } from '../support/tus'
import { fileWith } from './support'

export async function putInto(
  storage: Storage,
  bytes: Buffer | string,
  id: string = randomUUID(),
  area: Area = 'sealed',
) {
  const path = await storage.tempPath()
  await writeFile(path, bytes)
  await storage.put(area, id, path)
  return { id, path }
}

export async function bytesOf(stream: Readable | undefined): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of stream ?? []) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks)
}

export const textOf = async (stream: Readable | undefined): Promise<string> => (await bytesOf(stream)).toString('utf8')

interface Tested {
  /** One that holds nothing yet, whenever it is asked for. */
  open: () => Promise<Storage>
  /** The file on this disk behind a stored one. */
  fileOf: (storage: Storage, area: Area, id: string) => Promise<string>
}

/** What every store must do. */
export function storageSuite(name: string, { open, fileOf }: Tested): void {
  describe(name, () => {
    let opened: Promise<Storage> | undefined
    const store = () => (opened ??= open())
    const put = async (bytes: Buffer | string, id?: string, area?: Area) => putInto(await store(), bytes, id, area)

    test('gives back what was put, whole and in ranges, with its length and hash', async () => {
      const { id } = await put('0123456789')
      const storage = await store()
      const whole = await storage.read('sealed', id)
      expect(whole?.bytes).toBe(10)
      expect(await textOf(whole?.stream)).toBe('0123456789')
      const part = await storage.read('sealed', id, { start: 2, end: 4 })
      expect(part?.bytes).toBe(10)
      expect(await textOf(part?.stream)).toBe('234')
      expect(await textOf((await storage.read('sealed', id, { start: 9, end: 9 }))?.stream)).toBe('9')
      expect(await storage.hash('sealed', id)).toBe(sha256Of(Buffer.from('0123456789')))
      expect(await storage.stat('sealed', id)).toMatchObject({ id, bytes: 10 })
    })

    test('holds a file without a byte', async () => {
      const { id } = await put('')
      const storage = await store()
      const opened = await storage.read('sealed', id)
      expect(opened?.bytes).toBe(0)
      expect(await textOf(opened?.stream)).toBe('')
      expect(await storage.hash('sealed', id)).toBe(sha256Of(Buffer.alloc(0)))
    })

    test('brings files to this disk for the length of a use, several at once, one twice', async () => {
      const [one, two] = [await put('one'), await put('two', undefined, 'renditions')]
      const read = (await store()).local(async (pathOf) => {
        const paths = [await pathOf('sealed', one.id), await pathOf('renditions', two.id)]
        expect(await Promise.all([pathOf('sealed', one.id), pathOf('sealed', one.id)])).toEqual([paths[0], paths[0]])
        return Promise.all(paths.map((path) => readFile(path, 'utf8')))
      })
      expect(await read).toEqual(['one', 'two'])
      await expect((await store()).local((pathOf) => pathOf('sealed', randomUUID()))).rejects.toMatchObject({
        code: 'storage_file_missing',
      })
    })

    test('leaves nothing in the temporary folder after putting', async () => {
      const { path } = await put('x')
      await expect(stat(path)).rejects.toMatchObject({ code: 'ENOENT' })
    })

    test('no id can leave its place', async () => {
      const storage = await store()
      for (const id of [
        '../../secret',
        '..',
        '',
        'a/b',
        randomUUID().toUpperCase(),
        `${randomUUID()}/..`,
        `${randomUUID()}\n`,
      ]) {
        const invalid = { code: 'storage_id_invalid' }
        await expect(storage.read('sealed', id)).rejects.toMatchObject(invalid)
        await expect(storage.remove('sealed', id)).rejects.toMatchObject(invalid)
        await expect(storage.discardUnfinished(id)).rejects.toMatchObject(invalid)
        await expect(storage.local((pathOf) => pathOf('sealed', id))).rejects.toMatchObject(invalid)
        expect(() => storage.partPath(id)).toThrow('storage_id_invalid')
      }
    })

    test('a sealed file is never replaced by other bytes, and the same bytes again are fine', async () => {
      const { id } = await put('the original')
      await expect(put('something else', id)).rejects.toMatchObject({ code: 'storage_sealed_differs' })
      await put('the original', id)
      expect(await textOf((await (await store()).read('sealed', id))?.stream)).toBe('the original')
    })

    test('of many writers of one sealed id with different bytes exactly one wins', async () => {
      const id = randomUUID()
      const many = ['one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight']
      const outcomes = await Promise.allSettled(many.map((bytes) => put(bytes, id)))
      const winners = many.filter((_, n) => outcomes[n]?.status === 'fulfilled')
      expect(winners).toHaveLength(1)
      expect(await textOf((await (await store()).read('sealed', id))?.stream)).toBe(winners[0])
    })

    test('a rendition made again replaces the old one, for those too who use it on this disk', async () => {
      const storage = await store()
      const { id } = await put('old', undefined, 'renditions')
      const local = () => storage.local(async (pathOf) => readFile(await pathOf('renditions', id), 'utf8'))
      expect(await local()).toBe('old')
      await put('new', id, 'renditions')
      expect(await textOf((await storage.read('renditions', id))?.stream)).toBe('new')
      expect(await local()).toBe('new')
    })

    test('a missing file is null, not an error', async () => {
      const id = randomUUID()
      const storage = await store()
      expect(await storage.read('blind', id)).toBeNull()
      expect(await storage.stat('blind', id)).toBeNull()
      expect(await storage.hash('blind', id)).toBeNull()
      expect(await storage.remove('blind', id)).toBe(false)
    })

    test('a removed file is gone', async () => {
      const storage = await store()
      const { id } = await put('x'.repeat(300_000))
      await storage.local((pathOf) => pathOf('sealed', id))
      expect(await storage.remove('sealed', id)).toBe(true)
      expect(await storage.stat('sealed', id)).toBeNull()
      await expect(storage.local((pathOf) => pathOf('sealed', id))).rejects.toMatchObject({
        code: 'storage_file_missing',
      })
    })

    test('putting a file that is not there leaves nothing under the id', async () => {
      const id = randomUUID()
      const storage = await store()
      await expect(storage.put('sealed', id, join(storage.tempDir, 'nowhere'))).rejects.toMatchObject({
        code: 'ENOENT',
      })
      expect(await storage.stat('sealed', id)).toBeNull()
    })

    test('is ready, and refuses by itself to replace what is sealed', async () => {
      const storage = await store()
      await storage.ready()
      expect(storage.createOnly).toBe(true)
    })

    test('the sweep finds old orphans and old unfinished files, and neither known nor young ones', async () => {
      const own = await open()
      const long = new Date('2020-01-01T00:00:00Z')
      const ids = { known: randomUUID(), orphan: randomUUID(), young: randomUUID() }
      for (const id of Object.values(ids)) {
        await own.put('renditions', id, await fileWith(own.tempDir, randomUUID(), id))
        if (id !== ids.young) await utimes(await fileOf(own, 'renditions', id), long, long)
      }
      const [left, running] = [randomUUID(), randomUUID()]
      await utimes(await fileWith(own.tempDir, left, 'half'), long, long)
      await fileWith(own.tempDir, running, 'half')

      const found = await own.sweep({ known: new Set([ids.known]), olderThanSeconds: 3600 })
      expect(found.orphans).toMatchObject([{ area: 'renditions', id: ids.orphan }])
      expect(found.unfinished).toEqual([left])
      await own.discardUnfinished(left)
      expect(await readdir(own.tempDir)).toEqual([running])

      const listed: string[] = []
      for await (const file of own.list('renditions')) listed.push(file.id)
      expect(listed).toEqual(Object.values(ids).sort())
    })
  })
}
