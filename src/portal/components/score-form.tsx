import type { ReviewForExpert } from '../../../workflows/review/queries'
import type { Flash } from '../../flash'
import { fill } from '../../i18n'
import { AutosaveForm } from '../client/autosave-form'
import { byName, fieldId, reviewEntries } from '../form/entries'
import { criterionWord } from '../options'
import { wordAt } from '../say'
import { view } from '../view'
import { FieldErrors, TextField } from './field'

interface Props {
  review: ReviewForExpert
  flash: Flash | null
}

/** The score sheet: whole points for every criterion, red lines, and a reason. Kept while it is written. */
export async function ScoreForm({ review, flash }: Props) {
  const { account, lang, w, v } = await view()
  const { rubric, draft, id } = review
  if (!rubric) return null
  const path = `/review/${id}`
  const saved = byName(reviewEntries(draft ?? {}))
  const given = (name: string) => [flash?.values?.[name] ?? saved[name] ?? []].flat()
  const name = (key: string) => criterionWord(lang, key)
  const labels = Object.fromEntries([
    ...rubric.criteria.map(({ key }) => [`scores.${key}:number`, name(key)]),
    ['vetoes[]', w.review.vetoes],
    ['comment', w.review.comment],
  ]) as Record<string, string>
  return (
    <AutosaveForm
      action={`/reviews/${id}/draft`}
      place={`kepu:${account?.id ?? ''}:review:${id}`}
      revision={draft?.revision ?? 0}
      shape={{ kind: 'review' }}
      language={lang}
      words={w.save}
      labels={labels}
      sentences={v.answerIssues}
      signIn={`/sign-in?next=${encodeURIComponent(path)}`}
    >
      <input type="hidden" name="_back" value={path} />
      <p className="help">{w.review.anchors}</p>
      {rubric.criteria.map(({ key, kind, weight }) => (
        <Score
          key={key}
          label={fill(kind === 'deductive' ? w.review.deductOf : w.review.scoreOf, { name: name(key), weight })}
          field={key}
          value={given(`scores.${key}:number`)[0] ?? ''}
          flash={flash}
        />
      ))}
      <fieldset className="field">
        <legend>{w.review.vetoes}</legend>
        {rubric.vetoes.map(({ key }) => (
          <label key={key} className="choice">
            <input type="checkbox" name="vetoes[]" value={key} defaultChecked={given('vetoes[]').includes(key)} />
            <span>
              {fill(w.review.veto, { name: name(key) })}
              <span className="help"> {wordAt(v.vetoMeanings, key)}</span>
            </span>
          </label>
        ))}
      </fieldset>
      <TextField
        name="comment"
        label={w.review.comment}
        help={w.review.commentHelp}
        rows={6}
        flash={flash}
        value={saved.comment?.[0] ?? ''}
      />
      <div className="row">
        <button type="submit" name="_next" value={`${path}?check=1`} className="primary">
          {w.review.toCheck}
        </button>
        <button type="submit" name="_next" value={path}>
          {w.review.saveDraft}
        </button>
      </div>
    </AutosaveForm>
  )
}

interface ScoreProps {
  label: string
  field: string
  value: string
  flash: Flash | null
}

async function Score({ label, field, value, flash }: ScoreProps) {
  const { v } = await view()
  const issueField = `scores.${field}`
  const id = fieldId(issueField)
  const wrong = flash?.issues?.some((issue) => issue.field === issueField) === true
  return (
    <div className={wrong ? 'field wrong' : 'field'}>
      <label htmlFor={id}>{label}</label>
      <p className="help" id={`${id}-help`}>
        {wordAt(v.criterionMeanings, field)}
      </p>
      <FieldErrors field={issueField} issues={flash?.issues} id={`${id}-error`} />
      <input
        type="text"
        inputMode="numeric"
        className="short"
        id={id}
        name={`scores.${field}:number`}
        defaultValue={value}
        autoComplete="off"
        aria-describedby={`${id}-help${wrong ? ` ${id}-error` : ''}`}
        aria-invalid={wrong || undefined}
      />
    </div>
  )
}
