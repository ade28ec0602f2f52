import type { FileStanding } from '../../../workflows/file/queries'
import type { ChoiceName, FileChoices } from '../../../workflows/rules/choices'
import { ChoiceFields } from '../../file-choices/fields'
import { seenAt } from '../../file-choices/seen'
import type { Flash } from '../../flash'
import { view } from '../view'
import { Hidden } from './bits'

interface Props {
  action: string
  file: string
  /** Whether the form names its file itself: a command about the whole work. */
  named?: boolean
  rev?: number
  names: readonly ChoiceName[]
  choices: FileChoices
  seconds: number | undefined
  standing: FileStanding | undefined
  flash: Flash | null
  path: string
  next: string
}

/** What there is to choose about one file, as a form that needs no script. */
export async function ChoicesForm(props: Props) {
  const { action, file, named = false, rev, names, choices, seconds, standing, flash, path, next } = props
  const { v } = await view()
  return (
    <form method="post" action={action} className="form" noValidate>
      <Hidden {...(rev === undefined ? {} : { rev })} next={next} back={path} />
      {named ? <input type="hidden" name="file" value={file} /> : null}
      <ChoiceFields
        id="f-choices"
        names={names}
        choices={choices}
        typed={flash?.values}
        {...seenAt(file, standing)}
        seconds={seconds}
        field="field"
        words={v.fileChoices}
      />
      <button type="submit" className="primary">
        {v.fileChoices.save}
      </button>
    </form>
  )
}
