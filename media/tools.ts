import { spawn } from 'node:child_process'
import { constants, writeFileSync } from 'node:fs'
import { access } from 'node:fs/promises'
import { setPriority } from 'node:os'
import { delimiter, join } from 'node:path'

/** Full paths of the programs that video work needs; null when this machine has none. */
export interface Tools {
  readonly ffmpeg: string | null
  readonly ffprobe: string | null
  /** Sets limits of the kernel's own; without it (not on every system) our clock alone stops a program. */
  readonly prlimit: string | null
}

export const NO_TOOLS: Tools = { ffmpeg: null, ffprobe: null, prlimit: null }

/** Looks for the programs in the folders of `path` (by default the environment's PATH), once; pass the answer on. */
export async function findTools(path: string | undefined = process.env.PATH): Promise<Tools> {
  const folders = (path ?? '').split(delimiter).filter((folder) => folder !== '')
  const names = ['ffmpeg', 'ffprobe', 'prlimit'] as const
  const [ffmpeg = null, ffprobe = null, prlimit = null] = await Promise.all(names.map((name) => findIn(folders, name)))
  return { ffmpeg, ffprobe, prlimit }
}

async function findIn(folders: readonly string[], name: string): Promise<string | null> {
  const file = process.platform === 'win32' ? `${name}.exe` : name
  for (const folder of folders) {
    const full = join(folder, file)
    if (
      await access(full, constants.X_OK).then(
        () => true,
        () => false,
      )
    )
      return full
  }
  return null
}

export interface ToolRun {
  /** Exit code, or null when it was killed. */
  readonly code: number | null
  readonly stdout: Buffer
  /** The last part of what it said, for operators only. */
  readonly stderr: string
  /** Which of our limits ended it. */
  readonly stopped: 'time' | 'output' | null
}

export interface ToolLimits {
  /** Of wall time. */
  readonly seconds: number
  readonly maxOutputBytes?: number
  /** Told of each piece of output as it comes; then none of it is kept. */
  readonly onOutput?: (text: string) => void
}

const KEPT_STDERR = 4096
/** Media work may wait; answers may not. */
const NICE = 15

/**
 * Runs a program without a shell, niced, with next to no environment, and kills it at the limits.
 * Rejects only when it cannot be started at all.
 */
export async function runTool(
  program: string,
  args: readonly string[],
  { seconds, maxOutputBytes = 1024 * 1024, onOutput }: ToolLimits,
): Promise<ToolRun> {
  const child = spawn(program, args, {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { PATH: process.env.PATH ?? '', LANG: 'C', NODE_ENV: 'production' },
    windowsHide: true,
  })
  lowerPriority(child.pid, NICE)
  const chunks: Buffer[] = []
  let length = 0
  let stderr = ''
  let stopped: ToolRun['stopped'] = null
  const stop = (why: 'time' | 'output') => {
    stopped ??= why
    child.kill('SIGKILL')
  }
  const timer = setTimeout(() => stop('time'), seconds * 1000)
  child.stdout.on('data', (chunk: Buffer) => {
    length += chunk.length
    if (onOutput !== undefined) onOutput(chunk.toString('utf8'))
    else if (length > maxOutputBytes) stop('output')
    else chunks.push(chunk)
  })
  child.stderr.on('data', (chunk: Buffer) => {
    stderr = (stderr + chunk.toString('utf8')).slice(-KEPT_STDERR)
  })
  try {
    const code = await new Promise<number | null>((resolve, reject) => {
      child.on('error', reject)
      child.on('close', resolve)
    })
    return { code, stdout: Buffer.concat(chunks), stderr, stopped }
  } finally {
    clearTimeout(timer)
  }
}

/** Limits that the kernel keeps: of processor time, of memory, and of the length of what is written. */
export interface KernelLimits {
  readonly cpuSeconds: number
  readonly memoryBytes: number
  readonly fileBytes: number
}

/** The program and arguments that run another under limits; the plain ones where this system has no `prlimit`. */
export function limited(
  { prlimit }: Tools,
  program: string,
  args: readonly string[],
  { cpuSeconds, memoryBytes, fileBytes }: KernelLimits,
): [program: string, args: readonly string[]] {
  if (prlimit === null) return [program, args]
  const limits = [`--cpu=${cpuSeconds}`, `--as=${memoryBytes}`, `--fsize=${fileBytes}`, '--core=0']
  return [prlimit, [...limits, program, ...args]]
}

/** A child that has ended already needs no priority. */
function lowerPriority(pid: number | undefined, nice: number): void {
  if (pid === undefined) return
  try {
    setPriority(pid, nice)
  } catch {
    return
  }
}

/**
 * The same for a child with a group of its own. Linux shares processor time out between such groups first, and a process's
 * own priority counts inside of its group alone (sched(7), autogroup): without this it would take as much as the server.
 */
export function lowerGroup(pid: number | undefined, nice: number): void {
  lowerPriority(pid, nice)
  try {
    writeFileSync(`/proc/${pid}/autogroup`, String(nice))
  } catch {
    return
  }
}

/**
 * One thread for each step, before and behind an input: two cores are what most machines have, and one of them is for
 * answers. What x264 writes depends on it too.
 */
export const ONE_THREAD = ['-threads', '1']

/** Input arguments for ffmpeg and ffprobe: one local file, one family of containers, nothing that could point elsewhere. */
export function safeInput(path: string, demuxer: string): string[] {
  return ['-protocol_whitelist', 'file', '-format_whitelist', demuxer, '-i', `file:${path}`]
}
