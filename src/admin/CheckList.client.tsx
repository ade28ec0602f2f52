'use client'

import type { CheckAnswers } from './command-input'
import type { InputProps } from './CommandFields.client'

/** The formal check, line by line: fits, or does not and why. Nothing is ticked beforehand. */
export function CheckList({ id, field, value, words, onChange }: InputProps) {
  const answers = (value ?? {}) as CheckAnswers
  const change = (key: string, part: Partial<CheckAnswers[string]>) =>
    onChange({ ...answers, [key]: { note: '', ...answers[key], ...part } })
  return (
    <table className="kepu-table kepu-check">
      <tbody>
        {field.lines?.map(({ key, label }) => {
          const { ok, note = '' } = answers[key] ?? {}
          return (
            <tr key={key}>
              <th scope="row" id={`${id}-${key}`}>
                {label}
              </th>
              <td>
                <span role="radiogroup" aria-labelledby={`${id}-${key}`} className="kepu-check__answer">
                  <label className="kepu-choice">
                    <input
                      type="radio"
                      name={`${id}-${key}`}
                      checked={ok === true}
                      onChange={() => change(key, { ok: true })}
                    />
                    {words.fits}
                  </label>
                  <label className="kepu-choice">
                    <input
                      type="radio"
                      name={`${id}-${key}`}
                      checked={ok === false}
                      onChange={() => change(key, { ok: false })}
                    />
                    {words.fitsNot}
                  </label>
                </span>
              </td>
              <td>
                <input
                  type="text"
                  aria-label={`${label}: ${words.remark}`}
                  placeholder={ok === false ? words.remarkNeeded : words.remark}
                  value={note}
                  onChange={(event) => change(key, { note: event.target.value })}
                />
              </td>
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}
