// @database sqlite
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, expect, jest, test } from '@jest/globals'
import { bundled, run } from '../support/process'
import type { Running } from '../support/process'
import { startServing } from './server'

jest.setTimeout(120_000)

const dir = mkdtempSync(path.join(tmpdir(), 'kepu-one-process-'))
const env = {
  DATABASE_URL: `file:${path.join(dir, 'kepu.db')}`,
  HOST: '127.0.0.1',
  PORT: '0',
  STORAGE_DIR: path.join(dir, 'files'),
  MAIL_TRANSPORT: `file:${path.join(dir, 'mail')}`,
  LOG_LEVEL: 'error',
  WORKER: 'off',
  NODE_ENV: 'development',
}
const left: Running[] = []
const start = (name: string, ...args: string[]) => {
  const running = run(bundled(`src/${name}.ts`), args, env)
  left.push(running)
  return running
}

afterAll(async () => {
  for (const { child, ended } of left) {
    child.kill('SIGKILL')
    await ended
  }
  rmSync(dir, { recursive: true, force: true })
})

const last = (running: Running) => running.said().trimEnd().split('\n').at(-1)

test('a second process on the same SQLite file is sent away before it writes; the check runs beside; a killed one leaves nothing behind', async () => {
  const { running } = await startServing(bundled('src/server.ts'), env)
  left.push(running)
  for (const name of ['server', 'seed/index', 'migrate']) {
    const second = start(name, '--no-pages')
    expect([name, await second.ended]).toEqual([name, 1])
    expect(second.said()).toContain('正由另一个进程使用')
    expect(second.said()).toContain('in use by another process')
    expect(second.said()).not.toMatch(/^(?:ready|seeded|migrated)/m)
  }
  const check = start('check')
  expect([await check.ended, last(check)]).toEqual([0, 'checked'])
  expect(check.said()).toMatch(/^subjects 1, /m)
  running.child.kill('SIGKILL')
  await running.ended
  const next = await startServing(bundled('src/server.ts'), env)
  left.push(next.running)
  next.running.child.kill('SIGTERM')
  expect(await next.running.ended).toBe(0)
  const migrate = start('migrate')
  expect([await migrate.ended, last(migrate)]).toEqual([0, 'migrated'])
})
