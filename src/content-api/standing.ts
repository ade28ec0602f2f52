import { refuse } from '../../workflows/engine'
import type { Reader } from '../../workflows/engine'
import type { ReleaseLogRow, Representation } from '../../workflows/release'
import { covers, isDue } from '../../workflows/release/visibility'
import { presentWork } from './present'
import type { Presenting } from './present'
import type { Request } from './ready'

export interface Standing {
  representation: Representation
  first: ReleaseLogRow
  last: ReleaseLogRow
}

/**
 * The work as it stands now for this client.
 * @throws Refusal 404 `work_not_found` when there is none, or none that this client may know of; 410 `work_withdrawn`
 */
export async function standing(
  reader: Reader,
  request: Pick<Request, 'client' | 'now'>,
  number: string,
): Promise<Standing> {
  const { viewer } = request.client
  const rows = await reader.find<ReleaseLogRow>('releases', { workNumber: { equals: number } }, { sort: 'seq' })
  const due = rows.filter((row) => isDue(viewer, row, request.now))
  const [first, last] = [due[0], due.at(-1)]
  const mine = due.some(({ representation }) => representation !== null && covers(viewer, representation))
  if (!first || !last || !mine) throw notFound()
  const { representation, at, reason, version } = last
  if (representation === null)
    throw refuse('work_withdrawn', { status: 410, params: { number, version, at, reason: reason ?? '' } })
  if (!covers(viewer, representation)) throw notFound()
  return { representation, first, last }
}

const notFound = () => refuse('work_not_found', { status: 404 })

export const presentStanding = ({ representation, first, last }: Standing, presenting: Presenting) => ({
  ...presentWork(representation, presenting),
  releasedAt: first.at,
  ...(last.kind === 'correct' ? { correctedAt: last.at, correction: last.reason ?? '' } : {}),
})
