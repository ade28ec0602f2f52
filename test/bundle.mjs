import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { build } from 'esbuild'
import { filesUnder, root } from '../bin/lib/files.mjs'
import { nameOf } from './name-of.mjs'

/** The entries of the build that tests start, hundreds of times: one bundle of CommonJS, see kept-code.mjs. */
const ENTRIES = ['src/server.ts', 'src/seed/index.ts', 'src/check.ts', 'src/migrate.ts', 'src/appoint.ts']
/** Programs of the tests' own that they start, and the two that the entries start by the names of the build. */
const PROGRAMS = ['test/store/racer.ts', 'test/support/outbox-hand.ts', 'test/support/zone-probe.ts']
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
  await Promise.all([bundleModules(outdir), bundleEntries(outdir)])
}

const COMMON = {
  absWorkingDir: root,
  alias: { '@payload-config': path.join(root, 'payload.config.ts') },
  bundle: true,
  external: EXTERNAL,
  platform: 'node',
  target: 'node20',
  conditions: ['production'],
  logLevel: 'error',
}

async function bundleModules(outdir) {
  const named = [...filesUnder('test').filter((file) => file.endsWith('.test.ts')), ...PROGRAMS]
  await build({
    ...COMMON,
    entryPoints: { ...Object.fromEntries(named.map((file) => [nameOf(file), file])), ...HELPERS },
    outdir,
    outExtension: { '.js': '.mjs' },
    splitting: true,
    format: 'esm',
    banner: { js: BANNER },
    sourcemap: 'linked',
    sourcesContent: false,
  })
}

async function bundleEntries(outdir) {
  const outfile = path.join(outdir, 'entries.cjs')
  const opened = ENTRIES.map((file) => `${JSON.stringify(file)}: () => import('./${file}')`)
  const { outputFiles } = await build({
    ...COMMON,
    stdin: { contents: `export const open = { ${opened.join(', ')} }`, resolveDir: root },
    write: false,
    format: 'cjs',
    define: { 'import.meta.url': 'moduleUrl' },
    banner: { js: `const moduleUrl = require('node:url').pathToFileURL(__filename).href` },
    // What V8 kept of a script does not remember who loads modules for it.
    supported: { 'dynamic-import': false },
    // Names stay: errors are known by theirs.
    minifyWhitespace: true,
    minifySyntax: true,
    legalComments: 'none',
  })
  mkdirSync(outdir, { recursive: true })
  writeFileSync(outfile, ascii(outputFiles[0].text))
  const load = path.join(root, 'test/kept-code.mjs')
  for (const file of ENTRIES)
    writeFileSync(
      path.join(outdir, `${nameOf(file)}.mjs`),
      `import { load } from ${JSON.stringify(load)}\nawait load(${JSON.stringify(outfile)}).open[${JSON.stringify(file)}]()\n`,
    )
}

/** Code that is read without decoding: esbuild leaves only what stands in regular expressions as it is. */
const ascii = (code) =>
  code.replaceAll(/\\?([^\0-\x7f])|\\[\0-\x7f]/g, (all, unit) =>
    unit ? `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}` : all,
  )
