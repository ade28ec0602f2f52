import type { Flash } from '../../flash'
import { Focused } from '../client/focused'
import { fieldId } from '../form/entries'
import { doneText, issueText, refusalText } from '../say'
import { view } from '../view'

interface Props {
  flash: Flash
  fieldHref?: ((field: string) => string) | undefined
}

/** What became of the form before: done, or everything that was wrong, with ways to the fields. */
export async function Message({ flash, fieldHref = (field) => `#${fieldId(field)}` }: Props) {
  const { lang, w } = await view()
  if (flash.code === undefined)
    return (
      <Focused className="done" label={w.done.title}>
        <p>{doneText(lang, flash)}</p>
      </Focused>
    )
  const issues = flash.issues ?? []
  return (
    <Focused className="errors" label={w.errors.summary}>
      <h2>{w.errors.summary}</h2>
      <p>{refusalText(lang, flash.code, flash.params)}</p>
      {issues.length > 0 ? (
        <ul>
          {issues.map(({ field, code, params }) => (
            <li key={`${field} ${code}`}>
              <a href={fieldHref(field)}>{issueText(lang, code, params)}</a>
            </li>
          ))}
        </ul>
      ) : null}
      <p>{w.errors.kept}</p>
    </Focused>
  )
}
