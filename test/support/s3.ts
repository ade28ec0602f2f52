import { spawn } from 'node:child_process'
import { mkdirSync } from 'node:fs'
import { connect, createServer } from 'node:net'
import type { AddressInfo, Socket } from 'node:net'
import path from 'node:path'
import type { S3Options } from '../../media/index'

const bucket = 'kepu-test'
const keys = { id: 'test-key', secret: 'a-secret-of-the-s3-tests' }

/** A real S3-compatible server of its own (versitygw), with one bucket. */
export interface S3Server {
  /** With the way through the wire. */
  options: S3Options
  /** What the application's configuration needs to know. */
  env: Record<string, string>
  wire: Wire
  /** Where an object lies on this disk. */
  fileOf: (key: string) => string
  stop: () => Promise<void>
}

/** @param folder empty, for its files */
export async function startS3(folder: string): Promise<S3Server> {
  const program = process.env.S3_SERVER_BINARY ?? 'versitygw'
  for (const name of [`files/${bucket}`, 'about']) mkdirSync(path.join(folder, name), { recursive: true })
  const port = await freePort()
  const root = path.join(folder, 'files')
  // What it knows of files stands beside them: not every file system keeps it with them.
  const args = [
    '--port',
    `127.0.0.1:${String(port)}`,
    '--quiet',
    'posix',
    '--sidecar',
    path.join(folder, 'about'),
    root,
  ]
  const env = { ...process.env, ROOT_ACCESS_KEY: keys.id, ROOT_SECRET_KEY: keys.secret }
  const server = spawn(program, args, { env, stdio: 'ignore' })
  const ended = new Promise<void>((resolve) => server.once('close', () => resolve()))
  server.once('error', () => undefined)
  while (!(await answers(port))) {
    if (server.pid === undefined || server.exitCode !== null) throw new Error('versitygw does not start')
  }
  const wire = await startWire(port)
  const endpoint = `http://127.0.0.1:${String(wire.port)}`
  return {
    options: { bucket, region: 'us-east-1', endpoint, pathStyle: true, prefix: '', keys },
    env: {
      S3_BUCKET: bucket,
      S3_ENDPOINT: endpoint,
      S3_ACCESS_KEY_ID: keys.id,
      S3_SECRET_ACCESS_KEY: keys.secret,
    },
    wire,
    fileOf: (key) => path.join(root, bucket, key),
    async stop() {
      await wire.stop()
      server.kill('SIGKILL')
      await ended
    },
  }
}

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return port
}

const answers = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => {
      socket.destroy()
      resolve(true)
    })
    socket.once('error', () => setTimeout(() => resolve(false), 10))
  })

/** What goes wrong on the way: nobody there, nobody answers, or the connection is cut after so many bytes. */
export type Fault = 'refused' | 'silent' | { down: number } | { up: number }

/** The way to a server, which a test can break. */
export interface Wire {
  port: number
  /** What becomes of the next connections; one taken off for each. */
  faults: Fault[]
  /** What becomes of all others. */
  always: Fault | null
  /** How many connections are open. */
  open: () => number
  stop: () => Promise<void>
}

async function startWire(to: number): Promise<Wire> {
  const open = new Set<Socket>()
  const server = createServer((near) => {
    open.add(near)
    near.once('close', () => open.delete(near))
    near.on('error', () => undefined)
    const fault = wire.faults.shift() ?? wire.always
    if (fault === 'refused') near.destroy()
    else if (fault === 'silent') near.resume()
    else join(near, connect(to, '127.0.0.1'), fault)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const wire: Wire = {
    port: (server.address() as AddressInfo).port,
    faults: [],
    always: null,
    open: () => open.size,
    async stop() {
      for (const socket of open) socket.destroy()
      await new Promise((resolve) => server.close(resolve))
    },
  }
  return wire
}

function join(near: Socket, far: Socket, fault: { down: number } | { up: number } | null): void {
  far.on('error', () => near.destroy())
  far.once('close', () => near.destroy())
  near.once('close', () => far.destroy())
  const most = { down: Infinity, up: Infinity, ...fault }
  pass(far, near, most.down)
  pass(near, far, most.up)
}

function pass(from: Socket, to: Socket, most: number): void {
  let passed = 0
  from.on('data', (chunk: Buffer) => {
    passed += chunk.length
    if (passed > most) from.destroy()
    else if (!to.write(chunk)) {
      from.pause()
      to.once('drain', () => from.resume())
    }
  })
  from.once('end', () => to.end())
}
