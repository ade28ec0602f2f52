import type { ReactNode } from 'react'
import { fill } from '../../i18n'
import { fieldId } from '../form/entries'
import { view } from '../view'
import { Need } from './bits'
import { Help, isWrong, Wrong } from './question-parts'
import type { AskedQuestion } from './question-parts'

const fewest = 10
/** Rows that stand open before the rest is folded away. */
const shownEmpty = 2

const partsOf = (given: AskedQuestion['given'], key: string, n: number, part: string): string =>
  given[`${key}.${n}.${part}`]?.[0] ?? ''

function filled(given: AskedQuestion['given'], key: string): number {
  const rows = Object.keys(given).flatMap((name) => (name.startsWith(`${key}.`) ? [Number(name.split('.')[1])] : []))
  return Math.max(-1, ...rows) + 1
}

/** Rows of one question: those in use and two more, the rest behind a fold that opens without a script. */
async function Rows({ asked, draw }: { asked: AskedQuestion; draw: (n: number) => ReactNode }) {
  const { question, given, needed } = asked
  const { w, lang } = await view()
  const id = fieldId(question.key)
  const inUse = filled(given, question.key)
  const all = Math.min(Math.max(fewest, inUse + shownEmpty), question.max ?? fewest)
  const open = Math.min(inUse + shownEmpty, all)
  const numbers = Array.from({ length: all }, (_, n) => n)
  const row = (n: number) => (
    <fieldset key={n} className="row-fields">
      <legend>{fill(w.draft.row, { n: n + 1 })}</legend>
      {draw(n)}
    </fieldset>
  )
  const wrong = isWrong(asked)
  return (
    <fieldset
      id={id}
      tabIndex={-1}
      className={wrong ? 'field wrong' : 'field'}
      aria-describedby={wrong ? `${id}-error` : undefined}
    >
      <legend>
        {question.label[lang]} <Need required={needed} />
      </legend>
      <Help question={question} id={id} />
      <Wrong question={question} issues={asked.issues} id={id} />
      {numbers.slice(0, open).map(row)}
      {open < all ? (
        <details>
          <summary>{w.draft.moreRows}</summary>
          {numbers.slice(open).map(row)}
        </details>
      ) : null}
    </fieldset>
  )
}

function Cell({
  name,
  label,
  value,
  decimal = false,
}: {
  name: string
  label: string
  value: string
  decimal?: boolean
}) {
  const id = fieldId(name)
  return (
    <div>
      <label htmlFor={id}>{label}</label>
      <input type="text" id={id} name={name} defaultValue={value} inputMode={decimal ? 'decimal' : undefined} />
    </div>
  )
}

export async function BudgetRows(asked: AskedQuestion) {
  const { w, lang } = await view()
  const { question, given } = asked
  const { key, options = [] } = question
  const draw = (n: number) => (
    <>
      <div>
        <label htmlFor={fieldId(`${key}.${n}.item`)}>{w.draft.item}</label>
        <select
          id={fieldId(`${key}.${n}.item`)}
          name={`${key}.${n}.item`}
          defaultValue={partsOf(given, key, n, 'item')}
        >
          <option value="">{w.draft.choose}</option>
          {options.map(({ value, label }) => (
            <option key={value} value={value}>
              {label[lang]}
            </option>
          ))}
        </select>
      </div>
      <Cell name={`${key}.${n}.yuan`} label={w.draft.yuan} value={partsOf(given, key, n, 'yuan')} decimal />
      <Cell name={`${key}.${n}.note`} label={w.draft.note} value={partsOf(given, key, n, 'note')} />
    </>
  )
  return <Rows asked={asked} draw={draw} />
}

export async function TeamRows(asked: AskedQuestion) {
  const { w } = await view()
  const { question, given } = asked
  const { key } = question
  const draw = (n: number) => (
    <>
      <Cell name={`${key}.${n}.name`} label={w.draft.memberName} value={partsOf(given, key, n, 'name')} />
      <Cell
        name={`${key}.${n}.organisation`}
        label={w.draft.memberOrganisation}
        value={partsOf(given, key, n, 'organisation')}
      />
      <Cell name={`${key}.${n}.role`} label={w.draft.memberRole} value={partsOf(given, key, n, 'role')} />
    </>
  )
  return <Rows asked={asked} draw={draw} />
}
