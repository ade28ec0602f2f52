import type { Held, Reader } from '../../workflows/engine'
import type { CatalogueRow } from '../../workflows/release'
import { instantsOf } from '../../workflows/release/visibility'

/** How one learns cheaply whether anything moved. */
export interface Pulse {
  /** Revision of the release order: the number of the newest release; 0 before there is an order. */
  revision(): Promise<number>
  /** Whether a held row still has the revision that was seen. */
  stands(collection: string, id: string, rev: number): Promise<boolean>
  /** The next instant after `now` at which some channel's wait ends, as of this revision; `null` when none waits. */
  nextInstant(revision: number, now: string): Promise<string | null>
}

/** A count of one indexed row costs a third of reading it, so a known revision is asked for and not read. */
export function pulseOf(reader: Reader): Pulse {
  let asked = { version: '', answers: new Map<string, Promise<boolean>>() }
  let known = 0
  let waiting: { revision: number; instants: string[] } | null = null

  const ask = async (collection: string, id: string, rev: number) =>
    (await reader.count(collection, { and: [{ id: { equals: id } }, { rev: { equals: rev } }] })) === 1

  /** What was answered stands until something was committed. */
  async function stands(collection: string, id: string, rev: number): Promise<boolean> {
    const version = await reader.version()
    if (asked.version !== version) asked = { version, answers: new Map() }
    const name = `${collection}/${id}/${rev}`
    const { answers } = asked
    const answer = answers.get(name) ?? ask(collection, id, rev)
    answers.set(name, answer)
    answer.catch(() => answers.delete(name))
    return answer
  }

  return {
    stands,
    async revision() {
      if (known > 0 && (await stands('release-order', 'main', known))) return known
      known = (await reader.get<Held>('release-order', 'main'))?.rev ?? 0
      return known
    },
    async nextInstant(revision, now) {
      if (waiting?.revision !== revision) {
        const rows = await reader.find<CatalogueRow>(
          'catalogue',
          { dueLast: { greater_than: now } },
          { sort: 'dueLast' },
        )
        waiting = { revision, instants: [...new Set(rows.flatMap(({ notBefore }) => instantsOf(notBefore)))].sort() }
      }
      return waiting.instants.find((each) => each > now) ?? null
    },
  }
}
