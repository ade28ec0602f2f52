import { Fragment } from 'react'
import { choosable } from '../../../workflows/rules/choices'
import type { FileAnswer, Question } from '../../../workflows/rules/forms'
import { fileRoles, formatRules, formats } from '../../../workflows/rules/vocabulary'
import type { FileRole } from '../../../workflows/rules/vocabulary'
import type { Flash } from '../../flash'
import type { MyDraft } from '../data/drafts'
import { fill } from '../../i18n'
import { DragOrder } from '../client/drag-order'
import { UploadForm } from '../client/upload-form'
import { fieldId } from '../form/entries'
import { optionWord } from '../options'
import { kindText, sizeText } from '../say'
import { view } from '../view'
import { Hidden, Table } from './bits'
import { FileStandingView } from './file-standing'
import { PicturesLacking } from './pictures-lacking'
import { Wrong } from './question-parts'
import { TrialLink } from './trial-link'
import { UnfinishedUploads } from './unfinished-uploads'
import { uploadWords } from './upload-words'

interface Props {
  question: Question
  draft: MyDraft
  path: string
  flash: Flash | null
}

/** What a person would choose first for a format. */
const firstRole: Partial<Record<string, FileRole>> = { comic: 'page', article: 'illustration' }

/** The files of one question: what is there, and a form of its own for more, which leaves the typed words alone. */
export async function FilesOfDraft({ question, draft, path, flash }: Props) {
  const { lang, w } = await view()
  const { key, label, help } = question
  const id = fieldId(key)
  const answers = (draft.answers[key] ?? []) as FileAnswer[]
  return (
    <section id={id} tabIndex={-1} aria-labelledby={`${id}-title`} className="field">
      <h2 id={`${id}-title`}>{label[lang]}</h2>
      {help ? <p className="help">{help[lang]}</p> : null}
      {draft.answers.format === 'game' ? <p className="help">{fill(w.game.rules, { index: 'index.html' })}</p> : null}
      <Wrong question={question} issues={flash?.issues ?? []} id={id} />
      <PicturesLacking draft={draft} />
      {answers.length === 0 ? (
        <p className="empty">{w.draft.filesNone}</p>
      ) : (
        <FileTable answers={answers} draft={draft} path={path} />
      )}
      <Upload question={question} draft={draft} path={path} />
      <UnfinishedUploads path={path} />
    </section>
  )
}

async function FileTable({ answers, draft, path }: { answers: FileAnswer[]; draft: MyDraft; path: string }) {
  const { lang, w, v } = await view()
  const rows = answers.map(({ file, role, choices }, index) => {
    const known = draft.files.find((each) => each.id === file)
    const name = known?.name ?? `${w.common.file} ${index + 1}`
    return [
      <Fragment key="name">
        <a href={`/files/${file}`}>{name}</a> <TrialLink file={file} mime={known?.mime} />
      </Fragment>,
      optionWord(lang, 'fileRole', role),
      known ? kindText(lang, known.mime) : '',
      known ? sizeText(lang, known.bytes) : '',
      <FileStandingView key="standing" file={file} standing={known?.standing} path={path} />,
      <div key="choices">
        {known && choosable({ mime: known.mime, role, seconds: known.seconds }).length > 0 ? (
          <p>
            {choices?.alt ? <span>{choices.alt} </span> : <span className="soft">{v.fileChoices.altMissing} </span>}
            <a href={`/my/drafts/${draft.id}/files/${file}`} aria-label={`${v.fileChoices.choose}: ${name}`}>
              {v.fileChoices.choose}
            </a>
          </p>
        ) : null}
        <Move draft={draft.id} file={file} name={name} at={index} last={answers.length - 1} path={path} />
      </div>,
      <form key="remove" method="post" action={`/drafts/${draft.id}/files/${file}/remove`}>
        <input type="hidden" name="_back" value={path} />
        <button type="submit" className="link" aria-label={`${w.common.remove}${w.common.colon}${name}`}>
          {w.common.remove}
        </button>
      </form>,
    ]
  })
  return (
    <DragOrder>
      <Table
        caption={w.draft.fileList}
        head={[
          ...[w.common.file, w.draft.fileRole, w.common.kind, w.common.size, w.draft.standing],
          ...[v.fileChoices.column, w.common.actions],
        ]}
        figures={[3]}
        rows={rows}
      />
    </DragOrder>
  )
}

interface MoveProps {
  draft: string
  file: string
  name: string
  /** Its place, from 0, and the last place. */
  at: number
  last: number
  path: string
}

/** One place up or down: pages are read in this order. */
async function Move({ draft, file, name, at, last, path }: MoveProps) {
  const { v } = await view()
  const ways = [
    [at - 1, v.fileChoices.up],
    [at + 1, v.fileChoices.down],
  ] as const
  if (last === 0) return null
  return (
    <form method="post" action={`/drafts/${draft}/files/${file}/move`} className="moves">
      <input type="hidden" name="_back" value={path} />
      {ways.map(([to, words]) => (
        <button
          key={words}
          type="submit"
          name="to"
          value={to}
          className="link"
          disabled={to < 0 || to > last}
          aria-label={`${words}: ${name}`}
        >
          {words}
        </button>
      ))}
    </form>
  )
}

async function Upload({ question, draft, path }: { question: Question; draft: MyDraft; path: string }) {
  const { lang, w } = await view()
  const id = fieldId(`${question.key}-upload`)
  const format = formats.find((each) => each === draft.answers.format)
  const accept = format
    ? // An iPhone sends JPEG where HEIC is not asked for.
      [...formatRules[format].accept, 'application/pdf', '.vtt', '.srt'].join(',')
    : undefined
  return (
    <UploadForm
      action={`/drafts/${draft.id}/files`}
      draft={draft.id}
      page={path}
      part={fieldId(question.key)}
      language={lang}
      words={uploadWords(w)}
    >
      <input type="hidden" name="question" value={question.key} />
      <Hidden next={path} back={path} />
      <div className="field">
        <label htmlFor={`${id}-role`}>{w.draft.fileRole}</label>
        <p className="help">{w.draft.evidenceHelp}</p>
        <select id={`${id}-role`} name="role" defaultValue={(format && firstRole[format]) ?? 'work'}>
          {fileRoles.map((role) => (
            <option key={role} value={role}>
              {optionWord(lang, 'fileRole', role)}
            </option>
          ))}
        </select>
      </div>
      <div className="field">
        <label htmlFor={`${id}-file`}>{w.draft.chooseFiles}</label>
        <p className="help" id={`${id}-help`}>
          {w.draft.uploadHelp}
        </p>
        <input
          id={`${id}-file`}
          type="file"
          name="file"
          multiple
          required
          accept={accept}
          aria-describedby={`${id}-help`}
        />
      </div>
      <button type="submit">{w.draft.upload}</button>
    </UploadForm>
  )
}
