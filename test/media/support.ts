import { afterAll, describe } from '@jest/globals'
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'
import { MediaRefusal, findTools } from '../../media/index'

export const tools = await findTools()

/** `describe` where the program is on this machine; else one line, and the suite is left out. */
export function needs(program: 'ffmpeg', file: string) {
  if (tools.ffmpeg !== null && tools.ffprobe !== null) return describe
  console.log(`LEFT OUT ${file}: ${program} is not on this machine`)
  return describe.skip
}

/** A folder of the test file's own, gone when it ends. */
export function tempFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'kepu-media-'))
  afterAll(() => {
    rmSync(folder, { recursive: true, force: true })
  })
  return folder
}

export async function fileWith(folder: string, name: string, bytes: Buffer | string): Promise<string> {
  const path = join(folder, name)
  await writeFile(path, bytes)
  return path
}

/** The refusal that a piece of work ends in; anything else fails the test. */
export async function refusalOf(work: Promise<unknown>): Promise<{ code: string; params: Record<string, unknown> }> {
  try {
    await work
  } catch (error) {
    if (error instanceof MediaRefusal) return { code: error.code, params: { ...error.params } }
    throw error
  }
  throw new Error('nothing was refused')
}

/** A picture with noise, so that it has some length. */
export function picture(width = 400, height = 300) {
  const noise = { type: 'gaussian' as const, mean: 128, sigma: 40 }
  return sharp({ create: { width, height, channels: 3, background: '#000000', noise } })
}

export function ffmpeg(...args: string[]): void {
  if (tools.ffmpeg === null) throw new Error('ffmpeg is missing')
  execFileSync(tools.ffmpeg, ['-nostdin', '-v', 'error', '-y', ...args])
}

/** Every sentinel that stands in the bytes, in the spellings a file may use; written apart from the code under test. */
export function sentinelsIn(bytes: Buffer, sentinels: readonly string[]): string[] {
  return sentinels.filter((word) => {
    const wide = Buffer.from(word, 'utf16le')
    const big = Buffer.from(word, 'utf16le').swap16()
    const plain = Buffer.from(word, 'utf8')
    const hex = [plain, big].map((one) => one.toString('hex'))
    const text = bytes.toString('latin1').toLowerCase()
    return [plain, wide, big].some((one) => bytes.includes(one)) || hex.some((one) => text.includes(one))
  })
}
