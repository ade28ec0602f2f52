import type { Blindness } from '../../workflows/application/types'
import type { Titles } from './titles'
import type { Dictionary } from './words'

/** Why a file was held back, in words: what happened, and what in the file was in the way. */
export function heldBackBecause({ code, reason }: Blindness['reasons'][number], words: Dictionary): string[] {
  return [words.option('code', code), reason === undefined ? '' : words.option('obstacle', reason)].filter(Boolean)
}

/** What the blind copy of an application needed an officer for, and who released it. */
export function BlindnessView({
  blindness,
  words,
  titles,
}: {
  blindness: Blindness
  words: Dictionary
  titles: Titles
}) {
  const { state, reasons, note, by } = blindness
  const { blind } = words.admin
  return (
    <>
      <p>{blind.states[state]}</p>
      <ul>
        {reasons.map((reason, index) => (
          <li key={index}>
            {reason.n === undefined ? '' : `${blind.file.replace('{n}', String(reason.n + 1))} · `}
            {words.join(heldBackBecause(reason, words))}
          </li>
        ))}
      </ul>
      {note ? (
        <p>
          {blind.reason} · {note}
          {by ? ` · ${titles.get(by)?.text ?? words.admin.values.notOpen}` : ''}
        </p>
      ) : null}
    </>
  )
}
