/**
 * Writes docs/state-diagrams.md from the workflows' own tables; with --check changes nothing and fails when it differs.
 */
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { build } from 'esbuild'
import { root } from './lib/files.mjs'

const OUTPUT = path.join(root, 'docs/state-diagrams.md')

/** The workflows as data. Packages stay outside, so the bundle lies where they are found. */
async function load() {
  const cache = path.join(root, 'node_modules/.cache/kepu')
  mkdirSync(cache, { recursive: true })
  const room = mkdtempSync(path.join(cache, 'diagrams-'))
  try {
    const { outputFiles } = await build({
      entryPoints: [path.join(root, 'workflows/index.ts')],
      bundle: true,
      write: false,
      format: 'esm',
      platform: 'node',
      packages: 'external',
      logLevel: 'error',
    })
    const file = path.join(room, 'workflows.mjs')
    writeFileSync(file, outputFiles[0].text)
    const { workflows } = await import(pathToFileURL(file).href)
    return workflows
  } finally {
    rmSync(room, { recursive: true, force: true })
  }
}

const list = (items) => items.join(', ')

/** Where each command may go from each state, and who may. */
function edges({ commands }) {
  return commands.flatMap((command) =>
    reached(command).map(({ start, end, roles }) => ({ start, end, label: `${command.verb} (${list(roles)})` })),
  )
}

function reached({ from, to, roles }) {
  const starts = from === 'birth' ? ['[*]'] : from
  if (isLadder(starts, to))
    return starts.map((start, n) => ({ start, end: to[n], roles: roles.length === starts.length ? [roles[n]] : roles }))
  return starts.flatMap((start) => (stays(starts, to) ? [start] : to).map((end) => ({ start, end, roles })))
}

/** From a, b, c to b, c, d: each state leads to the next one, and each step has its own role. */
const isLadder = (from, to) =>
  from.length > 1 && from.length === to.length && from.slice(1).every((state, n) => state === to[n])

/** A verb that names the same states on both sides leaves each where it is. */
const stays = (from, to) => from.length > 1 && from.length === to.length && from.every((state) => to.includes(state))

function diagram(workflow) {
  const lines = edges(workflow).map(({ start, end, label }) => `  ${start} --> ${end}: ${label}`)
  const ends = Object.entries(workflow.states).flatMap(([state, { final }]) => (final ? [`  ${state} --> [*]`] : []))
  return ['```mermaid', 'stateDiagram-v2', ...lines, ...ends, '```'].join('\n')
}

function table({ states }) {
  const rows = Object.entries(states).map(
    ([state, { final, owes }]) => `| \`${state}\` | ${final ? 'yes' : ''} | ${owes ?? ''} |`,
  )
  return ['| state | final | owes the next step |', '|---|---|---|', ...rows].join('\n')
}

function chapter(workflow) {
  const { subject, collection, commands } = workflow
  const moved =
    commands.length === 0 ? 'It has no verbs of its own: the verbs of other subjects move it.' : diagram(workflow)
  return `## ${subject}\n\nStored in \`${collection}\`.\n\n${moved}\n\n${table(workflow)}`
}

const intro = `# States and verbs

Written by \`node bin/state-diagrams.mjs\` from the tables in \`workflows/\`; \`npm test\` fails when it is stale. An arrow is a
verb that a person or the clock (\`system\`) may run, with the roles that may. Some states are reached by another subject's
verb: that verb's own file tells which rows it moves along with its subject.`

const text = `${[intro, ...(await load()).map(chapter)].join('\n\n')}\n`
const kept = existsSync(OUTPUT) ? readFileSync(OUTPUT, 'utf8') : ''

if (!process.argv.includes('--check')) {
  mkdirSync(path.dirname(OUTPUT), { recursive: true })
  writeFileSync(OUTPUT, text)
  console.log('docs/state-diagrams.md written')
} else if (kept !== text) {
  console.error('docs/state-diagrams.md is stale: run `node bin/state-diagrams.mjs` and commit what it writes')
  process.exitCode = 1
}
