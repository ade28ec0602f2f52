import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import path from 'node:path'
import { build } from 'esbuild'

const root = path.resolve(import.meta.dirname, '../..')

/** What stays outside of a bundle: native code, and what loads parts of itself by names made at run time. */
const external = ['next', 'sharp', '@libsql/client', 'drizzle-kit', 'pino', 'pino-pretty', 'esbuild', '*.css', '*.scss']

/** What CommonJS packages find around them, for those that became part of a module. */
const commonJs = `import { createRequire as requireOf } from 'node:module'
const require = requireOf(import.meta.url)
const __filename = import.meta.filename
const __dirname = import.meta.dirname`

/**
 * Bundles scripts into the project's `dist/test`, with their packages: a process starts in half the time then, and some
 * suites start a hundred of them. Beside them stands the process that draws pictures, which servers and workers start from
 * their own folder.
 */
export async function bundledAll<Entry extends string>(...entries: Entry[]): Promise<Record<Entry, string>> {
  const outdir = path.join(root, 'dist/test', `${path.basename(entries[0] ?? '', '.ts')}-${String(process.pid)}`)
  const nameOf = (entry: string) => entry.replaceAll(/\.ts$/g, '').replaceAll('/', '-')
  await build({
    entryPoints: {
      ...Object.fromEntries(entries.map((entry) => [nameOf(entry), path.join(root, entry)])),
      'still-child': path.join(root, 'media/make/still-child.ts'),
    },
    splitting: true,
    outExtension: { '.js': '.mjs' },
    outdir,
    bundle: true,
    external,
    platform: 'node',
    target: 'node20',
    format: 'esm',
    conditions: ['production'],
    banner: { js: commonJs },
    alias: { '@payload-config': path.join(root, 'payload.config.ts') },
    logLevel: 'error',
  })
  return Object.fromEntries(entries.map((entry) => [entry, path.join(outdir, `${nameOf(entry)}.mjs`)])) as Record<
    Entry,
    string
  >
}

/** One of them. */
export const bundled = async (entry: string): Promise<string> => (await bundledAll(entry))[entry] ?? ''

export interface Running {
  child: ChildProcess
  /** Everything it has printed so far. */
  said: () => string
  /** Resolves with the exit code, or the signal's name. */
  ended: Promise<number | string>
  /** Resolves with the first line that matches. */
  line: (pattern: RegExp) => Promise<string>
}

/** A process of its own, started as the start command starts one. */
export function run(script: string, args: string[], env: Record<string, string | undefined>): Running {
  const child = spawn(
    process.execPath,
    ['--conditions=production', '--import', path.join(root, 'src/keep-alive.mjs'), script, ...args],
    {
      cwd: root,
      env: { ...process.env, KEPU_ROOT: root, NODE_OPTIONS: '', ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  )
  let text = ''
  const listeners = new Set<() => void>()
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => {
      text += chunk.toString()
      for (const each of listeners) each()
    })
  const ended = new Promise<number | string>((resolve) => {
    child.on('exit', (code, signal) => {
      resolve(code ?? signal ?? 'gone')
    })
  })
  return {
    child,
    ended,
    said: () => text,
    line: (pattern) =>
      new Promise((resolve, reject) => {
        const look = () => {
          const found = text.split('\n').find((each) => pattern.test(each))
          if (found === undefined) return
          listeners.delete(look)
          resolve(found)
        }
        listeners.add(look)
        look()
        void ended.then((code) => {
          look()
          reject(new Error(`ended with ${String(code)} before it said ${String(pattern)}:\n${text}`))
        })
      }),
  }
}
