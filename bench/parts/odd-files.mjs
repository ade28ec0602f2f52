import { execFileSync } from 'node:child_process'
import { mkdirSync, readdirSync } from 'node:fs'
import path from 'node:path'
import { short } from '../lib/numbers.mjs'
import { start } from '../lib/processes.mjs'
import { table } from '../lib/table.mjs'

/** Test collections that others keep, in source packages of the Python index: pictures, PDFs, Word documents. */
const collections = [
  ['pillow==11.3.0', 'Tests/images'],
  ['pypdf==5.9.0', 'resources'],
  ['python-docx==1.2.0', 'features/steps/test_files'],
]

/** Fetches and unpacks them; `null` where there is no pip, or it does not get them. */
function fetched(dir, say) {
  const to = path.join(dir, 'collections')
  mkdirSync(to)
  const quiet = { cwd: to, stdio: 'ignore' }
  try {
    const names = collections.map(([name]) => name)
    execFileSync('pip', ['download', '--no-deps', '--no-binary', ':all:', '--dest', to, ...names], quiet)
    for (const name of readdirSync(to)) execFileSync('tar', ['xzf', name], quiet)
  } catch (error) {
    say(`LEFT OUT: the test collections cannot be had (${error.code ?? error.message.split('\n')[0]})`)
    return null
  }
  const unpacked = readdirSync(to).filter((name) => !name.endsWith('.gz'))
  return collections.map(([name, folder]) => {
    const plain = (text) => text.replace(/[-_]/g, '-').toLowerCase()
    return path.join(
      to,
      unpacked.find((each) => plain(each) === plain(name.replace('==', '-'))),
      folder,
    )
  })
}

const slowest = 20

/** Files as odd as they come, each through the whole way: intake, every rendition, the copy for reviewers. */
export async function oddFiles({ scripts, dir, say }) {
  const own = process.env.ODD_FILES
  const folders = own === undefined ? fetched(dir, say) : own.split(path.delimiter)
  if (folders === null) return { text: 'Left out: neither ODD_FILES (folders) nor pip was there.', bars: [] }
  const one = start(scripts['odd-files'], { args: folders, plain: true })
  one.child.stdout.on('data', (chunk) => say(path.basename(String(chunk).trim())))
  const told = new Promise((resolve) => one.child.on('message', resolve))
  await one.line(/^done$/m)
  await one.stop()
  return report(await told)
}

function report({ files, outcomes, seconds }) {
  const step = ({ asked }) => (asked === 'examine' || asked === 'blind' ? asked : 'rendition')
  const counts = new Map()
  for (const one of outcomes) {
    const name = `${step(one)}: ${one.came}`
    counts.set(name, (counts.get(name) ?? 0) + 1)
  }
  const unforeseen = outcomes.filter((one) => one.unforeseen !== undefined)
  const longest = outcomes.reduce((most, one) => (one.seconds > most.seconds ? one : most))
  return {
    text: [
      table(
        [`${files.toLocaleString('en')} files in ${short(seconds)} s`, 'count'],
        [...counts].sort().map(([name, count]) => [name, String(count)]),
      ),
      ...unforeseen.map((one) => `- ${one.file}, ${one.asked}, ${one.came}: ${one.unforeseen}`),
      `Longest: ${longest.asked} of ${longest.file}, ${short(longest.seconds)} s.`,
    ].join('\n\n'),
    bars: [
      {
        name: `odd files: longest of ${outcomes.length.toLocaleString('en')} steps`,
        value: `${short(longest.seconds)} s`,
        bar: `≤ ${slowest} s`,
        met: longest.seconds <= slowest,
      },
      {
        name: 'odd files: steps that ended as nobody foresaw',
        value: String(unforeseen.length),
        bar: '0',
        met: unforeseen.length === 0,
      },
    ],
  }
}

export const method = `**Odd files.** Source packages ${collections.map(([name]) => name).join(', ')} of the Python index, as \`pip download\` brings them, or the folders
that \`ODD_FILES\` names. Every file is examined under its own name; what is taken goes through every rendition of both sets that can be planned for it, each
made, read back and checked, and through the blind copy. Refusals and impossibilities have codes; what a reading process dies of, and any other error, is unforeseen.`
