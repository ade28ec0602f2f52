import { execFileSync } from 'node:child_process'
import { accessSync, constants, mkdirSync } from 'node:fs'
import path from 'node:path'

/** What some tests need of the machine, with the words for when it is missing. */
export const NEEDS = {
  mongod: { why: 'no mongod', install: 'install MongoDB 6 or newer, or set MONGOD_BINARY' },
  chromium: { why: 'no Chromium', install: 'install chromium-headless-shell or chromium, or set CHROMIUM_BINARY' },
  ffmpeg: { why: 'no ffmpeg', install: 'install ffmpeg' },
  versitygw: {
    why: 'no S3-compatible server',
    install: 'go install github.com/versity/versitygw/cmd/versitygw@v1.8.0, or set S3_SERVER_BINARY',
  },
}

function isProgram(file) {
  try {
    accessSync(file, constants.X_OK)
    return true
  } catch {
    return false
  }
}

/** The full path of the first of these programs on PATH, or undefined. */
function onPath(...names) {
  const folders = (process.env.PATH ?? '').split(path.delimiter).filter(Boolean)
  return names.flatMap((name) => folders.map((folder) => path.join(folder, name))).find(isProgram)
}

/** A variable that names a program decides alone: one that names nothing must not fall back in silence. */
function named(variable, ...names) {
  const file = process.env[variable]
  return file ? (isProgram(file) ? path.resolve(file) : undefined) : onPath(...names)
}

/** Where the programs are that some tests need; what is missing is undefined. */
export function findPrograms() {
  return {
    mongod: named('MONGOD_BINARY', 'mongod'),
    chromium: named('CHROMIUM_BINARY', 'chromium-headless-shell', 'chromium', 'chromium-browser', 'google-chrome'),
    versitygw: named('S3_SERVER_BINARY', 'versitygw'),
    ffmpeg: onPath('ffmpeg') && onPath('ffprobe') && onPath('ffmpeg'),
  }
}

/**
 * Starts a one-member replica set (transactions need one) that keeps its files in `folder`.
 *
 * @returns {Promise<{ uri: string, stop: () => Promise<void> }>} `uri` names no database
 */
export async function startMongo(mongod, folder) {
  const { MongoMemoryReplSet } = await import('mongodb-memory-server-core')
  const version = /v(\d+\.\d+\.\d+)/.exec(execFileSync(mongod, ['--version'], { encoding: 'utf8' }))?.[1]
  const dbPath = path.join(folder, 'mongo')
  mkdirSync(dbPath, { recursive: true })
  const set = await MongoMemoryReplSet.create({
    replSet: { count: 1, storageEngine: 'wiredTiger' },
    instanceOpts: [{ dbPath }],
    // Without its version the package warns that the binary is not the one it would have downloaded.
    binary: { systemBinary: mongod, version },
  })
  return { uri: set.getUri(), stop: async () => void (await set.stop({ doCleanup: false })) }
}
