import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { rm, stat } from 'node:fs/promises'
import { v5 as uuidv5 } from 'uuid'
import { KINDS, MakeFailure, makeRendition, planRenditions } from '../../media'
import type { Checked, Facts, Kind, Planned, StillMaker } from '../../media'
import { runCommand, system } from '../../workflows/engine'
import type { FileRow } from '../../workflows/file/types'
import type { RenditionEntry, Renditions, RenditionsOfSet } from '../../workflows/file/renditions'
import type { House } from '../faces'
import { outageOf } from '../problem'
import type { Effect, OutboxRow } from '../worker'
import { marking } from './marking'
import { switchOver } from './renewals'
import { unlessDone } from './renditions'

interface Asked {
  file: string
  set: keyof Renditions
  stamp: string
  names: string[]
}

type Wanted = Extract<RenditionEntry, { state: 'wanted' }>

/** After so many tries a rendition is given up, until somebody asks again. */
const TRIES = 3

/**
 * Makes what one row asks for, checks it, and records it by a command. What was made before a failure is recorded too,
 * so that the next try goes on there; a row whose workers died at it is given up like one that failed.
 */
export const renditionEffect =
  (house: House, stills: StillMaker): Effect =>
  async (row) => {
    const { file: id, set, stamp, names } = row.payload as unknown as Asked
    const file = await house.engine.store.reader.get<FileRow>('files', id)
    const asked = file?.renditions?.[set]
    if (!file || asked?.stamp !== stamp) return
    const results: Record<string, RenditionEntry> = {}
    const problems: unknown[] = []
    for (const [name, wanted] of names.flatMap((each) => wantedOf(asked, each))) {
      try {
        if (row.attempts > TRIES) throw new MakeFailure('maker_died', `every worker of ${TRIES} was lost`)
        results[name] = await made({ house, stills, row, file, set, asked, name, wanted })
      } catch (error) {
        if (outageOf(error) !== null) {
          // Not its fault, and nothing else would fare better.
          problems.unshift(error)
          break
        }
        if (row.attempts >= TRIES) results[name] = { ...wanted, state: 'failed', why: reasonOf(error) }
        else problems.push(error)
      }
    }
    await recorded(house, row, { id, set, stamp, results })
    if (set === 'renewal' && asked.work !== null)
      await switchOver(house, asked.work, `renew:${row.key}:${row.attempts}`)
    if (problems.length > 0) throw problems[0]
  }

function wantedOf({ entries }: RenditionsOfSet, name: string): [string, Wanted][] {
  const entry = entries[name]
  return entry?.state === 'wanted' ? [[name, entry]] : []
}

const reasonOf = (error: unknown): string => (error instanceof MakeFailure ? error.code : 'not_made')

interface Making {
  house: House
  stills: StillMaker
  row: OutboxRow
  file: FileRow
  set: keyof Renditions
  asked: RenditionsOfSet
  name: string
  wanted: Wanted
}

async function made({ house, stills, row, file, set, asked, name, wanted }: Making): Promise<RenditionEntry> {
  const { storage, tools } = house
  const kind = file.kind as Kind
  const facts = (file.facts ?? {}) as Facts
  const { about, ...marked } = await marking(house, { id: file.id, facts }, asked.work)
  const planned = planRenditions(kind, facts, set === 'preview' ? set : 'release', about).find(
    (each): each is Planned & { step: object } => each.name === name,
  )
  if (planned?.step === undefined) throw new MakeFailure('differs_from_plan', 'it is not planned any more')
  const progress = tellProgress(house, row)
  const { step } = planned
  const marks = step.make === 'print' ? marked.marksOfPages : marked.marks
  // The same words in the same profile give the same id, so a second run writes nothing new; what a release already
  // names under its id is never written over by another version.
  const id = uuidv5([file.id, set, name, asked.version, wanted.of ?? asked.stamp].join('/'), uuidv5.URL)
  const to = await storage.tempPath()
  try {
    const checked = await storage.local(async (lies) => {
      const from = await lies(file.area, file.id)
      const pathOf = (each: string) => lies('sealed', each)
      return makeRendition({ from, kind, step, marks, to, pathOf, progress }, stills, tools)
    })
    const { size: bytes } = await stat(to)
    const sha256 = await hashOf(to)
    await storage.put('renditions', id, to)
    return { ...wanted, state: 'ready', id, bytes, sha256, ...shownOf(checked) }
  } finally {
    // What could not be put is made again some day; it would lie here beside the next.
    await rm(to, { force: true })
  }
}

function shownOf({ kind, facts: { width, height, seconds, codec, rate, lufs } }: Checked) {
  const { mime, family } = KINDS[kind]
  return {
    mime,
    ...(width && height ? { width, height } : {}),
    ...(seconds ? { seconds } : {}),
    ...(codec && (family === 'video' || family === 'audio') ? { codec } : {}),
    ...(rate ? { fps: rate } : {}),
    ...(lufs === undefined ? {} : { lufs }),
  }
}

/** Written beside the row for people to see; it decides nothing, so a lost write is no matter. */
const tellProgress =
  ({ engine, log }: House, { id, fence }: OutboxRow) =>
  (progress: number) => {
    const where = { and: [{ id: { equals: id } }, { fence: { equals: fence } }] }
    const progressAt = engine.clock.now()
    const since = progress === 0 ? { progressSince: progressAt } : {}
    engine.store.changeIf('outbox', where, { progress, progressAt, ...since }).catch((error: unknown) => {
      log.warn({ row: id, err: String(error) }, 'progress not noted')
    })
  }

async function recorded(
  { engine }: House,
  { key, attempts }: OutboxRow,
  { id, ...input }: { id: string; set: string; stamp: string; results: Record<string, RenditionEntry> },
): Promise<void> {
  if (Object.keys(input.results).length === 0) return
  await unlessDone(
    runCommand(engine, {
      actor: system,
      subject: 'file',
      verb: 'record_renditions',
      id,
      key: `${key}:${attempts}`,
      input: input,
    }),
  )
}

async function hashOf(path: string): Promise<string> {
  const hash = createHash('sha256')
  for await (const chunk of createReadStream(path)) hash.update(chunk as Buffer)
  return hash.digest('hex')
}
