import { expect, test } from '@jest/globals'
import { randomUUID } from 'node:crypto'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { openStorage } from '../../media/index'
import { putInto, storageSuite, textOf } from './storage-suite'
import { tempFolder } from './support'

const root = tempFolder()
const open = (name: string = randomUUID()) => openStorage({ root: join(root, name) })

storageSuite('the folder store', {
  open: () => open(),
  fileOf: (storage, area, id) => storage.local((pathOf) => pathOf(area, id)),
})

test('a sealed file lies in the folder under its own id', async () => {
  const { id } = await putInto(await open('store'), 'bytes')
  const path = await (await open('store')).local((pathOf) => pathOf('sealed', id))
  expect(path).toBe(join(root, 'store', 'sealed', id.slice(0, 2), id))
})

test('one that is being read while it is removed is still read to its end', async () => {
  const storage = await open()
  const { id } = await putInto(storage, 'x'.repeat(300_000))
  const opened = await storage.read('sealed', id)
  expect(await storage.remove('sealed', id)).toBe(true)
  expect(await textOf(opened?.stream)).toHaveLength(300_000)
})

test('what is in the folder and no file of ours is left alone', async () => {
  const storage = await open('foreign')
  await mkdir(join(root, 'foreign', 'sealed', 'zz'), { recursive: true })
  await writeFile(join(root, 'foreign', 'sealed', 'zz', 'notes.txt'), 'x')
  expect(await storage.sweep({ known: new Set(), olderThanSeconds: -60 })).toEqual({ orphans: [], unfinished: [] })
})

test('a folder that cannot be made is said to be unusable', async () => {
  await writeFile(join(root, 'a-file'), '')
  await expect(open('a-file')).rejects.toMatchObject({ fault: 'folder' })
})
