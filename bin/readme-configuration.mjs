// Writes the table of configuration variables into README.md, from the list that the start's error message is made of.
// With --check it only says whether the table is fresh.
import { readFileSync, writeFileSync } from 'node:fs'
import { build } from 'esbuild'

const bundle = await build({
  entryPoints: ['src/config-variables.ts'],
  bundle: true,
  write: false,
  format: 'esm',
  platform: 'node',
})
const { configVariables } = await import(
  `data:text/javascript;base64,${Buffer.from(bundle.outputFiles[0].contents).toString('base64')}`
)
const cell = (text) =>
  String(text ?? '—')
    .replaceAll('|', '\\|')
    .replaceAll('\n', ' ')
const table = [
  '| variable | default | 含义 meaning |',
  '|---|---|---|',
  ...configVariables.map(
    ({ name, default: fallback, meaning }) =>
      `| \`${name}\` | ${cell(fallback)} | ${cell(meaning.zh)} · ${cell(meaning.en)} |`,
  ),
].join('\n')
const readme = readFileSync('README.md', 'utf8')
const fresh = readme.replace(/(<!-- configuration:begin -->\n)[\s\S]*?(<!-- configuration:end -->)/, `$1${table}\n$2`)
if (process.argv.includes('--check')) {
  if (fresh !== readme) {
    console.error('the configuration table in README.md is stale: run npm run generate')
    process.exit(1)
  }
} else writeFileSync('README.md', fresh)
