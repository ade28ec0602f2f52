'use client'

import { useRouter } from 'next/navigation'
import { useEffect, useRef, useState } from 'react'
import type { ReactNode, SubmitEvent } from 'react'
import { fillIn } from '../fill'
import { Refused, sendFile } from './send-file'
import type { Sending } from './send-file'
import { UploadProgress } from './upload-progress'
import type { Going, ProgressWords } from './upload-progress'

interface Props {
  action: string
  /** The draft that the files are for: its format limits them before any byte is sent. */
  draft?: string
  /** The page that shows what was uploaded, and its part that does. */
  page: string
  part: string
  language: 'zh' | 'en'
  words: ProgressWords & { failed: string; ofFile: string }
  children: ReactNode
}

type State = { at: 'rest' } | Going | { at: 'refused'; sentences: string[] }

/**
 * Sends files one after the other, each in parts that can be gone on with, and shows how far it is. It is a plain form until
 * this script is there, which goes through the same intake. After a refusal the files are still chosen, and what has arrived
 * is not sent again.
 */
export function UploadForm({ action, draft, page, part, language, words, children }: Props) {
  const router = useRouter()
  const [state, setState] = useState<State>({ at: 'rest' })
  const busy = useRef(false)
  const sending = useRef<Sending | null>(null)
  const arrived = useRef(new Map<File, string[]>())

  useEffect(() => {
    const goOn = () => {
      setState((now) => {
        if (now.at === 'waiting') sending.current?.goOn()
        return now
      })
    }
    window.addEventListener('online', goOn)
    return () => {
      window.removeEventListener('online', goOn)
    }
  }, [])

  const one = async (file: File, fields: Record<string, string>, before: number, total: number) => {
    const began = { sent: -1, time: 0 }
    const progress = (sent: number) => {
      const now = performance.now()
      if (began.sent < 0) Object.assign(began, { sent, time: now })
      const pace = (sent - began.sent) / (now - began.time)
      const left = pace > 0 && now - began.time > 2000 ? (total - before - sent) / pace : undefined
      setState({ at: 'sending', done: before + sent, total, left })
    }
    const turn = (at: 'waiting' | 'checking') => () => {
      began.sent = -1
      setState((now) => ({ at, done: 'done' in now ? now.done : before, total }))
    }
    const running = sendFile(
      file,
      { action, fields, draft },
      { progress, waiting: turn('waiting'), checking: turn('checking') },
    )
    sending.current = running
    arrived.current.set(file, await running.done)
  }

  const all = async (form: HTMLFormElement) => {
    const entries = [...new FormData(form)]
    const files = entries.flatMap(([, value]) => (value instanceof File && value.name !== '' ? [value] : []))
    const fields = Object.fromEntries(
      entries.filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
    )
    const total = files.reduce((sum, { size }) => sum + size, 0)
    const refused: string[] = []
    let before = 0
    for (const file of files) {
      setState({ at: 'sending', done: before, total })
      if (!arrived.current.has(file))
        await one(file, fields, before, total).catch((error: unknown) => {
          const said = (error instanceof Refused ? sentencesOf(error.problem, language) : null) ?? [words.failed]
          refused.push(...said.map((why) => (files.length > 1 ? fillIn(words.ofFile, { name: file.name, why }) : why)))
        })
      before += file.size
    }
    const ids = files.flatMap((file) => arrived.current.get(file) ?? [])
    if (refused.length === 0) {
      window.location.assign(`${page}?uploaded=${ids.map(encodeURIComponent).join(',')}#${part}`)
      return
    }
    busy.current = false
    setState({ at: 'refused', sentences: [...new Set(refused)] })
    router.refresh()
  }

  const send = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault()
    if (busy.current) return
    busy.current = true
    void all(event.currentTarget)
  }
  const pause = () => {
    sending.current?.pause()
    setState((now) => (now.at === 'sending' || now.at === 'waiting' ? { ...now, at: 'paused', left: undefined } : now))
  }
  const goOn = () => {
    sending.current?.goOn()
    setState((now) => (now.at === 'paused' ? { ...now, at: 'sending' } : now))
  }

  return (
    <form method="post" action={action} encType="multipart/form-data" className="form panel" onSubmit={send}>
      {children}
      {state.at === 'rest' || state.at === 'refused' ? null : (
        <UploadProgress going={state} words={words} pause={pause} goOn={goOn} />
      )}
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

/** What a problem document says, first in general and then of each part. */
function sentencesOf(problem: unknown, language: 'zh' | 'en'): string[] | null {
  const said = (problem ?? {}) as { title_zh?: string; title_en?: string; issues?: { title?: string }[] }
  const title = language === 'en' ? said.title_en : said.title_zh
  const every = [title, ...(said.issues ?? []).map((issue) => issue.title)]
  const sentences = [...new Set(every.filter((each) => each !== undefined && each !== ''))] as string[]
  return sentences.length > 0 ? sentences : null
}
