import { offers } from '../../../workflows/engine'
import type { Offer } from '../../../workflows/engine'
import type { Flash } from '../../flash'
import { fill } from '../../i18n'
import { commandFields, ownPage } from '../command-fields'
import type { CommandField } from '../command-fields'
import { fieldId } from '../form/entries'
import { refusalText, verbWord } from '../say'
import { view } from '../view'
import { Hidden, Need } from './bits'

interface Props {
  subject: string
  id: string
  /** Where the person goes when it is done; `{id}` is the subject's. */
  next: string
  back: string
  flash: Flash | null
  /** Only these verbs. */
  only?: readonly string[]
}

/** One form for each command that this person may run now, and why not for the others. */
export async function Commands({ subject, id, next, back, flash, only }: Props) {
  const { engine, actor, lang, w } = await view()
  const { rev, commands } = await offers(engine, actor, subject, id)
  const mine = commands.filter(({ verb }) => (only ? only.includes(verb) : !ownPage.includes(`${subject}.${verb}`)))
  const may = mine.filter(({ allowed }) => allowed)
  // That the moment for all of it has passed is one sentence, not one for each verb.
  if (may.length === 0 && mine.every(({ why }) => why?.code === 'wrong_state')) return <p>{w.application.noActions}</p>
  return (
    <div className="commands">
      {may.map((offer) => (
        <CommandForm
          key={offer.verb}
          subject={subject}
          id={id}
          rev={rev}
          offer={offer}
          next={next}
          back={back}
          flash={flash}
        />
      ))}
      {mine
        .filter(({ allowed }) => !allowed)
        .map(({ verb, why }) => (
          <p key={verb} className="soft">
            {fill(w.common.whyNot, {
              verb: verbWord(lang, subject, verb),
              why: refusalText(lang, why?.code ?? '', why?.params),
            })}
          </p>
        ))}
    </div>
  )
}

interface FormProps {
  subject: string
  id: string
  rev: number
  offer: Offer
  next: string
  back: string
  flash: Flash | null
}

async function CommandForm({ subject, id, rev, offer, next, back, flash }: FormProps) {
  const { lang } = await view()
  const fields = commandFields[`${subject}.${offer.verb}`] ?? []
  return (
    <form method="post" action={`/commands/${subject}/${encodeURIComponent(id)}/${offer.verb}`} className="form">
      <Hidden rev={rev} next={next} back={back} />
      {fields.map((field) => (
        <Asked key={field.name} field={field} typed={flash?.values?.[field.name]} />
      ))}
      <button type="submit" className={offer.tone}>
        {verbWord(lang, subject, offer.verb)}
      </button>
    </form>
  )
}

async function Asked({ field, typed }: { field: CommandField; typed: string | string[] | undefined }) {
  const { w } = await view()
  const id = fieldId(field.name)
  const text = [typed ?? ''].flat()[0] ?? ''
  const help = field.help?.(w)
  const common = {
    id,
    name: field.name,
    defaultValue: text,
    required: field.required,
    'aria-describedby': help ? `${id}-help` : undefined,
  }
  return (
    <div className="field">
      <label htmlFor={id}>
        {field.label(w)} <Need required={field.required} />
      </label>
      {help ? (
        <p id={`${id}-help`} className="help">
          {help}
        </p>
      ) : null}
      {field.kind === 'textarea' ? <textarea rows={3} {...common} /> : <input type="text" {...common} />}
    </div>
  )
}
