import type { Reader } from '../../workflows/engine'
import { beginning, changesSince } from '../../workflows/release/log'
import { syncAgain } from './cursor'
import type { Cursors } from './cursor'
import { presentWork } from './present'
import type { Presenting } from './present'
import type { Request } from './ready'

/** The next page of the log for this client. Where nothing is new, `next` is the cursor that was sent. */
export async function listChanges(
  reader: Reader,
  cursors: Cursors,
  { client, now, revision }: Request,
  asked: { cursor?: string | undefined; limit: number },
  presenting: Presenting,
): Promise<object> {
  const place = asked.cursor === undefined ? beginning : cursors.open(client, 'changes', asked.cursor)
  // A log that is shorter than what was read of it was set back: nothing that the reader holds can be relied on.
  if (place.seq > revision) throw syncAgain()
  const { rows, place: reached, more } = await changesSince(reader, client.viewer, place, now, asked.limit)
  const items = rows.map(({ representation, ...row }) => ({
    ...row,
    representation: representation && presentWork(representation, presenting),
  }))
  return { items, next: cursors.seal(client, 'changes', reached), more }
}
