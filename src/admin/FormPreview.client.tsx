'use client'

import type { FormVersion, Question } from '../../workflows/rules/forms/types'
import type { InputWords } from './input-words'

/** A call's form as applicants will see it, group by group; nothing in it can be filled in. */
export function FormPreview({ form, words }: { form: FormVersion; words: InputWords }) {
  const groups = [...new Set(form.questions.map(({ group }) => group))]
  return (
    <details className="kepu-preview">
      <summary>{words.preview}</summary>
      <fieldset disabled>
        {groups.map((group) => (
          <section key={group}>
            <h4>{words.form.groups[group] ?? group}</h4>
            {form.questions
              .filter((question) => question.group === group)
              .map((question) => (
                <Asked key={question.key} question={question} words={words} />
              ))}
          </section>
        ))}
      </fieldset>
    </details>
  )
}

function Asked({ question, words }: { question: Question; words: InputWords }) {
  const { language, required, optional } = words.form
  const { label, help, kind } = question
  return (
    <div className="kepu-field">
      <p>
        {kind === 'pledge' ? <input type="checkbox" aria-label={label[language]} /> : null}
        <strong>{label[language]}</strong> <small>{question.required ? required : optional}</small>
      </p>
      {help ? <p className="kepu-hint">{help[language]}</p> : null}
      <Answer question={question} language={language} />
    </div>
  )
}

function Answer({ question: { kind, label, options = [] }, language }: { question: Question; language: 'zh' | 'en' }) {
  // As the portal does: a long list of which one is taken folds up.
  if (kind === 'choice' && options.length > 12)
    return (
      <select aria-label={label[language]}>
        {options.map((option) => (
          <option key={option.value}>{option.label[language]}</option>
        ))}
      </select>
    )
  switch (kind) {
    case 'pledge':
      return null
    case 'choice':
    case 'choices':
      return (
        <ul className="kepu-choices">
          {options.map((option) => (
            <li key={option.value}>
              <label className="kepu-choice">
                <input type={kind === 'choice' ? 'radio' : 'checkbox'} />
                {option.label[language]}
              </label>
            </li>
          ))}
        </ul>
      )
    case 'longtext':
    case 'richtext':
      return <textarea rows={3} aria-label={label[language]} />
    case 'files':
      return <input type="file" aria-label={label[language]} />
    default:
      return <input type="text" aria-label={label[language]} />
  }
}
