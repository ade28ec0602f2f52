/**
 * The one test command. `npm test` runs the checks beside the build, then every suite on every database that this
 * machine can start, and ends with a table of times.
 *
 *   node test/run.mjs                                  everything
 *   node test/run.mjs --only rules,store --db sqlite   these suites, on this database
 *   node test/run.mjs --only checks                    the checks (or one of them by its name: --only eslint)
 *   node test/run.mjs test/http/walk.test.ts           these test files
 *
 * A suite that needs what is not here is left out, in one line. With KEPU_REQUIRE_ALL=1 that, or a skipped test, fails, but
 * for what needs only programs that KEPU_MAY_LACK names (versitygw).
 * KEPU_TEST_BUDGET_SECONDS (900) is how long all of it may take.
 *
 * Two jobs run at a time: a check, or one suite on one database. A test file says in a comment of its first lines what it
 * needs (`@needs ffmpeg chromium`) and, when it is about one database alone, which (`@database mongo`). Its environment
 * holds TEST_DATABASE (sqlite or mongo), TEST_MONGO_URI (of a running replica set, without a database's name), TEST_RUN (one
 * for each stage), CHROMIUM_BINARY, S3_SERVER_BINARY, and a TMPDIR that is removed at the end.
 */
import { existsSync, mkdtempSync, readFileSync, rmSync, statfsSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { filesUnder, root } from '../bin/lib/files.mjs'
import { findPrograms, NEEDS, startMongo } from '../bin/lib/machine.mjs'
import { endAll, run } from '../bin/lib/processes.mjs'
import { bundleTests } from './bundle.mjs'
import { nameOf } from './name-of.mjs'

const CODE = ['src', 'workflows', 'collections', 'media', 'test', 'bench', 'bin', 'payload.config.ts', 'next.config.ts']
const existing = (names) => names.filter((name) => existsSync(path.join(root, name)))
const tool = (file, ...args) => ({ args: [`node_modules/${file}`, ...args] })

/** In this order. `after` names what must have ended before, well or not. */
const CHECKS = [
  { name: 'build', args: ['bin/build-if-needed.mjs'] },
  { name: 'eslint', ...tool('eslint/bin/eslint.js', '.', '--max-warnings', '0') },
  {
    name: 'walls',
    ...tool('dependency-cruiser/bin/dependency-cruise.mjs', '--config', '.dependency-cruiser.cjs', ...existing(CODE)),
  },
  {
    name: 'prettier',
    ...tool('prettier/bin/prettier.cjs', '--check', '--log-level', 'warn', '.'),
  },
  { name: 'generated', args: ['bin/check-generated.mjs'] },
  { name: 'catalogue', args: ['bin/check-catalogue.mjs'] },
  // The build writes the types of the routes, which the type check reads.
  { name: 'types', ...tool('typescript-native/bin/tsc', '--noEmit', '-p', 'tsconfig.json'), after: 'build' },
]

const SUITES = [
  { name: 'rules' },
  { name: 'media' },
  { name: 'store', stored: true },
  { name: 'http', stored: true, served: true },
  { name: 'journeys', stored: true, served: true },
  { name: 'pages', served: true, needs: ['chromium'] },
  { name: 'crash', stored: true, served: true },
]

const stages = (database, ...suites) => suites.map((suite) => [suite, database])
/** What fails soonest, then dear before cheap: those that end last end together. */
const ORDER = [
  ...stages('sqlite', 'rules', 'pages'),
  ...stages('mongo', 'http', 'crash'),
  ...stages('sqlite', 'http', 'crash', 'media'),
  ...stages('mongo', 'store', 'journeys'),
  ...stages('sqlite', 'store', 'journeys'),
]
const DATABASES = { sqlite: 'SQLite', mongo: 'MongoDB' }

/* ---- What was asked --------------------------------------------------------------------------------------------- */

const { values: options, positionals: chosen } = parseArgs({
  options: { only: { type: 'string' }, db: { type: 'string' } },
  allowPositionals: true,
})
const only = options.only?.split(',') ?? (chosen.length > 0 ? chosen.map((file) => file.split('/')[1]) : undefined)
const known = ['checks', ...CHECKS.map(({ name }) => name), ...SUITES.map(({ name }) => name)]
const unknown = only?.find((name) => !known.includes(name))
if (unknown || (options.db && !(options.db in DATABASES))) {
  console.error(`--only takes ${known.join(', ')}; --db takes ${Object.keys(DATABASES).join(' or ')}`)
  process.exit(2)
}
const wanted = (name) => !only || only.includes(name)
const requireAll = process.env.KEPU_REQUIRE_ALL === '1'
const mayLack = (process.env.KEPU_MAY_LACK ?? '').split(',')
const budget = Number(process.env.KEPU_TEST_BUDGET_SECONDS || 900)

/* ---- What came of it -------------------------------------------------------------------------------------------- */

const began = performance.now()
const secondsSince = (start) => (performance.now() - start) / 1000
const room = mkdtempSync(path.join(roomFor(4 * 1024 ** 3), 'kepu-run-'))
const bundles = path.join(root, 'dist/test', String(process.pid))
const programs = findPrograms()
const table = []
const leftOut = []
const problems = []
const skippedTests = []
const total = { passed: 0, failed: 0, skipped: 0 }
let mongo
let bundled

/** In memory where that holds so many bytes: no test cuts the power, and flushing to a disk is what tests wait for most. */
function roomFor(bytes) {
  const memory = '/dev/shm'
  if (!existsSync(memory)) return os.tmpdir()
  const { bavail, bsize } = statfsSync(memory)
  return bavail * bsize >= bytes ? memory : os.tmpdir()
}

function record(name, seconds, result, ok = true) {
  table.push({ name, seconds, result: ok ? result : `FAILED: ${result}` })
  if (!ok) problems.push(`${name}: ${result}`)
}

async function cleanUp() {
  endAll()
  await mongo?.then(({ stop }) => stop()).catch(() => undefined)
  for (const made of [room, bundles]) rmSync(made, { recursive: true, force: true, maxRetries: 5 })
}

for (const [signal, code] of [
  ['SIGINT', 130],
  ['SIGTERM', 143],
  ['SIGHUP', 129],
]) {
  process.once(signal, () => void cleanUp().finally(() => process.exit(code)))
}

/* ---- Checks and build ------------------------------------------------------------------------------------------- */

async function runCheck({ name, args }) {
  const { ok, output, seconds, why } = await run(process.execPath, args)
  console.log(`${ok ? 'ok  ' : 'FAIL'} ${seconds.toFixed(1).padStart(6)} s  ${name}`)
  if (!ok) console.log(output.trimEnd())
  const lastLine = output.trim().split('\n').at(-1)
  record(name, seconds, ok ? (name === 'build' ? lastLine.replace('build: ', '') : 'ok') : why, ok)
}

const LANES = 2

/** Does these jobs in their order, a few at a time. */
async function inLanes(jobs) {
  const ended = new Map(jobs.map(({ name }) => [name, deferred()]))
  const waiting = [...jobs]
  const lane = async () => {
    for (let job = waiting.shift(); job; job = waiting.shift()) {
      await ended.get(job.after)?.promise
      await job.go().finally(ended.get(job.name).resolve)
    }
  }
  await Promise.all(Array.from({ length: LANES }, lane))
}

function deferred() {
  let resolve
  const promise = new Promise((done) => (resolve = done))
  return { promise, resolve }
}

/** Next writes this file (ignored by git) when it builds; the checks that run beside the first build read it too. */
function provideNextTypes() {
  const file = path.join(root, 'next-env.d.ts')
  if (existsSync(file)) return
  writeFileSync(file, '/// <reference types="next" />\n/// <reference types="next/image-types/global" />\n')
}

/* ---- Suites ----------------------------------------------------------------------------------------------------- */

/** What a test file says of itself in its first lines: `@needs ffmpeg`, `@database mongo`. */
function pragmas(file) {
  const head = readFileSync(path.join(root, file), 'utf8').slice(0, 2000)
  return { needs: wordsAfter('@needs', head), databases: wordsAfter('@database', head) }
}

const wordsAfter = (tag, text) =>
  new RegExp(`^\\s*(?:/\\*)?[*/]+\\s*${tag} ([a-z ,]+)`, 'm').exec(text)?.[1].split(/[ ,]+/).filter(Boolean) ?? []

const labelOf = (suite, database) => (suite.stored ? `${suite.name} on ${DATABASES[database]}` : suite.name)

const testFiles = filesUnder('test').filter(
  (file) => file.endsWith('.test.ts') && (chosen.length === 0 || chosen.includes(file)),
)

/** The files of a suite that can run here; says which cannot, and why, one line for a suite or for a file. */
function runnable(suite, database) {
  const files = testFiles
    .filter((file) => file.startsWith(`test/${suite.name}/`))
    .map((file) => ({ file, ...pragmas(file) }))
    .filter(({ databases }) => databases.length === 0 || databases.includes(database))
  const label = labelOf(suite, database)
  const missing = missingOf([...(suite.needs ?? []), ...(database === 'mongo' ? ['mongod'] : [])])
  if (files.length && missing) {
    leaveOut(label, missing)
    return []
  }
  return files.filter(({ file, needs }) => {
    const lacking = missingOf(needs)
    if (lacking) leaveOut(file, lacking)
    return !lacking
  })
}

const missingOf = (needs) => {
  const name = needs.find((need) => !programs[need])
  const unknown = { why: `it needs ${name}, which this runner does not know`, install: 'see bin/lib' }
  return name && { name, ...(NEEDS[name] ?? unknown) }
}

function leaveOut(label, { name, why, install }) {
  const line = `LEFT OUT ${label}: ${why} (${install})`
  if (!leftOut.some((each) => each.line === line)) leftOut.push({ line, allowed: mayLack.includes(name) })
}

/** One Jest over the files of one suite on one database. */
async function runSuite({ suite, database, files, workers }) {
  const label = labelOf(suite, database)
  const name = label.replaceAll(' ', '-').toLowerCase()
  const countsFile = path.join(room, `counts-${name}.json`)
  bundled ??= bundleTests(bundles)
  await bundled
  if (database === 'mongo') mongo ??= startMongo(programs.mongod, room)
  const { ok, output, why, seconds } = await run(
    process.execPath,
    [
      ...['--experimental-vm-modules', '--no-warnings', 'node_modules/jest/bin/jest.js', '-c', 'test/jest.config.mjs'],
      ...['--ci', `--reporters=${path.join(root, 'test/reporter.mjs')}`],
      `--maxWorkers=${workers}`,
      ...['--runTestsByPath', ...files.map(({ file }) => path.join(bundles, `${nameOf(file)}.mjs`))],
    ],
    {
      reports: true,
      limitSeconds: Math.max(600, budget),
      finished: () => existsSync(countsFile),
      env: {
        NODE_ENV: 'test',
        TMPDIR: room,
        TEST_DATABASE: database,
        TEST_RUN: `${process.pid}-${name}`,
        KEPU_TEST_BUNDLES: bundles,
        KEPU_TEST_COUNTS: countsFile,
        KEPU_TEST_LABEL: label,
        ...(database === 'mongo' && { TEST_MONGO_URI: (await mongo).uri }),
        ...(programs.chromium && { CHROMIUM_BINARY: programs.chromium }),
        ...(programs.versitygw && { S3_SERVER_BINARY: programs.versitygw }),
      },
    },
  )
  const counts = existsSync(countsFile) ? JSON.parse(readFileSync(countsFile, 'utf8')) : undefined
  // Without its counts Jest has not run to the end, whatever its exit code says.
  const good = ok && counts?.failed === 0
  if (!good && output.trim()) console.log(`\nwhat the programs of ${label} said:\n${lastLines(output, 200)}`)
  for (const name of Object.keys(total)) total[name] += counts?.[name] ?? 0
  if (!counts) total.failed += 1
  skippedTests.push(...(counts?.names ?? []))
  const said = counts ? `${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped` : 'no result'
  record(label, seconds, good || counts?.failed ? said : `${said}; ${why || 'exit 0'}`, good)
}

const lastLines = (text, count) => text.trimEnd().split('\n').slice(-count).join('\n')

function findStrays() {
  const strays = testFiles.filter((file) => !SUITES.some(({ name }) => file.startsWith(`test/${name}/`)))
  if (!only) for (const file of strays) problems.push(`${file}: no suite of test/run.mjs would ever run it`)
}

/** What of a stage is asked for and can run here; a suite that stores nothing runs once, whatever database is asked for. */
function plan([name, database]) {
  const suite = SUITES.find((candidate) => candidate.name === name)
  if (!wanted(name) || (options.db && suite.stored && database !== options.db)) return []
  const files = runnable(suite, database)
  return files.length > 0 ? [{ suite, database, files }] : []
}

async function runStage(stage) {
  const { suite, database } = stage
  const buildFailed = suite.served && table.some((row) => row.name === 'build' && row.result.startsWith('FAILED'))
  if (buildFailed) record(labelOf(suite, database), 0, 'not run, because the build failed', false)
  else await runSuite(stage)
}

/* ---- The end ---------------------------------------------------------------------------------------------------- */

function summary() {
  const width = Math.max(...table.map(({ name }) => name.length), 8)
  const line = (name, seconds, result) => `${name.padEnd(width)}  ${seconds.toFixed(1).padStart(6)} s  ${result}`
  const seconds = secondsSince(began)
  if (seconds > budget) problems.push(`took ${seconds.toFixed(0)} s, more than the budget of ${budget} s`)
  if (requireAll && leftOut.some(({ allowed }) => !allowed))
    problems.push('KEPU_REQUIRE_ALL=1, and something was left out')
  if (requireAll && total.skipped) problems.push(`KEPU_REQUIRE_ALL=1, and ${total.skipped} tests were skipped`)
  console.log('')
  for (const row of table) console.log(line(row.name, row.seconds, row.result))
  console.log(line('all', seconds, `budget ${budget} s\n`))
  for (const name of skippedTests) console.log(`skipped  ${name}`)
  for (const { line } of leftOut) console.log(line)
  for (const problem of problems) console.log(`FAILED ${problem}`)
  console.log(`${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`)
}

process.chdir(root)
process.env.NEXT_TELEMETRY_DISABLED = '1'
try {
  const needsBuild = SUITES.some(({ name, served }) => served && only?.includes(name))
  const checks = CHECKS.filter(
    ({ name }) => wanted(name) || (only.includes('checks') && name !== 'build') || (needsBuild && name === 'build'),
  )
  if (checks.length) provideNextTypes()
  findStrays()
  const planned = ORDER.flatMap(plan)
  // A suite that runs alone may have both cores.
  const workers = planned.length > 1 ? 1 : 2
  await inLanes([
    ...checks.map((check) => ({ ...check, go: () => runCheck(check) })),
    ...planned.map((stage) => ({
      name: labelOf(stage.suite, stage.database),
      after: stage.suite.served && 'build',
      go: () => runStage({ ...stage, workers }),
    })),
  ])
} catch (error) {
  problems.push(`the runner itself: ${error.stack}`)
} finally {
  await cleanUp()
}
summary()
process.exit(problems.length ? 1 : 0)
