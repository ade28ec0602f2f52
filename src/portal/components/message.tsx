import type { Flash } from '../../flash'
import { Focused } from '../client/focused'
import { fill } from '../../i18n'
import { fieldId } from '../form/entries'
import { doneText, issueText, refusalText } from '../say'
import { view } from '../view'

interface Props {
  flash: Flash
  fieldHref?: ((field: string) => string) | undefined
  /** What a field is called, by its name or by the key of its question. */
  labels?: Readonly<Record<string, string>> | undefined
}

/** What became of the form before: done, or everything that was wrong, with ways to the fields. */
export async function Message({ flash, fieldHref = (field) => `#${fieldId(field)}`, labels = {} }: Props) {
  const { lang, w } = await view()
  if (flash.code === undefined)
    return (
      <Focused className="done" label={w.done.title}>
        <p>{doneText(lang, flash)}</p>
      </Focused>
    )
  const issues = flash.issues ?? []
  const said = ({ field, code, params }: (typeof issues)[number]) => {
    const label = labels[field] ?? labels[field.split('.')[0] ?? '']
    const problem = issueText(lang, code, params)
    return label === undefined ? problem : fill(w.errors.field, { label, problem })
  }
  return (
    <Focused className="errors" label={w.errors.summary}>
      <h2>{w.errors.summary}</h2>
      <p>{refusalText(lang, flash.code, flash.params)}</p>
      {issues.length > 0 ? (
        <ul>
          {issues.map((issue, index) => (
            <li key={index}>
              <a href={fieldHref(issue.field)}>{said(issue)}</a>
            </li>
          ))}
        </ul>
      ) : null}
      <p>{w.errors.kept}</p>
    </Focused>
  )
}
