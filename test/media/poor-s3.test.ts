import { afterAll, expect, test } from '@jest/globals'
import { randomBytes, randomUUID } from 'node:crypto'
import { readdir } from 'node:fs/promises'
import { openStorage } from '../../media/index'
import { startPoorS3 } from '../support/poor-s3'
import { sha256Of } from '../support/tus'
import { putInto, textOf } from './storage-suite'
import { tempFolder } from './support'

const root = tempFolder()
const server = await startPoorS3()
afterAll(() => server.stop())
const storage = await openStorage({ root, s3: server.options })

test('a server that overwrites although asked not to is found out, and what is sealed is looked at before', async () => {
  expect(storage.createOnly).toBe(false)
  const { id } = await putInto(storage, 'the original')
  await expect(putInto(storage, 'something else', id)).rejects.toMatchObject({ code: 'storage_sealed_differs' })
  await putInto(storage, 'the original', id)
  expect(await textOf((await storage.read('sealed', id))?.stream)).toBe('the original')
})

test('what the server does not confirm is read back; other bytes than were sent are no file, and the sender keeps his', async () => {
  server.keeps = (bytes) => bytes.subarray(1)
  const [id, bytes] = [randomUUID(), randomBytes(1000)]
  const before = (await readdir(storage.tempDir)).length
  await expect(putInto(storage, bytes, id)).rejects.toMatchObject({ code: 'storage_unavailable' })
  expect(await readdir(storage.tempDir)).toHaveLength(before + 1)
  expect(await storage.stat('sealed', id)).toBeNull()
  server.keeps = (kept) => kept
  await putInto(storage, bytes, id)
  expect(await storage.hash('sealed', id)).toBe(sha256Of(bytes))
  expect([...server.objects.keys()]).toContain(`ours/sealed/${id}`)
})
