import { picturesLackingIn } from '../../workflows/work/queries'
import type { WorkRow } from '../../workflows/work'
import { engine } from '../engine'
import { lackingText } from '../file-words'
import type { Row } from './command-fields'
import type { Dictionary } from './words'

/** In a work whose text names illustrations that it does not have: their marks would be left out. */
export async function PicturesLacking({ subject, row, words }: { subject: string; row: Row; words: Dictionary }) {
  if (subject !== 'work') return null
  const lacking = await picturesLackingIn(engine().store.reader, row as unknown as WorkRow)
  if (lacking.length === 0) return null
  return (
    <section className="kepu-panel" role="status">
      <p>{lackingText(words.language, lacking)}</p>
    </section>
  )
}
