/**
 * Fails when a file that is generated and committed is not what would be generated now. Changes nothing.
 */
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { root } from './lib/files.mjs'
import { endAll, run } from './lib/processes.mjs'

const TYPES = 'src/payload-types.ts'
const IMPORT_MAP = 'src/app/(payload)/admin/importMap.js'
const DIAGRAMS = 'bin/state-diagrams.mjs'
const REMEDY = 'run `npm run generate` and commit what it writes'

const at = (file) => path.join(root, file)
const read = (file) => (existsSync(file) ? readFileSync(file, 'utf8') : undefined)

/**
 * Runs one of Payload's commands. Lexical's entry for Node awaits an import at its top level, and Node 20 loses that
 * import more often than not: the command then does nothing and exits 0, or waits for ever under the keep-alive.
 * The condition picks Lexical's entry that awaits nothing.
 */
async function payload(command, room, env = {}) {
  const { ok, output, why } = await run(
    process.execPath,
    [...['--conditions=production', '--import', './src/keep-alive.mjs', 'node_modules/payload/bin.js'], command],
    {
      limitSeconds: 120,
      env: {
        DATABASE_URL: `file:${path.join(room, 'test.db')}`,
        PAYLOAD_SECRET: 'a-secret-for-generated-files-0123456789abcdef',
        PAYLOAD_DISABLE_DEPENDENCY_CHECKER: 'true',
        ...env,
      },
    },
  )
  if (!ok) throw new Error(`payload ${command}: ${why}\n${output}`)
  return output
}

/** The first line in which two texts differ, for the reader to know where to look. */
function firstDifference(kept, fresh) {
  const [before, now] = [kept.split('\n'), fresh.split('\n')]
  const line = now.findIndex((text, index) => text !== before[index])
  const index = line === -1 ? now.length : line
  return `line ${index + 1}:\n  - ${before[index] ?? '(end)'}\n  + ${now[index] ?? '(end)'}`
}

function compare(file, kept, fresh) {
  if (kept === fresh) return []
  if (kept === undefined) return [`${file} is missing: ${REMEDY}`]
  return [`${file} is stale: ${REMEDY}\n${firstDifference(kept, fresh)}`]
}

/** Written to another place, so that nobody who reads the types meanwhile finds half a file. */
async function checkTypes(room) {
  const output = path.join(room, 'payload-types.ts')
  const said = await payload('generate:types', room, { PAYLOAD_TS_OUTPUT_PATH: output })
  const fresh = read(output)
  if (fresh === undefined) throw new Error(`payload generate:types wrote nothing\n${said}`)
  return compare(TYPES, read(at(TYPES)), fresh)
}

/** The import map has one place only: it is written there when it differs, and what stood there is put back. */
async function checkImportMap(room) {
  const kept = read(at(IMPORT_MAP))
  if (kept === undefined) return [`${IMPORT_MAP} is missing: ${REMEDY}`]
  try {
    const said = await payload('generate:importmap', room)
    if (!said.includes('import map')) throw new Error(`payload generate:importmap did nothing\n${said}`)
    return compare(IMPORT_MAP, kept, read(at(IMPORT_MAP)))
  } finally {
    if (read(at(IMPORT_MAP)) !== kept) writeFileSync(at(IMPORT_MAP), kept)
  }
}

async function checkDiagrams() {
  if (!existsSync(at(DIAGRAMS))) return []
  const { ok, output, why } = await run(process.execPath, [DIAGRAMS, '--check'], { limitSeconds: 120 })
  return ok ? [] : [`${DIAGRAMS} --check: ${why}\n${output.trim()}`]
}

const room = mkdtempSync(path.join(os.tmpdir(), 'kepu-generated-'))
process.on('exit', () => {
  endAll()
  rmSync(room, { recursive: true, force: true })
})
process.on('SIGINT', () => process.exit(130))
process.on('SIGTERM', () => process.exit(143))

const checks = existsSync(at('payload.config.ts')) ? [checkTypes, checkImportMap, checkDiagrams] : [checkDiagrams]
const problems = []
for (const check of checks) {
  try {
    problems.push(...(await check(room)))
  } catch (error) {
    problems.push(error.message)
  }
}
for (const problem of problems) console.error(problem)
process.exit(problems.length ? 1 : 0)
