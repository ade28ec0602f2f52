import { NO_LABEL, familyOf, lookOfFilm, needsFfmpeg, planRenditions, probe, raised, readLabel } from '../../media'
import type { Facts, Kind, StillMaker } from '../../media'
import { runCommand, system } from '../../workflows/engine'
import type { FileRow } from '../../workflows/file/types'
import type { RenditionEntry } from '../../workflows/file/renditions'
import { asRefusal } from '../problem'
import type { House } from '../faces'
import type { Effect } from '../worker'
import { marking } from './marking'

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
    const { stamp, version, label, beside, visible } = await marking(house, { id, facts }, work)
    if (file.renditions?.[set]?.stamp === stamp) return
    const planned = planRenditions(file.kind as Kind, facts, set, beside, visible)
    const entries = Object.fromEntries(planned.map((one): [string, RenditionEntry] => [one.name, entryOf(one)]))
    const plan = { stamp, work, version, label: label.state, entries }
    await unlessDone(
      runCommand(house.engine, {
        actor: system,
        subject: 'file',
        verb: 'plan_renditions',
        id,
        key: `${key}:${stamp}`,
        input: { set, plan, ...(facts === known ? {} : { facts }) },
      }),
    )
  }

export function entryOf({
  step,
  whyNot,
  revision,
  required,
}: ReturnType<typeof planRenditions>[number]): RenditionEntry {
  if (step === undefined) return { state: 'impossible', why: whyNot, required }
  const by = needsFfmpeg(step) ? 'timed' : 'still'
  return { state: 'wanted', revision, required, by }
}

/** A sound or a WebM that came in where there was no ffprobe is known by its bytes alone until now; others by less than today. */
async function fuller({ storage, tools }: House, file: FileRow, known: Facts): Promise<Facts> {
  const kind = file.kind as Kind
  const isLacking =
    (kind === 'zip' && known.contentSha256 === undefined) ||
    (familyOf(kind) === 'subtitles' && known.transcript === undefined)
  if (isLacking) return { ...known, ...(await probe(storage.path(file.area, file.id), kind, tools).catch(() => ({}))) }
  const timed = familyOf(kind) === 'video' || familyOf(kind) === 'audio'
  if (!timed || tools.ffprobe === null || (known.seconds !== undefined && known.byBoxes !== true)) return known
  const path = storage.path(file.area, file.id)
  const facts = await probe(path, kind, tools).catch(() => known)
  return { ...facts, label: raised(known.label ?? NO_LABEL, await readLabel(path, kind, tools)) }
}

const LOOK_SECONDS = 60

/** What it looks like is found out once, behind the intake; one that cannot be looked at is like nothing. */
async function withLook({ storage, tools }: House, stills: StillMaker, file: FileRow, facts: Facts): Promise<Facts> {
  if (facts.likeness !== undefined || file.area !== 'sealed') return facts
  const [path, kind] = [storage.path(file.area, file.id), file.kind as Kind]
  const family = familyOf(kind)
  const nothing = () => null
  const likeness =
    family === 'image'
      ? await stills.look(path, LOOK_SECONDS).catch(nothing)
      : family === 'video'
        ? await lookOfFilm(path, kind, tools).catch(nothing)
        : null
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
