import { AmountReadBack } from '../client/amount-read-back'
import { Counter } from '../client/counter'
import { fieldId } from '../form/entries'
import { view } from '../view'
import { Need } from './bits'
import { Help, isWrong, Wrong } from './question-parts'
import type { AskedQuestion } from './question-parts'
import { BudgetRows, TeamRows } from './rows'

const textLimit = { text: 200, longtext: 5000, richtext: 20_000 } as const

/** One question of the form as fields of a page, made from its kind. */
export async function QuestionField(asked: AskedQuestion) {
  const { question } = asked
  switch (question.kind) {
    case 'choice':
      return (question.options?.length ?? 0) > 12 ? <Select {...asked} /> : <Choices {...asked} type="radio" />
    case 'choices':
      return <Choices {...asked} type="checkbox" />
    case 'pledge':
      return <Pledge {...asked} />
    case 'budget':
      return <BudgetRows {...asked} />
    case 'team':
      return <TeamRows {...asked} />
    case 'files':
      return null
    default:
      return <Typed {...asked} />
  }
}

async function Typed(asked: AskedQuestion) {
  const { question, given, needed } = asked
  const { w, lang } = await view()
  const { key, kind, label } = question
  const id = fieldId(key)
  const text = given[key]?.[0] ?? ''
  const wrong = isWrong(asked)
  const extra = { money: w.draft.moneyHelp, date: w.draft.dateHelp, richtext: w.draft.richHelp }[kind as string]
  const long = kind === 'longtext' || kind === 'richtext'
  const max = long || kind === 'text' ? (question.max ?? textLimit[kind]) : null
  const describedBy = [question.help || extra ? `${id}-help` : '', wrong ? `${id}-error` : '', max ? `${id}-count` : '']
  const common = {
    id,
    name: key,
    defaultValue: text,
    'aria-describedby': describedBy.filter(Boolean).join(' ') || undefined,
    'aria-invalid': wrong || undefined,
    'aria-required': needed,
  }
  return (
    <div className={wrong ? 'field wrong' : 'field'}>
      <label htmlFor={id}>
        {label[lang]} <Need required={needed} />
      </label>
      <Help question={question} id={id}>
        {extra}
      </Help>
      <Wrong question={question} issues={asked.issues} id={id} />
      {long ? (
        <textarea rows={kind === 'richtext' ? 18 : 6} {...common} />
      ) : (
        <input
          type="text"
          inputMode={kind === 'money' ? 'decimal' : kind === 'date' ? 'numeric' : undefined}
          className={kind === 'money' || kind === 'date' ? 'short' : undefined}
          {...common}
        />
      )}
      {max ? (
        <Counter field={id} max={max} text={text} words={{ count: w.draft.count, countOver: w.draft.countOver }} />
      ) : null}
      {kind === 'money' ? <AmountReadBack field={id} text={text} language={lang} /> : null}
    </div>
  )
}

async function Choices(asked: AskedQuestion & { type: 'radio' | 'checkbox' }) {
  const { question, given, needed, type } = asked
  const { lang } = await view()
  const id = fieldId(question.key)
  const chosen = given[question.key] ?? []
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
      <div className="choices">
        {(question.options ?? []).map(({ value, label }) => (
          <label key={value} className="choice">
            <input type={type} name={question.key} value={value} defaultChecked={chosen.includes(value)} />
            <span>{label[lang]}</span>
          </label>
        ))}
      </div>
    </fieldset>
  )
}

/** Of a long list of which one is taken. */
async function Select(asked: AskedQuestion) {
  const { question, given, needed } = asked
  const { w, lang } = await view()
  const id = fieldId(question.key)
  const wrong = isWrong(asked)
  const describedBy =
    [question.help ? `${id}-help` : '', wrong ? `${id}-error` : ''].filter(Boolean).join(' ') || undefined
  return (
    <div className={wrong ? 'field wrong' : 'field'}>
      <label htmlFor={id}>
        {question.label[lang]} <Need required={needed} />
      </label>
      <Help question={question} id={id} />
      <Wrong question={question} issues={asked.issues} id={id} />
      <select
        id={id}
        name={question.key}
        defaultValue={given[question.key]?.[0] ?? ''}
        aria-describedby={describedBy}
        aria-required={needed}
        aria-invalid={wrong || undefined}
      >
        <option value="">{w.draft.choose}</option>
        {(question.options ?? []).map(({ value, label }) => (
          <option key={value} value={value}>
            {label[lang]}
          </option>
        ))}
      </select>
    </div>
  )
}

async function Pledge(asked: AskedQuestion) {
  const { question, given, needed } = asked
  const { lang } = await view()
  const id = fieldId(question.key)
  const wrong = isWrong(asked)
  return (
    <div className={wrong ? 'field wrong' : 'field'}>
      <Wrong question={question} issues={asked.issues} id={id} />
      <label className="choice">
        <input
          type="checkbox"
          id={id}
          name={question.key}
          value="on"
          defaultChecked={given[question.key]?.[0] === 'on'}
          aria-describedby={wrong ? `${id}-error` : undefined}
        />
        <span>
          {question.label[lang]} <Need required={needed} />
        </span>
      </label>
      <Help question={question} id={id} />
    </div>
  )
}
