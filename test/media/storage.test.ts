import { describe, expect, test } from '@jest/globals'
import { createHash, randomUUID } from 'node:crypto'
import { mkdir, readFile, readdir, stat, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { openStorage } from '../../media/index'
import { fileWith, tempFolder } from './support'

const root = tempFolder()
const storage = await openStorage({ root: join(root, 'store') })

async function put(bytes: Buffer | string, id = randomUUID(), area: 'sealed' | 'renditions' = 'sealed') {
  const path = await storage.tempPath()
  await writeFile(path, bytes)
  await storage.put(area, id, path)
  return { id, path }
}

async function textOf(stream: Readable | undefined): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of stream ?? []) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks).toString('utf8')
}

describe('the folder store', () => {
  test('gives back what was put, whole and in ranges, with its length and hash', async () => {
    const { id } = await put('0123456789')
    const whole = await storage.read('sealed', id)
    expect(whole?.bytes).toBe(10)
    expect(await textOf(whole?.stream)).toBe('0123456789')
    expect(await textOf((await storage.read('sealed', id, { start: 2, end: 4 }))?.stream)).toBe('234')
    expect(await textOf((await storage.read('sealed', id, { start: 9, end: 9 }))?.stream)).toBe('9')
    expect(await storage.hash('sealed', id)).toBe(createHash('sha256').update('0123456789').digest('hex'))
    expect(await storage.stat('sealed', id)).toMatchObject({ id, bytes: 10 })
    expect(storage.path('sealed', id)).toBe(join(root, 'store', 'sealed', id.slice(0, 2), id))
  })

  test('leaves nothing in the temporary folder after putting', async () => {
    const { path } = await put('x')
    await expect(stat(path)).rejects.toMatchObject({ code: 'ENOENT' })
  })

  test('no id can leave the folder', async () => {
    await writeFile(join(root, 'secret'), 'secret')
    for (const id of [
      '../../secret',
      '..',
      '',
      'a/b',
      randomUUID().toUpperCase(),
      `${randomUUID()}/..`,
      `${randomUUID()}\n`,
    ]) {
      await expect(storage.read('sealed', id)).rejects.toMatchObject({ code: 'storage_id_invalid' })
      await expect(storage.remove('sealed', id)).rejects.toMatchObject({ code: 'storage_id_invalid' })
      await expect(storage.discardUnfinished(id)).rejects.toMatchObject({ code: 'storage_id_invalid' })
      expect(() => storage.path('sealed', id)).toThrow('storage_id_invalid')
    }
    expect(await readFile(join(root, 'secret'), 'utf8')).toBe('secret')
  })

  test('a sealed original is never replaced by other bytes, and the same bytes again are fine', async () => {
    const { id } = await put('the original')
    await expect(put('something else', id)).rejects.toMatchObject({ code: 'storage_sealed_differs' })
    await put('the original', id)
    expect(await textOf((await storage.read('sealed', id))?.stream)).toBe('the original')
  })

  test('of two writers of one sealed id with different bytes exactly one wins', async () => {
    const id = randomUUID()
    const outcomes = await Promise.allSettled(['one', 'two', 'three'].map((bytes) => put(bytes, id)))
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  })

  test('a rendition made again replaces the old one', async () => {
    const { id } = await put('old', undefined, 'renditions')
    await put('new', id, 'renditions')
    expect(await textOf((await storage.read('renditions', id))?.stream)).toBe('new')
  })

  test('a missing file is null, not an error', async () => {
    const id = randomUUID()
    expect(await storage.read('blind', id)).toBeNull()
    expect(await storage.stat('blind', id)).toBeNull()
    expect(await storage.hash('blind', id)).toBeNull()
    expect(await storage.remove('blind', id)).toBe(false)
  })

  test('a removed file is gone, and one that is being read is still read to its end', async () => {
    const { id } = await put('x'.repeat(300_000))
    const opened = await storage.read('sealed', id)
    expect(await storage.remove('sealed', id)).toBe(true)
    expect(await textOf(opened?.stream)).toHaveLength(300_000)
    expect(await storage.stat('sealed', id)).toBeNull()
  })

  test('putting a file that is not there leaves nothing under the id', async () => {
    const id = randomUUID()
    await expect(storage.put('sealed', id, join(root, 'nowhere'))).rejects.toMatchObject({ code: 'ENOENT' })
    expect(await storage.stat('sealed', id)).toBeNull()
  })

  test('the sweep finds old orphans and old unfinished files, and neither known nor young ones', async () => {
    const own = await openStorage({ root: join(root, 'swept') })
    const long = new Date('2020-01-01T00:00:00Z')
    const ids = { known: randomUUID(), orphan: randomUUID(), young: randomUUID() }
    for (const id of Object.values(ids)) {
      await own.put('renditions', id, await fileWith(own.tempDir, randomUUID(), id))
      if (id !== ids.young) await utimes(own.path('renditions', id), long, long)
    }
    const [left, running] = [randomUUID(), randomUUID()]
    await utimes(await fileWith(own.tempDir, left, 'half'), long, long)
    await fileWith(own.tempDir, running, 'half')
    await mkdir(join(root, 'swept', 'sealed', 'zz'), { recursive: true })

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
