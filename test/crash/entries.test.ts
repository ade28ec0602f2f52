import { connect, createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { randomBytes, randomUUID } from 'node:crypto'
import { existsSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals'
import sharp from 'sharp'
import type { Area } from '../../media'
import { runCommand, system } from '../../workflows/engine'
import type { Actor } from '../../workflows/engine'
import { changeByHand } from '../support/by-hand'
import { databaseKind } from '../support/payload'
import { bundled, run } from '../support/process'
import { password } from '../support/server'
import { sha256Of } from '../support/tus'
import { answered } from './client'
import { openStage, startServing } from './server'
import type { Stage } from './server'

jest.setTimeout(120_000)

let stage: Stage
const officer: Actor = { kind: 'person', id: 'the-officer', roles: ['officer'], organisation: null }

beforeAll(async () => {
  stage = await openStage('2026-03-02T01:00:00.000Z')
}, 120_000)
afterAll(() => stage.close())

describe(`the entries on ${databaseKind}`, () => {
  test('a taken port ends the server with a sentence, in both languages', async () => {
    const other = createServer()
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve))
    const port = String((other.address() as AddressInfo).port)
    const server = run(stage.script, ['--no-pages'], stage.env({ PORT: port }))
    expect(await server.ended).toBe(1)
    expect(server.said()).toContain(`端口 ${port} 已被占用`)
    expect(server.said()).toContain(`Port ${port} is taken`)
    expect(server.said()).not.toMatch(/^ready/m)
    await new Promise((resolve) => other.close(resolve))
  })

  test('SIGTERM: nobody new is let in, the request at hand gets its answer, the last line is "stopped"', async () => {
    await stage.person('一个人')
    const { running, url } = await startServing(stage.script, stage.env({ WORKER: 'on' }))
    const { hostname, port } = new URL(url)
    const body = new URLSearchParams({ email: 'p1@example.test', password }).toString()
    const socket = connect(Number(port), hostname)
    let answer = ''
    socket.on('data', (chunk: Buffer) => (answer += chunk.toString()))
    const gone = new Promise((resolve) => socket.on('close', resolve))
    const head = `POST /account/sign-in HTTP/1.1\r\nHost: ${hostname}:${port}\r\nAccept: application/json\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: ${String(body.length)}\r\nExpect: 100-continue\r\n\r\n`
    socket.write(head)
    await until(() => answer.includes('100 Continue'))
    socket.write(body.slice(0, 10))
    running.child.kill('SIGTERM')
    while (await lets(Number(port), hostname)) await new Promise((resolve) => setTimeout(resolve, 5))
    socket.write(body.slice(10))
    expect(await running.ended).toBe(0)
    await gone
    expect(answer).toContain('HTTP/1.1 200')
    expect(answer).toContain('payload-token=')
    expect(running.said().trimEnd().split('\n').at(-1)).toBe('stopped')
  })

  test('what nobody caught is logged without personal data and ends every entry, whoever else listens', async () => {
    const faults = {
      uncaughtException: 'throw new Error(words)',
      unhandledRejection: 'Promise.reject(new Error(words))',
    }
    const preload = (fault: string) => {
      // As the pages' framework does, somebody else hears of it and would let the process go on. The fault comes as soon as
      // the entry listens: one that finds everything done may leave no timer a turn.
      const script = `process.on('uncaughtException', () => undefined); process.on('unhandledRejection', () => undefined)
        const words = 'nobody caught this, call 13800000000'
        process.on('newListener', (event) => event === 'unhandledRejection' && queueMicrotask(() => { ${fault} }))
        setInterval(() => undefined, 1000)`
      return { NODE_OPTIONS: `--import data:text/javascript;base64,${Buffer.from(script).toString('base64')}` }
    }
    const migrate = bundled('src/migrate.ts')
    const entries: [script: string, args: string[], code: number][] = [
      [stage.script, ['--no-pages'], 1],
      [bundled('src/seed/index.ts'), [], 1],
      [bundled('src/check.ts'), [], 2],
      [migrate, [], 1],
      [bundled('src/appoint.ts'), ['x@example.cn', '甲'], 1],
    ]
    for (const [script, args, code] of entries)
      for (const [event, fault] of Object.entries(faults)) {
        // There all of it is one run of microtasks, and a rejection is told of after it, when nothing is left to end.
        if (script === migrate && event === 'unhandledRejection' && databaseKind === 'sqlite') continue
        const running = run(script, args, stage.env(preload(fault)))
        expect({ event, code: await running.ended }).toEqual({ event, code })
        const line = running
          .said()
          .split('\n')
          .find((each) => each.includes('nobody caught this'))
        expect(JSON.parse(line ?? '{}')).toMatchObject({ level: 'fatal', msg: event })
        expect(running.said()).not.toContain('13800000000')
      }
  })

  test('a client that goes away in the middle of a download or an upload ends nothing', async () => {
    const creator = await stage.person('走开的人')
    const noise = { width: 2400, height: 2000, channels: 3 as const }
    const pixels = sharp(randomBytes(noise.width * noise.height * 3), { raw: noise })
    const bytes = await pixels.png({ compressionLevel: 0 }).toBuffer()
    const name = 'large.png'
    const sent = answered(
      await creator.upload<{ files: { id: string }[] }>('/my/files', {}, [{ name, type: 'image/png', bytes }]),
    )
    const { hostname, port } = new URL(stage.url())
    const head = (first: string, more: string[] = []) =>
      [first, `Host: ${hostname}:${port}`, `Cookie: ${creator.cookie()}`, ...more, '', ''].join('\r\n')
    const go = (text: string, body: Buffer, enough: (got: number) => boolean) =>
      new Promise<void>((resolve) => {
        const socket = connect(Number(port), hostname)
        let got = 0
        socket.on('error', () => undefined)
        socket.on('close', () => {
          resolve()
        })
        socket.on('data', (chunk: Buffer) => {
          got += chunk.length
          if (enough(got)) socket.resetAndDestroy()
        })
        socket.write(text)
        if (body.length > 0) socket.write(body, () => setTimeout(() => socket.resetAndDestroy(), 50))
      })
    for (let n = 0; n < 5; n++) {
      await go(head(`GET /files/${sent.body.files[0]?.id ?? ''} HTTP/1.1`), Buffer.alloc(0), (got) => got > 10_000)
      const type = 'Content-Type: multipart/form-data; boundary=b'
      const part = Buffer.from('--b\r\nContent-Disposition: form-data; name="file"; filename="x.png"\r\n\r\n')
      await go(
        head('POST /my/files HTTP/1.1', [type, 'Content-Length: 20000000']),
        Buffer.concat([part, bytes.subarray(0, 1_000_000)]),
        () => false,
      )
    }
    expect((await fetch(`${stage.url()}/health/live`)).status).toBe(200)
  })

  test('what cannot be configured so is told by variable, and nothing is started', async () => {
    const strong = 'Kq3vX9zRw7LmT2pYc8NbJ5hDf4GsV6aE'
    const production = {
      NODE_ENV: 'production',
      KEPU_ENV: 'production',
      TEST_CLOCK: '',
      TEST_CRASH_AT: '',
      TEST_SHARE_DATABASE: '',
      SERVER_URL: 'https://kepu.example.cn',
    }
    const forTests = ['TEST_CLOCK', 'TEST_CRASH_AT', 'TEST_SHARE_DATABASE']
    const cases: [names: string[], env: Record<string, string>][] = [
      [['PORT', 'LOG_LEVEL'], { PORT: 'eighty', LOG_LEVEL: 'loud' }],
      [['PAYLOAD_SECRET'], { ...production, PAYLOAD_SECRET: 'change-me-change-me-change-me-change-me' }],
      [['SERVER_URL'], { ...production, PAYLOAD_SECRET: strong, SERVER_URL: '' }],
      [forTests, { DATABASE_URL: `file:${path.join(stage.dir, 'kepu.db')}` }],
      [forTests, { HOST: '0.0.0.0' }],
    ]
    for (const [names, env] of cases) {
      const server = run(stage.script, ['--no-pages'], stage.env(env))
      expect({ names, code: await server.ended }).toEqual({ names, code: 1 })
      const said = server.said()
      expect(said).toContain('配置有误，未启动')
      expect([...said.matchAll(/^ {2}([A-Z_]+)$/gm)].map(([, name]) => name)).toEqual(names)
      expect(said).not.toMatch(/^ready|at .*\.m?js/m)
    }
  })

  test('the check ends with 0; after one byte was changed by hand it names the row and ends with 1', async () => {
    const input = { name: '甲医院', kind: 'institution' }
    const call = { actor: officer, subject: 'organisation', verb: 'create', input, key: 'entries-organisation' }
    const { id } = await runCommand(stage.house.engine, call)
    const script = bundled('src/check.ts')
    const sound = run(script, [], stage.env())
    expect(await sound.ended).toBe(0)
    expect(sound.said().trimEnd().split('\n').at(-1)).toBe('checked')
    await changeByHand(stage.house.payload, 'organisations', id, 'name', '乙医院')
    const unsound = run(script, [], stage.env())
    expect(await unsound.ended).toBe(1)
    expect(unsound.said()).toMatch(new RegExp(`^DIFFERS organisations/${id} column_changed name$`, 'm'))
    expect(unsound.said().trimEnd().split('\n').at(-1)).toBe('checked')
    await changeByHand(stage.house.payload, 'organisations', id, 'name', input.name)
  })

  test('with --files the check reads every file again, names what is missing or other, and removes leftovers when told to', async () => {
    const { storage, engine } = stage.house
    const { id: owner } = await stage.person('有文件的人')
    const put = async (area: Area, id: string, text: string) => {
      const temp = await storage.tempPath()
      writeFileSync(temp, text)
      await storage.put(area, id, temp)
      return storage.local((pathOf) => pathOf(area, id))
    }
    const sealed = async (text: string) => {
      const id = randomUUID()
      const file = await put('sealed', id, text)
      const about = { mime: 'application/pdf', kind: 'pdf', bytes: text.length, sha256: sha256Of(Buffer.from(text)) }
      const input = { id, owner, name: 'a.pdf', ...about }
      await runCommand(engine, { actor: system, subject: 'file', verb: 'seal', key: `seal:${id}`, input })
      return { id, file }
    }
    const check = async (...args: string[]) => {
      const running = run(bundled('src/check.ts'), args, stage.env())
      const code = await running.ended
      return { code, lines: running.said().trimEnd().split('\n') }
    }
    const [whole, other, gone] = [await sealed('one'), await sealed('two'), await sealed('three')]
    const orphans = [await put('renditions', randomUUID(), 'left by a death'), await storage.tempPath()]
    const young = await put('blind', randomUUID(), 'on its way')
    writeFileSync(orphans[1] ?? '', 'half')
    const old = new Date(Date.now() - 3 * 86_400_000)
    for (const file of [...orphans, whole.file]) utimesSync(file, old, old)
    expect(await check('--files')).toMatchObject({ code: 0 })
    writeFileSync(other.file, 'twO')
    rmSync(gone.file)
    const told = await check('--files')
    expect(told.code).toBe(1)
    expect(told.lines.filter((line) => line.startsWith('DIFFERS')).sort()).toEqual(
      [`DIFFERS sealed/${other.id} file_changed`, `DIFFERS sealed/${gone.id} file_missing`].sort(),
    )
    expect(told.lines.filter((line) => line.startsWith('LEFTOVER')).map((line) => line.split('/')[1])).toEqual(
      orphans.map((file) => path.basename(file)),
    )
    expect(orphans.every((file) => existsSync(file))).toBe(true)
    expect((await check('--remove-leftovers')).lines.filter((line) => line.startsWith('REMOVED'))).toHaveLength(2)
    expect([...orphans, whole.file, young].map((file) => existsSync(file))).toEqual([false, false, true, true])
    expect((await check('--fles')).code).toBe(2)
    writeFileSync(other.file, 'two')
    writeFileSync(gone.file, 'three')
  })

  test('a database that cannot be opened ends the check with a sentence and 2', async () => {
    const dir = mkdtempSync(path.join(tmpdir(), 'kepu-no-database-'))
    const url =
      databaseKind === 'mongo'
        ? 'mongodb://127.0.0.1:1/test-nowhere?serverSelectionTimeoutMS=200'
        : `file:${dir}/nowhere/test.db`
    const check = run(bundled('src/check.ts'), [], stage.env({ DATABASE_URL: url }))
    expect(await check.ended).not.toBe(0)
    expect(check.said()).not.toMatch(/^checked$/m)
    rmSync(dir, { recursive: true })
  })
})

async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise((resolve) => setTimeout(resolve, 5))
}

/** Whether somebody new is let in. */
const lets = (port: number, host: string) =>
  new Promise<boolean>((resolve) => {
    const socket = connect(port, host)
    socket.on('connect', () => {
      socket.destroy()
      resolve(true)
    })
    socket.on('error', () => {
      resolve(false)
    })
  })
