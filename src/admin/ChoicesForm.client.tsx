'use client'

import { useRouter } from 'next/navigation'
import { useRef } from 'react'
import type { FileChoices } from '../../workflows/rules/choices'
import { choiceLabels } from '../file-choices/labels'
import { ChoiceFields } from '../file-choices/fields'
import type { ChoiceFieldsProps } from '../file-choices/fields'
import type { Catalogue } from '../i18n'
import { RefusedBox } from './RefusedBox.client'
import { useCommand } from './use-command.client'

interface Props {
  work: string
  rev: number
  file: string
  language: 'zh' | 'en'
  panel: Catalogue['admin']['panel']
  fields: ChoiceFieldsProps
}

/** What is chosen about one file of a work, sent as one command. It stands inside the document's own form. */
export function ChoicesForm({ work, rev, file, language, panel, fields }: Props) {
  const router = useRouter()
  const { state, send } = useCommand(panel)
  const box = useRef<HTMLDivElement>(null)
  const save = async () => {
    if (!box.current) return
    const input = { file, choices: choicesIn(typedIn(box.current)) }
    const sent = await send({ subject: 'work', verb: 'choose', id: work, rev, input, language })
    if (sent?.done) router.refresh()
  }
  return (
    <div ref={box}>
      <ChoiceFields {...fields} />
      {state.at === 'refused' ? (
        <RefusedBox refused={state.refused} labels={choiceLabels(fields.words)} words={panel} />
      ) : null}
      <button
        type="button"
        className="kepu-button kepu-button--primary"
        aria-disabled={state.at === 'sending'}
        onClick={() => void save()}
      >
        {state.at === 'sending' ? panel.sending : fields.words.save}
      </button>
    </div>
  )
}

function typedIn(box: Element): FormData {
  const form = new FormData()
  for (const field of box.querySelectorAll('input'))
    if (!['checkbox', 'radio'].includes(field.type) || field.checked) form.set(field.name, field.value)
  return form
}

function choicesIn(form: FormData): FileChoices {
  const text = (name: string) => {
    const value = form.get(name)
    return typeof value === 'string' && value.trim() !== '' ? value : undefined
  }
  const number = (name: string) => (text(name) === undefined ? undefined : Number(text(name)))
  const [x, y] = [number('choices.focal.x:percent'), number('choices.focal.y:percent')]
  // Half a point is sent, and refused with its reason.
  const focal = x === undefined && y === undefined ? undefined : { x: share(x), y: share(y) }
  return {
    ...{ alt: text('choices.alt'), focal, poster: number('choices.poster:number') },
    ...{ cut15: number('choices.cut15:number'), cut30: number('choices.cut30:number') },
    ...(form.get('choices.spread:boolean') === null ? {} : { spread: true }),
  }
}

const share = (percent: number | undefined) => (percent ?? NaN) / 100
