'use client'

import { useRef, useState } from 'react'
import type { PanelProposal } from '../../workflows/panel'
import type { Catalogue } from '../i18n'
import { askPanel, emptyForm, wishOf } from './ask-panel'
import type { Asked, PanelForm as Form, TakenOut } from './ask-panel'
import { PanelProposed } from './PanelProposed.client'
import { RefusedBox } from './RefusedBox.client'

interface Props {
  call: string
  language: 'zh' | 'en'
  words: Catalogue['admin']['assigning']
  panel: Catalogue['admin']['panel']
  numberProblem: string
}

/** A proposal, what the officer had taken out for it, and a number of its own. */
interface Shown {
  proposal: PanelProposal
  without: readonly TakenOut[]
  turn: number
}

type State = { at: 'rest' } | { at: 'working' } | ({ at: 'answered' } & Asked)

/** What a panel should be like, and the panel that comes of it. */
export function PanelForm({ call, language, words, panel, numberProblem }: Props) {
  const [form, setForm] = useState(emptyForm)
  const [state, setState] = useState<State>({ at: 'rest' })
  const [problem, setProblem] = useState('')
  const [shown, setShown] = useState<Shown | null>(null)
  const abort = useRef<AbortController | null>(null)
  const working = state.at === 'working'
  const propose = async (without: readonly TakenOut[]) => {
    const wish = wishOf(call, form, without)
    setProblem(wish ? '' : numberProblem)
    if (!wish || working) return
    abort.current = new AbortController()
    setState({ at: 'working' })
    const asked = await askPanel(wish, language, abort.current.signal)
    setState({ at: 'answered', ...asked })
    if ('proposal' in asked)
      setShown((before) => ({ proposal: asked.proposal, without, turn: (before?.turn ?? 0) + 1 }))
  }
  return (
    <>
      <section className="kepu-dialogue" aria-label={words.title}>
        <Fields form={form} words={words} onChange={(part) => setForm((before) => ({ ...before, ...part }))} />
        {problem ? (
          <p className="kepu-problem" role="alert">
            {problem}
          </p>
        ) : null}
        {'refused' in state ? <RefusedBox refused={told(state.refused, panel)} words={panel} /> : null}
        <p role="status">{working ? words.working : 'stopped' in state ? words.stopped : ''}</p>
        <div className="kepu-buttons">
          <button
            type="button"
            className="kepu-button kepu-button--primary"
            aria-disabled={working}
            onClick={() => void propose([])}
          >
            {words.propose}
          </button>
          {working ? (
            <button type="button" className="kepu-button kepu-button--plain" onClick={() => abort.current?.abort()}>
              {words.stop}
            </button>
          ) : null}
        </div>
      </section>
      {shown ? (
        <PanelProposed
          key={shown.turn}
          proposal={shown.proposal}
          language={language}
          words={words}
          onAgain={(more) => void propose([...shown.without, ...more])}
        />
      ) : null}
    </>
  )
}

const told = (refused: Extract<Asked, { refused: unknown }>['refused'], panel: Props['panel']) =>
  refused.code === 'unreachable' ? { ...refused, title: panel.unreachable } : refused

interface FieldsProps {
  form: Form
  words: Props['words']
  onChange: (part: Partial<Form>) => void
}

function Fields({ form, words, onChange }: FieldsProps) {
  const numbers = [
    'maxLoad',
    'minLoad',
    'perInstitution',
    ...(form.method === 'random' ? (['probabilityCap'] as const) : []),
  ] as const
  return (
    <>
      <Choice
        {...{ name: 'method', label: words.method, value: form.method, options: words.methods }}
        onChange={(method) => onChange({ method })}
      />
      {form.method === 'draw' ? null : (
        <Choice
          {...{ name: 'objective', label: words.objective, value: form.objective, options: words.objectives }}
          onChange={(objective) => onChange({ objective })}
        />
      )}
      {numbers.map((name) => (
        <div className="kepu-field" key={name}>
          <label htmlFor={`kepu-${name}`}>{words[name]}</label>
          <input
            id={`kepu-${name}`}
            type="text"
            inputMode="numeric"
            value={form[name]}
            onChange={(event) => onChange({ [name]: event.target.value })}
          />
        </div>
      ))}
      {form.method === 'optimal' ? null : (
        <div className="kepu-field">
          <label htmlFor="kepu-seed">{words.seed}</label>
          <input
            id="kepu-seed"
            type="text"
            value={form.seed}
            onChange={(event) => onChange({ seed: event.target.value })}
          />
        </div>
      )}
      {(['senior', 'requireDiscipline'] as const).map((name) => (
        <label className="kepu-choice" key={name}>
          <input
            type="checkbox"
            checked={form[name]}
            onChange={(event) => onChange({ [name]: event.target.checked })}
          />
          {words[name]}
        </label>
      ))}
    </>
  )
}

interface ChoiceProps<T extends string> {
  name: string
  label: string
  value: T
  options: Readonly<Record<T, string>>
  onChange: (value: T) => void
}

function Choice<T extends string>({ name, label, value, options, onChange }: ChoiceProps<T>) {
  return (
    <fieldset>
      <legend>{label}</legend>
      {(Object.entries(options) as [T, string][]).map(([each, text]) => (
        <label className="kepu-choice" key={each}>
          <input type="radio" name={`kepu-${name}`} checked={value === each} onChange={() => onChange(each)} />
          {text}
        </label>
      ))}
    </fieldset>
  )
}
