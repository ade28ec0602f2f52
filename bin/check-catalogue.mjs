/**
 * Fails when the catalogue of src/i18n/zh holds a text that nothing uses. (That none is missing is for the type check to say.)
 *
 * A key a.b.c counts as used when the sources
 *   name it in full: 'a.b.c', t.a.b.c or t?.a?.b?.c;
 *   choose under a group: t.a.b[code], `a.b.${code}`;
 *   pass a group on, props={t.a.b}, and name c somewhere;
 *   or when c is a code, a state or a verb: a literal 'c' in workflows/.
 */
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { build } from 'esbuild'
import { filesUnder, root } from './lib/files.mjs'

const CATALOGUE = ['src/i18n/zh.ts', 'src/i18n/zh/index.ts'].find((file) => existsSync(path.join(root, file)))

/** The catalogue as an object; its module may be made of several. */
async function load(file) {
  const cache = path.join(root, 'node_modules/.cache/kepu')
  mkdirSync(cache, { recursive: true })
  const room = mkdtempSync(path.join(cache, 'catalogue-'))
  const outfile = path.join(room, 'zh.mjs')
  try {
    await build({
      entryPoints: [path.join(root, file)],
      outfile,
      bundle: true,
      format: 'esm',
      platform: 'node',
      packages: 'external',
      logLevel: 'error',
    })
    const { zh } = await import(pathToFileURL(outfile).href)
    if (!zh || typeof zh !== 'object') throw new Error(`${file} exports no object named zh`)
    return zh
  } finally {
    rmSync(room, { recursive: true, force: true })
  }
}

const isGroup = (value) => value !== null && typeof value === 'object' && !Array.isArray(value)

/** Every text's key, as a list of names. A name with dots of its own counts as several. */
function keysOf(group, above = []) {
  return Object.entries(group).flatMap(([name, value]) => {
    const key = [...above, ...name.split('.')]
    return isGroup(value) ? keysOf(value, key) : [key]
  })
}

/** What the sources say: read once into sets, so that a thousand keys cost no more than ten. */
function readUses(text) {
  const uses = {
    named: new Set(),
    chosenUnder: new Set(),
    passedOn: new Set(),
    members: new Set(),
    literals: new Set(),
  }
  const oneLine = text.replace(/\s*\n\s*(?=\??\.)/g, '').replace(/!\./g, '.')
  for (const match of oneLine.matchAll(/[\w-]+(?:\??\.[\w-]+)*/g)) {
    const names = match[0].split(/\??\./)
    const next = oneLine.slice(match.index + match[0].length, match.index + match[0].length + 8)
    const chosen = /^(\?\.)?\[|^\.\$\{|^\.['"]\s*\+/.test(next)
    for (let from = 0; from < names.length; from += 1) {
      for (let to = from + 1; to <= names.length; to += 1) uses.named.add(names.slice(from, to).join('.'))
      const group = names.slice(from).join('.')
      if (chosen) uses.chosenUnder.add(group)
      // The first name alone is too common a word to be a group of ours: only what is reached from another counts.
      else if (from > 0) uses.passedOn.add(group)
    }
    for (const name of names.slice(1)) uses.members.add(name)
  }
  for (const [, , literal] of oneLine.matchAll(/(['"`])([\w.-]+)\1/g)) uses.literals.add(literal)
  for (const [, name] of oneLine.matchAll(/(?<![\w.-])([\w-]+)(?=\s*:)/g)) uses.literals.add(name)
  for (const [, name] of oneLine.matchAll(/(?<=[{,]\s*)([\w-]+)(?=\s*[,}])/g)) uses.members.add(name)
  return uses
}

function isUsed(key, everywhere, verbs) {
  const last = key.at(-1)
  if (key.length > 1 ? everywhere.named.has(key.join('.')) : everywhere.members.has(last)) return true
  if (verbs.literals.has(last)) return true
  const namedAlone = everywhere.members.has(last) || everywhere.literals.has(last)
  return key.slice(1).some((_, index) => {
    const group = key.slice(0, index + 1).join('.')
    return everywhere.chosenUnder.has(group) || (namedAlone && everywhere.passedOn.has(group))
  })
}

/** The text of all sources under these folders, the catalogues themselves left out. */
const textOf = (folders) =>
  folders
    .flatMap(filesUnder)
    .filter((file) => /\.(ts|tsx|mjs)$/.test(file) && !/^src\/i18n\/(zh|en)\b/.test(file))
    .map((file) => readFileSync(path.join(root, file), 'utf8'))
    .join('\n')

if (CATALOGUE) {
  const keys = keysOf(await load(CATALOGUE))
  const everywhere = readUses(textOf(['src', 'collections', 'workflows', 'payload.config.ts']))
  const verbs = readUses(textOf(['workflows']))
  const unused = keys.filter((key) => !isUsed(key, everywhere, verbs))
  for (const key of unused) console.error(`${CATALOGUE}: nothing uses ${key.join('.')}`)
  if (unused.length) process.exitCode = 1
  else console.log(`${keys.length} texts, all used`)
}
