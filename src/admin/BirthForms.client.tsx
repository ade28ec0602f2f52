'use client'

import { useRouter } from 'next/navigation'
import { useState } from 'react'
import type { SyntheticEvent } from 'react'
import type { Catalogue } from '../i18n'
import { CommandFields } from './CommandFields.client'
import { readInput } from './command-input'
import type { CommandField, FieldProblem, FieldValues } from './command-input'
import type { InputWords } from './input-words'
import { RefusedBox, labelsOf } from './RefusedBox.client'
import { SecretOnce } from './SecretOnce.client'
import { useCommand } from './use-command.client'

interface Birth {
  verb: string
  label: string
  fields: CommandField[]
  base: Record<string, unknown>
}

interface Props {
  subject: string
  collection: string
  language: 'zh' | 'en'
  births: readonly Birth[]
  words: Catalogue['admin']['panel']
  birthWords: Catalogue['admin']['birth']
  inputWords: InputWords
}

/** A button for each thing that may be begun here, and its form. */
export function BirthForms(props: Props) {
  const [open, setOpen] = useState<string | null>(null)
  const chosen = props.births.find(({ verb }) => verb === open)
  return (
    <section className="kepu-panel" aria-label={props.birthWords.title}>
      <div className="kepu-buttons">
        {props.births.map(({ verb, label }) => (
          <button
            key={verb}
            type="button"
            className="kepu-button kepu-button--primary"
            aria-expanded={open === verb}
            onClick={() => setOpen(open === verb ? null : verb)}
          >
            {label}
          </button>
        ))}
      </div>
      {chosen ? <BirthForm key={chosen.verb} {...props} birth={chosen} onClose={() => setOpen(null)} /> : null}
    </section>
  )
}

interface Begun {
  id: string
  secret: string
}

function BirthForm({
  subject,
  collection,
  language,
  birth,
  words,
  birthWords,
  inputWords,
  onClose,
}: Props & { birth: Birth; onClose: () => void }) {
  const router = useRouter()
  const [values, setValues] = useState<FieldValues>({})
  const [problems, setProblems] = useState<FieldProblem[]>([])
  const [begun, setBegun] = useState<Begun | null>(null)
  const { state, send } = useCommand({
    done: words.done.replace('{verb}', birth.label),
    unreachable: words.unreachable,
  })
  const sending = state.at === 'sending'
  const page = (id: string) => `/admin/collections/${collection}/${id}`

  const give = async (event: SyntheticEvent) => {
    event.preventDefault()
    const read = readInput(birth.fields, values, {}, birth.base)
    setProblems(read.ok ? [] : read.problems)
    if (!read.ok) return
    const sent = await send({ subject, verb: birth.verb, input: read.input, language })
    if (!sent?.done) return
    // A secret is shown here once: nobody is led away from it.
    if (sent.key) setBegun({ id: sent.id, secret: sent.key })
    else router.push(page(sent.id))
  }
  if (begun) return <SecretOnce secret={begun.secret} href={page(begun.id)} words={birthWords} />
  return (
    <form
      className="kepu-dialogue"
      onSubmit={(event) => void give(event)}
      onKeyDown={(event) => {
        if (event.key === 'Enter' && event.nativeEvent.isComposing) event.preventDefault()
      }}
      noValidate
    >
      <CommandFields
        fields={birth.fields}
        values={values}
        problems={problems}
        words={inputWords}
        prefix={`kepu-${birth.verb}`}
        onChange={(name, value) => {
          setValues((before) => ({ ...before, [name]: value }))
          setProblems((before) => before.filter(({ field }) => field !== name))
        }}
      />
      {problems.length > 0 ? (
        <p className="kepu-problem" role="alert">
          {words.lookAgain.replace('{count}', String(problems.length))}
        </p>
      ) : null}
      {state.at === 'refused' ? (
        <RefusedBox refused={state.refused} labels={labelsOf(birth.fields)} words={words} />
      ) : null}
      <div className="kepu-buttons">
        <button type="submit" className="kepu-button kepu-button--primary" aria-disabled={sending}>
          {sending ? words.sending : words.confirm.replace('{verb}', birth.label)}
        </button>
        <button type="button" className="kepu-button kepu-button--plain" onClick={onClose}>
          {words.cancel}
        </button>
      </div>
    </form>
  )
}
