'use client'

import type { ReactNode } from 'react'
import type { AnswerValue, Question } from '../../../workflows/rules/forms/types'
import { fillIn } from '../fill'
import { byName, entriesOf, fieldId, reviewEntries } from '../form/entries'
import type { Entries } from '../form/entries'
import type { SaveState, SaveWords } from './autosave-words'
import { useAutosave } from './use-autosave'

/** How the server's answers become the fields of this page. */
export type Shape = { kind: 'draft'; questions: Question[] } | { kind: 'review' }

interface Props {
  action: string
  place: string
  revision: number
  shape: Shape
  language: 'zh' | 'en'
  words: SaveWords
  /** Labels by field name or by the key of its question, and sentences by code. */
  labels: Record<string, string>
  sentences: Record<string, string>
  signIn: string
  describedBy?: string
  children: ReactNode
}

const theirsBy =
  (shape: Shape) =>
  (answer: unknown): Entries =>
    shape.kind === 'review'
      ? reviewEntries(answer as Parameters<typeof reviewEntries>[0])
      : shape.questions
          .filter(({ kind }) => kind !== 'files')
          .flatMap((question) => entriesOf(question, (answer as Record<string, AnswerValue>)[question.key]))

const clock = (iso: string, language: string): string =>
  new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : 'zh-CN', {
    timeZone: 'Asia/Shanghai',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
  }).format(new Date(iso))

/** A form that works before this script is there, and loses nothing once it is. */
export function AutosaveForm({
  action,
  place,
  revision,
  shape,
  language,
  words,
  labels,
  sentences,
  signIn,
  children,
}: Props) {
  const told = ({ field, code }: { field: string; code: string }) => {
    const label = labels[field] ?? labels[field.split('.')[0] ?? ''] ?? ''
    const said = sentences[code] ?? words.unknown
    return label ? `${label}${language === 'zh' ? '：' : ': '}${said}` : said
  }
  const saving = useAutosave({ action, place, revision, theirs: theirsBy(shape), told, language })
  const { form, state, offer, conflict } = saving
  const at = offer ? clock(new Date(offer.at).toISOString(), language) : ''
  return (
    <form ref={form} method="post" action={action} onInput={saving.onInput} onSubmit={saving.onSubmit} className="form">
      <input type="hidden" name="_revision" defaultValue={revision} />
      <StateLine state={state} words={words} signIn={signIn} language={language} />
      {offer ? (
        <section className="note" role="region" aria-label={fillIn(words.offer, { time: at })}>
          <p>{fillIn(words.offer, { time: at })}</p>
          <Texts entries={offer.entries} labels={labels} words={words} />
          <p className="row">
            <button type="button" className="primary" onClick={saving.takeOffer}>
              {words.useDevice}
            </button>
            <button type="button" onClick={saving.dropOffer}>
              {words.dropDevice}
            </button>
          </p>
        </section>
      ) : null}
      {conflict ? (
        <Conflict
          mine={conflict.mine}
          theirs={conflict.theirs}
          labels={labels}
          words={words}
          onMine={saving.keepMine}
          onTheirs={saving.takeTheirs}
        />
      ) : null}
      {children}
    </form>
  )
}

function StateLine({
  state,
  words,
  signIn,
  language,
}: {
  state: SaveState
  words: SaveWords
  signIn: string
  language: string
}) {
  const { status, detail, problems } = state
  const sentence =
    status === 'saved'
      ? fillIn(words.saved, { time: detail ? clock(detail, language) : '—' })
      : status === 'refused'
        ? fillIn(words.refused, { why: detail || words.unknown })
        : words[status]
  return (
    <div className="save-line" data-status={status}>
      <p role="status">
        {sentence}
        {status === 'signin' ? (
          <>
            {' '}
            <a href={signIn} target="_blank" rel="noreferrer">
              {words.signinLink}
            </a>
          </>
        ) : null}
      </p>
      {problems.length > 0 ? (
        <div role="alert">
          <p>{words.issues}</p>
          <ul>
            {problems.map(({ field, text }) => (
              <li key={field}>
                <a href={`#${fieldId(field)}`}>{text}</a>
              </li>
            ))}
          </ul>
        </div>
      ) : null}
    </div>
  )
}

const labelOf = (labels: Record<string, string>, name: string) =>
  labels[name] ?? labels[name.split(/[.:[]/)[0] ?? ''] ?? name

function Texts({ entries, labels, words }: { entries: Entries; labels: Record<string, string>; words: SaveWords }) {
  const fields = Object.entries(byName(entries))
  if (fields.length === 0) return <p>{words.emptyText}</p>
  return (
    <dl className="texts">
      {fields.map(([name, texts]) => (
        <div key={name}>
          <dt>{labelOf(labels, name)}</dt>
          <dd>{texts.join(' / ')}</dd>
        </div>
      ))}
    </dl>
  )
}

interface ConflictProps {
  mine: Entries
  theirs: Entries
  labels: Record<string, string>
  words: SaveWords
  onMine: () => void
  onTheirs: () => void
}

function Conflict({ mine, theirs, labels, words, onMine, onTheirs }: ConflictProps) {
  const [left, right] = [byName(mine), byName(theirs)]
  const differing = (here: Record<string, string[]>, there: Record<string, string[]>) =>
    Object.entries(here)
      .filter(([name, texts]) => texts.join('\n') !== there[name]?.join('\n'))
      .flatMap(([name, texts]): Entries => texts.map((text) => [name, text]))
  // Of a draft, the answer holds all pages; only the fields of this page can differ here.
  const keys = new Set(Object.keys(labels))
  const here = Object.fromEntries(
    Object.entries(right).filter(([name]) => keys.has(name.split(/[.:[]/)[0] ?? '') || keys.has(name)),
  )
  return (
    <section className="conflict" role="alert">
      <p>{words.conflict}</p>
      <div className="two">
        <div>
          <h3>{words.mine}</h3>
          <Texts entries={differing(left, here)} labels={labels} words={words} />
          <button type="button" className="primary" onClick={onMine}>
            {words.keepMine}
          </button>
        </div>
        <div>
          <h3>{words.theirs}</h3>
          <Texts entries={differing(here, left)} labels={labels} words={words} />
          <button type="button" onClick={onTheirs}>
            {words.takeTheirs}
          </button>
        </div>
      </div>
    </section>
  )
}
