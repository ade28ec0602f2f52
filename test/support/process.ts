import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { existsSync } from 'node:fs'
import path from 'node:path'
import { keptCode } from '../kept-code.mjs'
import { nameOf } from '../name-of.mjs'
import { root } from './root'

/** The bundle of a program that test/bundle.mjs knows, beside which this module lies too. */
export const bundled = (entry: string): string => path.join(import.meta.dirname, `${nameOf(entry)}.mjs`)

/** Whether an entry of the build has ended by itself before, on this database: those after it start in half the time. */
export const hasEndedBefore = () => existsSync(keptCode(path.join(import.meta.dirname, 'entries.cjs')))

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
