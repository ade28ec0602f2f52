import { NO_LABEL, familyOf, needsFfmpeg, planRenditions, raised } from '../../media'
import type { Facts, Kind, Planned, RenditionSet, StillMaker } from '../../media'
import { canonical, runCommand, sha256, system } from '../../workflows/engine'
import type { FileRow } from '../../workflows/file/types'
import type { RenditionEntry, RenditionsOfSet } from '../../workflows/file/renditions'
import { asRefusal } from '../problem'
import type { House } from '../faces'
import type { Effect } from '../worker'
import { marking } from './marking'
import type { Marking } from './marking'

/**
 * Plans the renditions of an original and has them made: a few for the people concerned when it comes in, all of them
 * when its work is on the way to release.
 */
export const renditionsEffect =
  (house: House, stills: StillMaker): Effect =>
  async ({ key, payload }) => {
    const { file: id, work } = payload as { file: string; work: string | null }
    const file = await house.engine.store.reader.get<FileRow>('files', id)
    if (!file) throw new Error('the file is not there')
    if (file.state !== 'sealed') return
    const set = work === null ? 'preview' : 'release'
    const known = (file.facts ?? {}) as Facts
    const facts = await withLook(house, stills, file, await fuller(house, file, known))
    const marked = await marking(house, { id, facts }, work)
    if (file.renditions?.[set]?.stamp === marked.stamp) return
    const plan = planOf({ kind: file.kind as Kind, facts, set, work }, marked)
    await unlessDone(
      runCommand(house.engine, {
        actor: system,
        subject: 'file',
        verb: 'plan_renditions',
        id,
        key: `${key}:${plan.stamp}`,
        input: { set, plan, ...(facts === known ? {} : { facts }) },
      }),
    )
  }

interface ToPlan {
  kind: Kind
  facts: Facts
  set: RenditionSet
  work: string | null
}

/** All renditions of a set, for the words as they stand. */
export function planOf({ kind, facts, set, work }: ToPlan, marked: Marking): RenditionsOfSet {
  const { stamp, words, version, label, about } = marked
  const marks = sha256(canonical({ words, label: label.raw, state: label.state }))
  const entries = planRenditions(kind, facts, set, about).map((one) => [one.name, entryOf(one, marks)] as const)
  return { stamp, work, version, label: label.state, entries: Object.fromEntries(entries) }
}

/** @param marked names the words and the label that it is marked with */
function entryOf({ step, whyNot, revision, required }: Planned, marked: string): RenditionEntry {
  if (step === undefined) return { state: 'impossible', why: whyNot, required }
  const by = needsFfmpeg(step) ? 'timed' : 'still'
  const of = sha256(canonical({ marked, revision, step: { ...step } })).slice(0, 32)
  return { state: 'wanted', revision, required, by, of }
}

/** What was learnt of such a file before we knew how: a film or a sound where there was no ffprobe, a package by its names alone, subtitles without what they say. */
async function fuller({ storage, tools, examiner }: House, file: FileRow, known: Facts): Promise<Facts> {
  const kind = file.kind as Kind
  const family = familyOf(kind)
  const isTimed = family === 'video' || family === 'audio'
  const isLacking =
    (isTimed && tools.ffprobe !== null && (known.seconds === undefined || known.byBoxes === true)) ||
    (kind === 'zip' && known.contentSha256 === undefined) ||
    (family === 'subtitles' && known.transcript === undefined)
  if (!isLacking) return known
  const examined = await storage.local(async (pathOf) => {
    const path = await pathOf(file.area, file.id)
    return examiner.examine(path).catch(() => null)
  })
  if (examined === null) return known
  const { byBoxes: _, label = NO_LABEL, ...kept } = known
  return { ...kept, ...examined.facts, label: raised(label, examined.facts.label ?? NO_LABEL) }
}

const LOOK_SECONDS = { image: 60, video: 180 }

/** What it looks like is found out once, behind the intake; one that cannot be looked at is like nothing. */
async function withLook({ storage, tools }: House, stills: StillMaker, file: FileRow, facts: Facts): Promise<Facts> {
  if (facts.likeness !== undefined || file.area !== 'sealed') return facts
  const kind = file.kind as Kind
  const family = familyOf(kind)
  if (family !== 'image' && family !== 'video') return facts
  const likeness = await storage.local(async (pathOf) => {
    const path = await pathOf(file.area, file.id)
    return stills.look({ path, kind }, tools, LOOK_SECONDS[family]).catch(() => null)
  })
  return likeness === null ? facts : { ...facts, likeness }
}

/** Another worker was faster, or the words have changed meanwhile: then there is nothing to do any more. */
export async function unlessDone(work: Promise<unknown>): Promise<void> {
  try {
    await work
  } catch (error) {
    if (!['renditions_planned', 'renditions_stale'].includes(asRefusal(error)?.code ?? '')) throw error
  }
}
