import { describe, expect, test } from '@jest/globals'
import { createHash } from 'node:crypto'
import { open, readFile, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { receiveUpload } from '../../media/index'
import { writeFailure } from '../../media/refusal'
import { refusalOf, tempFolder } from './support'

const tempDir = join(tempFolder(), 'incoming')
const limits = { maxBytes: 1000, tempDir }
const left = () => readdir(tempDir)

describe('receiving an upload', () => {
  test('keeps every byte, counts them and hashes them', async () => {
    const chunks = [Buffer.from('生态'), Buffer.from([0, 255]), Buffer.from('end')]
    const got = await receiveUpload(Readable.from(chunks), limits)
    const all = Buffer.concat(chunks)
    expect(await readFile(got.path)).toEqual(all)
    expect(got).toMatchObject({ bytes: all.length, sha256: createHash('sha256').update(all).digest('hex') })
    await got.discard()
    await got.discard()
    expect(await left()).toEqual([])
  })

  test('a stream over the limit is refused and leaves no temporary file; exactly the limit is taken', async () => {
    const stream = Readable.from(Array.from({ length: 11 }, () => Buffer.alloc(100)))
    expect(await refusalOf(receiveUpload(stream, limits))).toEqual({
      code: 'file_too_large',
      params: { maxBytes: 1000 },
    })
    expect(stream.destroyed).toBe(true)
    expect(await left()).toEqual([])
    const exact = await receiveUpload(Readable.from([Buffer.alloc(1000)]), limits)
    expect(exact.bytes).toBe(1000)
    await exact.discard()
  })

  test('an endless stream is ended at the limit', async () => {
    const endless = new Readable({
      read() {
        this.push(Buffer.alloc(64 * 1024))
      },
    })
    expect(await refusalOf(receiveUpload(endless, limits))).toMatchObject({ code: 'file_too_large' })
    expect(endless.destroyed).toBe(true)
  })

  test('an empty file is refused and leaves no temporary file', async () => {
    expect(await refusalOf(receiveUpload(Readable.from([]), limits))).toMatchObject({ code: 'file_empty' })
    expect(await left()).toEqual([])
  })

  test('an upload that breaks off half-way leaves nothing behind', async () => {
    async function* brokenOff() {
      yield Buffer.alloc(100)
      expect(await left()).toHaveLength(1)
      throw new Error('aborted')
    }
    expect(await refusalOf(receiveUpload(Readable.from(brokenOff()), limits))).toMatchObject({
      code: 'upload_interrupted',
    })

    const cut = new Readable({
      read() {
        this.push(Buffer.alloc(10))
        setImmediate(() => this.destroy())
      },
    })
    expect(await refusalOf(receiveUpload(cut, limits))).toMatchObject({ code: 'upload_interrupted' })
    expect(await left()).toEqual([])
  })
})

const onLinux = process.platform === 'linux' ? test : test.skip
onLinux('a full disk says so', async () => {
  const full = await open('/dev/full', 'w')
  const failure = await full.write('x').catch(writeFailure)
  await full.close()
  expect(failure).toMatchObject({ name: 'MediaRefusal', code: 'disk_full' })
  expect(writeFailure(new Error('other'))).toMatchObject({ message: 'other' })
})
