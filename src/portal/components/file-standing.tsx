import type { FileStanding } from '../../../workflows/file/queries'
import { labelText, planningText, renditionText } from '../../file-words'
import { fill } from '../../i18n'
import { view } from '../view'
import { Hidden } from './bits'

interface Props {
  file: string
  standing: FileStanding | undefined
  /** The page that this stands on. */
  path: string
}

/** What was found in a file, and what is made of it: for its owner, who may have failed renditions made again. */
export async function FileStandingView({ file, standing, path }: Props) {
  const { lang, w } = await view()
  if (!standing) return null
  const { label, guessedNames, renditions } = standing
  const made = renditions?.filter(({ state }) => state !== 'impossible') ?? []
  const ready = made.filter(({ state }) => state === 'ready').length
  return (
    <div className="soft">
      {guessedNames.length > 0 ? (
        <details>
          <summary>{w.draft.guessedNames}</summary>
          <p>{w.draft.guessedNamesHelp}</p>
          <ul>
            {guessedNames.map((name) => (
              <li key={name}>
                <bdi>{name}</bdi>
              </li>
            ))}
          </ul>
        </details>
      ) : null}
      {label === 'none' ? null : <p>{labelText(lang, standing)}</p>}
      {renditions === null ? <p>{planningText(lang, standing)}</p> : null}
      {renditions && renditions.length > 0 ? (
        <details>
          <summary>{fill(w.draft.standingCount, { ready, all: made.length })}</summary>
          <ul>
            {renditions.map((one) => (
              <li key={`${one.set} ${one.name}`}>{renditionText(lang, one)}</li>
            ))}
          </ul>
        </details>
      ) : null}
      {renditions?.some(({ state }) => state === 'failed') ? (
        <form method="post" action={`/commands/file/${file}/retry_renditions`}>
          <Hidden next={path} back={path} />
          <button type="submit" className="link">
            {w.draft.retry}
          </button>
        </form>
      ) : null}
    </div>
  )
}
