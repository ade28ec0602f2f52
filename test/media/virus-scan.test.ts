import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { expect, test } from '@jest/globals'
import { virusScan } from '../../media/index'
import { EICAR, startClamd } from '../support/clamd'
import { fileWith, refusalOf, tempFolder } from './support'

const folder = tempFolder()
const file = (bytes: Buffer) => fileWith(folder, crypto.randomUUID(), bytes)

test('a clean file is told what looked at it, every byte of it', async () => {
  const clamd = await startClamd()
  expect(await virusScan(await file(Buffer.alloc(3_000_000, 'x')), clamd)).toBe('ClamAV 1.4.3/27800/Tue Nov 24 2026')
  expect(clamd.seen).toEqual([3_000_000])
  await clamd.close()
})

test('an unsafe one is refused, wherever in it that stands', async () => {
  const clamd = await startClamd()
  const bytes = Buffer.concat([Buffer.alloc(65_530, 'x'), EICAR])
  expect(await refusalOf(virusScan(await file(bytes), clamd))).toMatchObject({ code: 'file_infected' })
  await clamd.close()
})

test('without a verdict nothing is taken: nobody there, hung up, too long for it', async () => {
  const small = await file(Buffer.from('x'))
  const silent = createServer((socket) => socket.destroy())
  await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve))
  const { port } = silent.address() as AddressInfo
  expect(await refusalOf(virusScan(small, { host: '127.0.0.1', port }))).toMatchObject({ code: 'scan_unavailable' })
  await new Promise((resolve) => silent.close(resolve))
  expect(await refusalOf(virusScan(small, { host: '127.0.0.1', port }))).toMatchObject({ code: 'scan_unavailable' })
  const strict = await startClamd(1_000_000)
  const large = await file(Buffer.alloc(30_000_000, 'x'))
  expect(await refusalOf(virusScan(large, strict))).toMatchObject({ code: 'scan_unavailable' })
  await strict.close()
})
