import type { Reader } from '../../../workflows/engine'

export interface Step {
  state: string
  at: string
}

/** From the journal: which state was reached when. Who did it stays inside. */
export async function timelineOf(reader: Reader, subject: string): Promise<Step[]> {
  const rows = await reader.find<{ at: string; text: string }>(
    'journal',
    { subject: { equals: subject } },
    { sort: 'rev' },
  )
  return rows.flatMap(({ at, text }) => {
    const { set } = JSON.parse(text) as { set: { state?: unknown } }
    return typeof set.state === 'string' ? [{ state: set.state, at: new Date(at).toISOString() }] : []
  })
}
