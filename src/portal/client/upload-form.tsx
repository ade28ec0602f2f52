'use client'

import { useRef, useState } from 'react'
import type { ReactNode, SubmitEvent } from 'react'
import { fillIn } from '../fill'

interface Props {
  action: string
  /** The page that shows what was uploaded, and its part that does. */
  page: string
  part: string
  language: 'zh' | 'en'
  words: { uploading: string; uploaded: string; failed: string; progress: string }
  children: ReactNode
}

type Upload = { at: 'rest' } | { at: 'sending'; done: number; total: number } | { at: 'refused'; sentences: string[] }

const megabytes = (bytes: number) => `${(bytes / 1024 / 1024).toFixed(1)} MB`

/** Sends files and shows how far it is. It is a plain form until this script is there, and after a refusal the files are still chosen. */
export function UploadForm({ action, page, part, language, words, children }: Props) {
  const [state, setState] = useState<Upload>({ at: 'rest' })
  const busy = useRef(false)

  const send = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault()
    if (busy.current) return
    busy.current = true
    setState({ at: 'sending', done: 0, total: 0 })
    const refused = (sentences: string[]) => {
      busy.current = false
      setState({ at: 'refused', sentences })
    }
    const request = new XMLHttpRequest()
    request.upload.onprogress = ({ loaded, total }) => setState({ at: 'sending', done: loaded, total })
    request.onerror = () => refused([words.failed])
    request.onload = () => {
      if (request.status >= 300) refused(sentencesOf(request.responseText, language) ?? [words.failed])
      else window.location.assign(`${page}?uploaded=${idsOf(request.responseText)}#${part}`)
    }
    request.open('POST', action)
    request.setRequestHeader('accept', 'application/json')
    request.send(new FormData(event.currentTarget))
  }

  return (
    <form method="post" action={action} encType="multipart/form-data" className="form panel" onSubmit={send}>
      {children}
      {state.at === 'sending' ? <Progress {...state} words={words} /> : null}
      {state.at === 'refused' ? (
        <div className="error" role="alert">
          {state.sentences.map((sentence) => (
            <p key={sentence}>{sentence}</p>
          ))}
        </div>
      ) : null}
    </form>
  )
}

function Progress({ done, total, words }: { done: number; total: number; words: Props['words'] }) {
  const whole = total > 0 && done >= total
  return (
    <div className="progress">
      <progress aria-label={words.progress} {...(whole || total === 0 ? {} : { value: done, max: total })} />
      <p aria-live="off">
        {whole ? words.uploaded : fillIn(words.uploading, { done: megabytes(done), total: megabytes(total) })}
      </p>
    </div>
  )
}

/** The page is told what came new. */
function idsOf(text: string): string {
  const { files = [] } = JSON.parse(text) as { files?: { id: string }[] }
  return files.map(({ id }) => encodeURIComponent(id)).join(',')
}

/** What a problem document says, first in general and then of each file. */
function sentencesOf(text: string, language: 'zh' | 'en'): string[] | null {
  try {
    const problem = JSON.parse(text) as { title_zh?: string; title_en?: string; issues?: { title?: string }[] }
    const title = language === 'en' ? problem.title_en : problem.title_zh
    const all = [title, ...(problem.issues ?? []).map((issue) => issue.title)]
    const said = [...new Set(all.filter((each) => each !== undefined && each !== ''))] as string[]
    return said.length > 0 ? said : null
  } catch {
    return null
  }
}
