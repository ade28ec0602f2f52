import type { ReactNode } from 'react'
import type { Flash } from '../../flash'
import { fieldId } from '../form/entries'
import { issueText } from '../say'
import { view } from '../view'
import { Need } from './bits'

type Issues = NonNullable<Flash['issues']>

/** What is wrong with one field, beside it. */
export async function FieldErrors({ field, issues, id }: { field: string; issues: Issues | undefined; id: string }) {
  const { lang } = await view()
  const own = (issues ?? []).filter((issue) => issue.field === field)
  if (own.length === 0) return null
  return (
    <p id={id} className="error">
      {own.map(({ code, params }) => issueText(lang, code, params)).join(lang === 'zh' ? '；' : '; ')}
    </p>
  )
}

interface Props {
  name: string
  label: ReactNode
  help?: string | undefined
  required?: boolean
  flash: Flash | null
  /** Rows of a text area; one line without. */
  rows?: number
  type?: 'text' | 'email' | 'password' | 'tel' | 'search'
  autoComplete?: string
  inputMode?: 'text' | 'email' | 'tel' | 'numeric' | 'decimal'
  value?: string
  /** The name under which the server knows it, where that differs. */
  issueField?: string
}

/** A label, its help, the field, and what is wrong with it. */
export async function TextField({
  name,
  label,
  help,
  required = true,
  flash,
  rows,
  type = 'text',
  issueField = name,
  value,
  ...more
}: Props) {
  const id = fieldId(issueField)
  const issues = flash?.issues
  const wrong = issues?.some(({ field }) => field === issueField) === true
  const typed = [flash?.values?.[name] ?? value ?? ''].flat()[0] ?? ''
  const describedBy = [help ? `${id}-help` : '', wrong ? `${id}-error` : ''].filter(Boolean).join(' ') || undefined
  const common = {
    id,
    name,
    defaultValue: typed,
    'aria-describedby': describedBy,
    'aria-invalid': wrong || undefined,
    'aria-required': required,
    ...more,
  }
  return (
    <div className={wrong ? 'field wrong' : 'field'}>
      <label htmlFor={id}>
        {label} <Need required={required} />
      </label>
      {help ? (
        <p id={`${id}-help`} className="help">
          {help}
        </p>
      ) : null}
      <FieldErrors field={issueField} issues={issues} id={`${id}-error`} />
      {rows ? <textarea rows={rows} {...common} /> : <input type={type} {...common} />}
    </div>
  )
}

interface TickProps {
  name: string
  label: ReactNode
  flash: Flash | null
  issueField: string
  value?: string
  checked?: boolean
  required?: boolean
}

/** A box to tick, its whole row tappable. */
export async function Tick({ name, label, flash, issueField, value = 'on', checked = false, required }: TickProps) {
  const id = fieldId(issueField)
  const issues = flash?.issues
  const wrong = issues?.some(({ field }) => field === issueField) === true
  return (
    <div className={wrong ? 'field wrong' : 'field'}>
      <FieldErrors field={issueField} issues={issues} id={`${id}-error`} />
      <label className="choice">
        <input
          type="checkbox"
          id={id}
          name={name}
          value={value}
          defaultChecked={checked || flash?.values?.[name] !== undefined}
          required={required}
          aria-invalid={wrong || undefined}
          aria-describedby={wrong ? `${id}-error` : undefined}
        />
        <span>{label}</span>
      </label>
    </div>
  )
}
