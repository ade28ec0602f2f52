'use client'

import { useFormModified } from '@payloadcms/ui'
import { useRouter } from 'next/navigation'
import { useState, useTransition } from 'react'
import type { KeyboardEvent } from 'react'
import type { Catalogue } from '../i18n'
import { CommandFields } from './CommandFields.client'
import { readInput } from './command-input'
import type { CommandField, FieldProblem, FieldValue, FieldValues } from './command-input'
import type { InputWords } from './input-words'
import { RefusedBox, labelsOf } from './RefusedBox.client'
import { useCommand } from './use-command.client'

export interface OfferedCommand {
  verb: string
  label: string
  allowed: boolean
  tone: 'primary' | 'plain' | 'danger'
  why?: string
  fields: CommandField[]
  start: FieldValues
  base: Record<string, unknown>
  wholes: readonly string[]
}

interface Props {
  subject: string
  id: string
  rev: number
  language: 'zh' | 'en'
  state: string
  next: string
  commands: readonly OfferedCommand[]
  states: Readonly<Record<string, string>>
  verbs: Readonly<Record<string, string>>
  words: Catalogue['admin']['panel']
  inputWords: InputWords
}

/** The panel in the browser: buttons, and under them the fields of the one that was pressed. */
export function CommandButtons(props: Props) {
  const { state, next, commands, words, subject, rev } = props
  const [open, setOpen] = useState<string | null>(null)
  const [done, setDone] = useState('')
  // By the name of the field, so that a check list or a reason outlives the choice of another verb.
  const [typed, setTyped] = useState<FieldValues>({})
  // After a command this page still shows what stood before, until it has been drawn anew.
  const [doneAt, setDoneAt] = useState<number | null>(null)
  const [drawing, drawAnew] = useTransition()
  const router = useRouter()
  const outdated = doneAt !== null && rev <= doneAt
  const reload = () => drawAnew(() => router.refresh())
  const modified = useFormModified()
  const allowed = commands.filter((one) => one.allowed)
  const refused = commands.filter((one) => !one.allowed)
  const chosen = allowed.find((one) => one.verb === open)
  if (outdated)
    return (
      <section className="kepu-panel" aria-label={words.title} aria-busy={drawing}>
        <p className="kepu-done" role="status">
          {done}
        </p>
        {drawing ? (
          <p className="kepu-hint">{words.drawing}</p>
        ) : (
          <button type="button" className="kepu-button kepu-button--plain" onClick={reload}>
            {words.reload}
          </button>
        )}
      </section>
    )
  return (
    <section className="kepu-panel" aria-label={words.title} onKeyDown={withoutSubmit}>
      <p className="kepu-panel__state">
        <span className="kepu-state">{state}</span>
        <span>{next}</span>
      </p>
      {allowed.length > 0 ? (
        <div className="kepu-buttons">
          {allowed.map(({ verb, label, tone }) => (
            <button
              key={verb}
              type="button"
              className={`kepu-button kepu-button--${tone}`}
              aria-expanded={open === verb}
              aria-disabled={modified}
              aria-describedby={modified ? `kepu-${subject}-modified` : undefined}
              onClick={() => {
                if (modified) return
                setDone('')
                setOpen(open === verb ? null : verb)
              }}
            >
              {label}
            </button>
          ))}
        </div>
      ) : (
        <p className="kepu-hint">{words.nothingToDo}</p>
      )}
      {modified ? (
        <p className="kepu-hint" id={`kepu-${subject}-modified`}>
          {words.saveFirst}
        </p>
      ) : null}
      {chosen ? (
        <CommandDialogue
          key={chosen.verb}
          {...props}
          command={chosen}
          values={{ ...chosen.start, ...typed }}
          onType={(name, value) => setTyped((before) => ({ ...before, [name]: value }))}
          onReload={reload}
          onClose={() => setOpen(null)}
          onDone={() => {
            setOpen(null)
            setTyped({})
            setDone(words.done.replace('{verb}', chosen.label))
            setDoneAt(rev)
            reload()
          }}
        />
      ) : null}
      <p className="kepu-done" role="status">
        {done}
      </p>
      {refused.length > 0 ? <WhyNot refused={refused} words={words} /> : null}
    </section>
  )
}

const WhyNot = ({ refused, words }: { refused: readonly OfferedCommand[]; words: Props['words'] }) => (
  <details className="kepu-whynot">
    <summary>{words.whyNot.replace('{count}', String(refused.length))}</summary>
    <dl>
      {refused.map(({ verb, label, why }) => (
        <div key={verb}>
          <dt>{label}</dt>
          <dd>{why}</dd>
        </div>
      ))}
    </dl>
  </details>
)

interface DialogueProps extends Props {
  command: OfferedCommand
  values: FieldValues
  onType: (name: string, value: FieldValue) => void
  onReload: () => void
  onClose: () => void
  onDone: () => void
}

/** The panel stands inside Payload's own form: Enter in one of our fields must not send that. */
function withoutSubmit(event: KeyboardEvent): void {
  if (event.key === 'Enter' && event.target instanceof HTMLInputElement) event.preventDefault()
}

function CommandDialogue(props: DialogueProps) {
  const { subject, id, rev, language, command, values, states, verbs, words, inputWords } = props
  const { onType, onReload, onClose, onDone } = props
  const [problems, setProblems] = useState<FieldProblem[]>([])
  const { state, send } = useCommand({
    done: words.done.replace('{verb}', command.label),
    unreachable: words.unreachable,
  })
  const sending = state.at === 'sending'

  const give = async () => {
    const read = readInput(command.fields, values, command.start, command.base, command.wholes)
    setProblems(read.ok ? [] : read.problems)
    if (!read.ok) return
    const sent = await send({ subject, verb: command.verb, id, rev, input: read.input, language })
    if (!sent?.done) return
    onDone()
  }
  return (
    <div className="kepu-dialogue">
      <CommandFields
        fields={command.fields}
        values={values}
        problems={problems}
        // A form of changes starts with what stands there: nothing in it has to be said.
        words={Object.keys(command.start).length > 0 ? { ...inputWords, optional: '' } : inputWords}
        prefix={`kepu-${command.verb}`}
        onChange={(name, value) => {
          onType(name, value)
          setProblems((before) => before.filter(({ field }) => field !== name))
        }}
      />
      {problems.length > 0 ? (
        <p className="kepu-problem" role="alert">
          {words.lookAgain.replace('{count}', String(problems.length))}
        </p>
      ) : null}
      {state.at === 'refused' ? (
        <RefusedBox
          refused={state.refused}
          labels={labelsOf(command.fields)}
          states={states}
          verbs={verbs}
          words={words}
          onReload={onReload}
        />
      ) : null}
      <div className="kepu-buttons">
        <button
          type="button"
          className={`kepu-button kepu-button--${command.tone === 'danger' ? 'danger' : 'primary'}`}
          aria-disabled={sending}
          onClick={() => void give()}
        >
          {sending ? words.sending : words.confirm.replace('{verb}', command.label)}
        </button>
        <button type="button" className="kepu-button kepu-button--plain" onClick={onClose}>
          {words.cancel}
        </button>
      </div>
    </div>
  )
}
