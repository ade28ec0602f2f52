import { fill } from '../../i18n'
import { GameControls } from '../client/game-controls'
import { view } from '../view'

interface Props {
  /** Where it is played, on its own origin. */
  src: string
  /** Of the file, for the names on the page. */
  file: string
  title: string
}

/** A game in a frame that may run scripts and nothing else. It is not fetched before somebody starts it. */
export async function Game({ src, file, title }: Props) {
  const { w } = await view()
  const { start, restart, stop, fullScreen } = w.game
  const frame = `game-${file}`
  return (
    <figure className="game">
      <figcaption>{fill(w.game.title, { title })}</figcaption>
      <GameControls frame={frame} src={src} words={{ start, restart, stop, fullScreen }} />
      <iframe
        id={frame}
        name={frame}
        title={fill(w.game.title, { title })}
        sandbox="allow-scripts"
        allow="fullscreen; autoplay"
        referrerPolicy="no-referrer"
      />
      <p className="help">{w.game.help}</p>
    </figure>
  )
}
