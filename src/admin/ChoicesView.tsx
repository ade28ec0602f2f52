import type { ChoicesByFile, FileChoices } from '../../workflows/rules/choices'
import type { Dictionary } from './words'

interface Props {
  choices: FileChoices | undefined
  words: Dictionary
}

const names = ['alt', 'focal', 'poster', 'cut15', 'cut30', 'spread'] as const

/** What was chosen about one file, in the words of the form where it was chosen. */
export function ChoicesView({ choices = {}, words }: Props) {
  const chosen = names.filter((name) => choices[name] !== undefined)
  if (chosen.length === 0) return '—'
  return (
    <dl className="kepu-data">
      {chosen.map((name) => (
        <div key={name}>
          <dt>{words.vocabulary.fileChoices[name]}</dt>
          <dd>{sayChoice(choices, name, words)}</dd>
        </div>
      ))}
    </dl>
  )
}

function sayChoice({ focal, ...choices }: FileChoices, name: (typeof names)[number], words: Dictionary): string {
  if (name === 'spread') return choices.spread === true ? words.admin.values.yes : words.admin.values.no
  if (name !== 'focal') return String(choices[name])
  const { x, y } = words.vocabulary.fileChoices
  const percent = (share = 0) => String(Math.round(100 * share))
  return words.join([`${x} ${percent(focal?.x)}`, `${y} ${percent(focal?.y)}`])
}

/** The same of each file of a work. */
export function ChoicesOfFiles({ choices, words }: { choices: ChoicesByFile; words: Dictionary }) {
  const files = Object.entries(choices)
  if (files.length === 0) return '—'
  return (
    <ul>
      {files.map(([file, one], index) => (
        <li key={file}>
          <a href={`/files/${file}`}>{`${words.admin.values.open} ${String(index + 1)}`}</a>
          <ChoicesView choices={one} words={words} />
        </li>
      ))}
    </ul>
  )
}
