import { z } from 'zod'
import { command, onlySystem, refuse } from '../engine'
import type { Columns, Patch, Verdict } from '../engine'
import type { FileRow } from '../file/types'
import type { Renditions } from '../file/renditions'
import type { Representation } from '../release'
import { releaseFacts } from './facts'
import type { ReleaseFacts } from './facts'
import { logged, orderMustStand, releaseLane } from './log-entry'
import { reason } from './note'
import { renditionsOf } from './representation'
import type { OriginalRow, WorkRow } from './types'
import type { Reader } from '../engine'
import type { ReleaseLogRow } from '../release'

const schema = z.strictObject({ reason })

interface RenewFacts extends ReleaseFacts {
  /** What is released now. */
  released: Representation | null
}

async function facts(reader: Reader, work: WorkRow): Promise<RenewFacts> {
  const known = await releaseFacts(reader, work)
  const row = work.release === null ? null : await reader.get<ReleaseLogRow>('releases', work.release)
  const released = row?.representation ?? null
  const ids = (released?.files ?? []).map(({ id }) => id)
  const originals =
    ids.length === 0 ? [] : await reader.find<OriginalRow>('files', { id: { in: ids } }, { limit: ids.length })
  return { ...known, originals, released }
}

/** Files for which newer ones are there, or on their way, with the very words of the released ones. */
const renewed = ({ originals }: RenewFacts): OriginalRow[] =>
  originals.filter(({ renditions }) => renditions?.renewal && renditions.renewal.stamp === renditions.release?.stamp)

/**
 * Files that newer profiles made take the place of the released ones, all at once: a new version of the work with the same
 * words. The log says so, because whoever holds a rendition knows it by its hash. No person decides anything here.
 */
export const renew = command<WorkRow, RenewFacts, z.infer<typeof schema>>({
  subject: 'work',
  verb: 'renew',
  from: ['released'],
  to: ['released'],
  roles: ['system'],
  input: schema,
  quiet: true,
  who: onlySystem,
  facts,
  lanes: releaseLane,
  guard: ({ facts: known }) => allMade(known) ?? orderMustStand(known),
  decide: ({ subject, facts: known, input, now, fresh }) => {
    const { listed, released } = known
    if (!listed || !released) throw new Error(`${subject.id} is released and not in the catalogue`)
    const files = renewed(known)
    const [id, version] = [fresh(), subject.version + 1]
    const common = logged(subject, known, {
      ...{ id, kind: 'correct', version, now, reason: input.reason },
      ...{ scope: listed.scope, notBefore: listed.notBefore },
      representation: withNewer(released, files, version),
    })
    return {
      patch: { state: 'released', version, release: id },
      ...common,
      patches: [...common.patches, ...files.map(switched)],
    }
  },
})

function allMade(known: RenewFacts): Verdict {
  const files = renewed(known)
  if (files.length === 0) return refuse('nothing_to_renew')
  const entries = files.flatMap(({ renditions }) => Object.entries(renditions?.renewal?.entries ?? {}))
  const left = entries.filter(([, { state }]) => state === 'wanted').length
  if (left > 0) return refuse('renditions_not_ready', { params: { left, all: entries.length } })
  // What could be made once must not be lost for a newer profile's sake.
  const failed = entries.find(([, { state }]) => state === 'failed')
  return failed ? refuse('rendition_failed', { params: { name: failed[0] } }) : null
}

function withNewer(released: Representation, files: readonly OriginalRow[], version: number): Representation {
  const byId = new Map(files.map((file) => [file.id, file.renditions?.renewal]))
  return {
    ...released,
    version,
    files: released.files.map((file) => {
      const renewal = byId.get(file.id)
      if (renewal === undefined) return file
      return { ...file, aiLabel: renewal.label, renditions: renditionsOf({ renditions: { release: renewal } }) }
    }),
  }
}

/** The newer set is the released one from now on; the older files stay where the log names them. */
function switched(file: OriginalRow): Patch {
  const { renewal, ...known } = file.renditions ?? {}
  const renditions: Renditions = { ...known, ...(renewal ? { release: renewal } : {}) }
  return { collection: 'files', subject: file as unknown as FileRow, set: { renditions } as unknown as Columns }
}
