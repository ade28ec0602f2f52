'use client'

import type { CommandField, FieldProblem, FieldValue, FieldValues } from './command-input'
import { CheckList } from './CheckList.client'
import { JsonInput } from './JsonInput.client'
import { MomentInput } from './MomentInput.client'
import { Picker } from './Picker.client'
import type { InputWords } from './input-words'

interface Props {
  fields: readonly CommandField[]
  values: FieldValues
  problems: readonly FieldProblem[]
  words: InputWords
  /** Makes ids of inputs unique on the page. */
  prefix: string
  onChange: (name: string, value: FieldValue) => void
}

/** The fields of a verb; those of one part are folded away together. */
export function CommandFields({ fields, ...rest }: Props) {
  const parts = [...new Set(fields.map(({ part }) => part))]
  return parts.map((part) => {
    const own = fields
      .filter((field) => field.part === part)
      .map((field) => <Row key={field.name} field={field} {...rest} />)
    if (part === undefined) return own
    return (
      <details className="kepu-part" key={part}>
        <summary>{part}</summary>
        {own}
      </details>
    )
  })
}

export interface InputProps {
  id: string
  field: CommandField
  value: FieldValue | undefined
  words: InputWords
  describedBy: string | undefined
  onChange: (value: FieldValue) => void
}

function Row({ field, values, problems, words, prefix, onChange }: Omit<Props, 'fields'> & { field: CommandField }) {
  const id = `${prefix}-${field.name}`
  const problem = problems.find((one) => one.field === field.name)
  const message = problem ? (words.problems[problem.code] ?? problem.code) : undefined
  const label = field.required ? field.label : `${field.label}${words.optional}`
  const Input = inputs[field.kind]
  const input = (
    <Input
      id={id}
      field={field}
      value={values[field.name]}
      words={words}
      describedBy={message ? `${id}-problem` : undefined}
      onChange={(value) => onChange(field.name, value)}
    />
  )
  const grouped = ['choices', 'check', 'moment', 'pick', 'picks'].includes(field.kind)
  return (
    <div className={message ? 'kepu-field kepu-field--wrong' : 'kepu-field'}>
      {grouped ? (
        <fieldset aria-describedby={message ? `${id}-problem` : undefined}>
          <legend>{label}</legend>
          {input}
        </fieldset>
      ) : (
        <>
          {field.kind === 'yes' ? null : <label htmlFor={id}>{label}</label>}
          {input}
        </>
      )}
      {message ? (
        <p className="kepu-problem" id={`${id}-problem`}>
          {message}
        </p>
      ) : null}
    </div>
  )
}

const text = (value: FieldValue | undefined): string => (typeof value === 'string' ? value : '')

const Line = ({ id, field, value, describedBy, onChange }: InputProps) => (
  <input
    id={id}
    type="text"
    inputMode={
      field.kind === 'number' ? 'numeric' : field.kind === 'yuan' || field.kind === 'percent' ? 'decimal' : undefined
    }
    autoComplete="off"
    aria-required={field.required}
    aria-invalid={describedBy !== undefined}
    aria-describedby={describedBy}
    value={text(value)}
    onChange={(event) => onChange(event.target.value)}
  />
)

const Area = ({ id, field, value, describedBy, words, onChange }: InputProps) => (
  <>
    <textarea
      id={id}
      rows={3}
      aria-required={field.required}
      aria-invalid={describedBy !== undefined}
      aria-describedby={describedBy}
      value={text(value)}
      onChange={(event) => onChange(event.target.value)}
    />
    {field.kind === 'list' ? <p className="kepu-hint">{words.onePerLine}</p> : null}
  </>
)

const Money = (props: InputProps) => (
  <span className="kepu-money">
    <span aria-hidden="true">¥</span>
    <Line {...props} />
  </span>
)

const Yes = ({ id, field, value, onChange }: InputProps) => (
  <label className="kepu-choice">
    <input id={id} type="checkbox" checked={value === true} onChange={(event) => onChange(event.target.checked)} />
    {field.label}
  </label>
)

const One = ({ id, field, value, words, describedBy, onChange }: InputProps) => (
  <select
    id={id}
    aria-required={field.required}
    aria-describedby={describedBy}
    value={text(value)}
    onChange={(event) => onChange(event.target.value)}
  >
    <option value="">{words.choose}</option>
    {field.options?.map((option) => (
      <option key={option.value} value={option.value}>
        {option.label}
      </option>
    ))}
  </select>
)

const Many = ({ field, value, onChange }: InputProps) => {
  const chosen = Array.isArray(value) ? (value as string[]) : []
  return (
    <div className={(field.options?.length ?? 0) > 12 ? 'kepu-choices kepu-choices--many' : 'kepu-choices'}>
      {field.options?.map((option) => (
        <label className="kepu-choice" key={option.value}>
          <input
            type="checkbox"
            checked={chosen.includes(option.value)}
            onChange={(event) =>
              onChange(
                event.target.checked ? [...chosen, option.value] : chosen.filter((each) => each !== option.value),
              )
            }
          />
          {option.label}
        </label>
      ))}
    </div>
  )
}

const inputs: Record<CommandField['kind'], (props: InputProps) => React.ReactNode> = {
  text: Line,
  longtext: Area,
  number: Line,
  percent: Line,
  yuan: Money,
  yes: Yes,
  choice: One,
  choices: Many,
  list: Area,
  pick: Picker,
  picks: Picker,
  moment: MomentInput,
  check: CheckList,
  json: JsonInput,
}
