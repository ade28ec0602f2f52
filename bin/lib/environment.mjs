import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'

export const root = path.resolve(import.meta.dirname, '../..')

/** How every entry of ours is started: lexical's own entry can end Node 20 before it has begun (payloadcms/payload#16381). */
export const startedWith = ['--conditions=production', '--import', path.join(root, 'src/keep-alive.mjs')]

/**
 * The environment of an installation that is not in production: what is not set gets a value that works here, the
 * secret is drawn once and kept. In production nothing is added; the configuration says what is missing.
 */
export function environment() {
  const env = { ...process.env, KEPU_ROOT: root, NEXT_TELEMETRY_DISABLED: '1' }
  if (env.NODE_ENV === 'production') return env
  const data = path.join(root, '.data')
  const file = path.join(data, 'secret')
  mkdirSync(data, { recursive: true })
  if (!existsSync(file)) writeFileSync(file, randomBytes(48).toString('base64url'), { mode: 0o600, flag: 'wx' })
  env.PORT ??= '3000'
  env.SERVER_URL ??= `http://localhost:${env.PORT}`
  env.LOG_LEVEL ??= 'warn'
  env.PAYLOAD_SECRET ??= readFileSync(file, 'utf8').trim()
  return env
}
