import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import {
  MakeFailure,
  MediaRefusal,
  findTools,
  makeRendition,
  needsFfmpeg,
  openExaminer,
  openStillMaker,
  planRenditions,
  writtenLabel,
} from '../../media'
import type { Facts, Kind, Planned } from '../../media'
import { fail, tell } from './tell'

/** What became of one thing that was asked for one file. */
interface Outcome {
  file: string
  /** `examine`, the name of a rendition, or `blind`. */
  asked: string
  /** `taken`, `made`, or why not. */
  came: string
  /** Nobody foresaw this: the words of the error. */
  unforeseen?: string
  seconds: number
}

const tools = await findTools()
const examiner = openExaminer(tools)
const stills = openStillMaker(tools)
const made = mkdtempSync(path.join(os.tmpdir(), 'kepu-odd-'))
const outcomes: Outcome[] = []

async function noted<T>(file: string, asked: string, came: (value: T) => string, what: () => Promise<T>) {
  const began = performance.now()
  const note = (said: string, unforeseen?: string) =>
    outcomes.push({
      file,
      asked,
      came: said,
      seconds: (performance.now() - began) / 1000,
      ...(unforeseen ? { unforeseen } : {}),
    })
  try {
    const value = await what()
    note(came(value))
    return value
  } catch (error) {
    if (error instanceof MediaRefusal && error.code !== 'file_unreadable') note(`refused: ${error.code}`)
    else note(codeOf(error), String(error instanceof MediaRefusal ? error.cause : error))
    return null
  }
}

const codeOf = (error: unknown) =>
  error instanceof MakeFailure || error instanceof MediaRefusal ? `failed: ${error.code}` : 'failed'

/** The way of a file: intake, every rendition that is possible, the copy for reviewers. */
async function walk(folder: string, name: string): Promise<void> {
  const from = path.join(folder, name)
  const found = await noted(
    name,
    'examine',
    () => 'taken',
    () => examiner.examine(from, { name: path.basename(name) }),
  )
  if (found === null) return
  for (const set of ['preview', 'release'] as const)
    for (const one of planRenditions(found.kind, found.facts, set, {}))
      if (one.step === undefined)
        outcomes.push({ file: name, asked: one.name, came: `impossible: ${one.whyNot}`, seconds: 0 })
      else if (!needsFfmpeg(one.step) || tools.ffmpeg !== null) await make(name, from, found, one.name, one.step)
  const to = path.join(made, 'blind')
  await noted(
    name,
    'blind',
    (copy) => (copy.ok ? 'made' : `impossible: ${copy.reason ?? copy.code}`),
    () => examiner.copyBlind({ from, kind: found.kind, to, words: ['Mustermann'] }),
  )
}

type Step = NonNullable<Planned['step']>

async function make(
  name: string,
  from: string,
  { kind, facts }: { kind: Kind; facts: Facts },
  asked: string,
  step: Step,
) {
  const rights = { credit: '供图', licence: 'CC BY 4.0', work: 'KP-0001', version: 1 }
  const marks = { label: facts.label ? writtenLabel(facts.label) : null, rights }
  await noted(
    name,
    asked,
    () => 'made',
    () => makeRendition({ from, kind, step, marks, to: path.join(made, 'rendition') }, stills, tools),
  )
}

async function main(folders: string[]): Promise<void> {
  const began = performance.now()
  let count = 0
  for (const folder of folders) {
    const names = (readdirSync(folder, { recursive: true }) as string[]).sort()
    const files = names.filter((name) => statSync(path.join(folder, name)).isFile())
    for (const file of files) await walk(folder, file)
    count += files.length
    process.stdout.write(`${folder}: ${String(files.length)} files\n`)
  }
  await tell({ files: count, outcomes, seconds: (performance.now() - began) / 1000 })
  process.stdout.write('done\n')
}

await main(process.argv.slice(2)).catch(fail)
examiner.close()
stills.close()
rmSync(made, { recursive: true, force: true })
