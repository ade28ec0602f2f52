import path from 'node:path'
import { build } from 'esbuild'
import { filesUnder, root } from '../bin/lib/files.mjs'
import { nameOf } from './name-of.mjs'

/** Programs that tests start in processes of their own, and the two that those start by the names of the build. */
const PROGRAMS = [
  'src/server.ts',
  'src/seed/index.ts',
  'src/check.ts',
  'src/migrate.ts',
  'src/appoint.ts',
  'test/store/racer.ts',
  'test/support/outbox-hand.ts',
  'test/support/zone-probe.ts',
]
const HELPERS = { 'still-child': 'media/make/still-child.ts', 'panels/worker': 'src/panels/worker.ts' }

/** What stays outside: native code, and what finds parts of itself by names made at run time. */
const EXTERNAL = [
  ...['@jest/globals', 'next', 'next/*', 'sharp', '@libsql/client', 'drizzle-kit', 'pino', 'pino-pretty', 'esbuild'],
  ...['highs', 'pdfkit', 'playwright-core', '*.css', '*.scss'],
]

/**
 * Each look at one of these from inside a test file's vm passes through an interceptor, which costs a fifth of all time in
 * what asks for them in every loop; so each module gets them in a scope of its own. The rest is what CommonJS packages find
 * around them, for those that became part of a module.
 */
const BANNER = `const { Array, BigInt, Error, Float64Array, Int32Array, JSON, Map, Math, Number, Object, Promise, Set, String, Symbol, Uint8Array } = globalThis
import { createRequire as requireOf } from 'node:module'
const require = requireOf(import.meta.url)
const __filename = import.meta.filename
const __dirname = import.meta.dirname`

/**
 * Compiles all test files and the programs that they start, with their packages, into one flat folder, where they share
 * what they have in common: a test file, and a process that one starts, is loaded in half the time then.
 *
 * @param {string} outdir within the project, so that the packages that stay outside are found
 */
export async function bundleTests(outdir) {
  const named = [...filesUnder('test').filter((file) => file.endsWith('.test.ts')), ...PROGRAMS]
  await build({
    absWorkingDir: root,
    entryPoints: { ...Object.fromEntries(named.map((file) => [nameOf(file), file])), ...HELPERS },
    alias: { '@payload-config': path.join(root, 'payload.config.ts') },
    outdir,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    splitting: true,
    external: EXTERNAL,
    platform: 'node',
    target: 'node20',
    format: 'esm',
    conditions: ['production'],
    banner: { js: BANNER },
    sourcemap: 'linked',
    sourcesContent: false,
    logLevel: 'error',
  })
}
