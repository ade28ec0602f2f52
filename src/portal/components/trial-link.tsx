import { place } from '../../games/place'
import { view } from '../view'

/** Beside a file that is a game: where it is played before its release. */
export async function TrialLink({ file, mime }: { file: string; mime: string | undefined }) {
  const { w } = await view()
  if (mime !== 'application/zip' || place().origin === null) return null
  return <a href={`/play/${file}`}>{w.game.trial}</a>
}
