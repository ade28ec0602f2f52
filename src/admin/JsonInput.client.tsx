'use client'

import { useDeferredValue } from 'react'
import type { FormVersion } from '../../workflows/rules/forms/types'
import type { InputProps } from './CommandFields.client'
import { FormPreview } from './FormPreview.client'
import { placeName, reportOn } from './json-report'
import type { JsonReport } from './json-report'
import type { InputWords } from './input-words'

/** Data as text: what does not fit is said while it is typed, and a form is shown as applicants will see it. */
export function JsonInput({ id, field, value, words, describedBy, onChange }: InputProps) {
  const text = typeof value === 'string' ? value : ''
  const name = field.name
  const report = reportOn(name, useDeferredValue(text))
  const said = `${id}-report`
  return (
    <>
      <textarea
        id={id}
        className="kepu-json"
        rows={16}
        spellCheck={false}
        aria-required={field.required}
        aria-invalid={describedBy !== undefined || report.at === 'broken'}
        aria-describedby={[describedBy, said].filter(Boolean).join(' ')}
        value={text}
        onChange={(event) => onChange(event.target.value)}
      />
      <div id={said}>
        <Report report={report} words={words} />
      </div>
      {name === 'form' && report.at === 'sound' ? (
        <FormPreview form={report.value as FormVersion} words={words} />
      ) : null}
    </>
  )
}

function Report({ report, words }: { report: JsonReport; words: InputWords }) {
  switch (report.at) {
    case 'empty':
      return null
    case 'sound':
      return <p className="kepu-hint">{words.jsonSound}</p>
    case 'broken':
      return (
        <p className="kepu-problem">
          {words.jsonBroken.replace('{line}', String(report.line)).replace('{column}', String(report.column))}
        </p>
      )
    default:
      return (
        <div className="kepu-problem">
          <p>{words.jsonIssues.replace('{count}', String(report.issues.length))}</p>
          <ul>
            {report.issues.map(({ path, code }) => (
              <li key={`${path.join('.')} ${code}`}>
                {words.jsonIssue
                  .replace('{path}', placeName(path, report.value, words.question, words.form.language))
                  .replace('{problem}', words.problems[code] ?? code)}
              </li>
            ))}
          </ul>
        </div>
      )
  }
}
