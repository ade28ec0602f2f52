'use client'

import { toast } from '@payloadcms/ui'
import { useRouter } from 'next/navigation'
import { useRef, useState } from 'react'
import type { Catalogue } from '../i18n'
import { RefusedBox } from './RefusedBox.client'
import { readRefusal } from './send-command'
import type { Refused } from './send-command'

export interface HeldBack {
  /** Its place among the files that reviewers get, from 0. */
  n: number
  file: string
  why: string
  mustReplace: boolean
}

interface Props {
  dossier: string
  files: readonly HeldBack[]
  language: 'zh' | 'en'
  words: Catalogue['admin']['blind']
  panel: Catalogue['admin']['panel']
}

/** Sends the officer's reason, and the files that replace others, with the one press that releases the copy. */
export function BlindCopyForm({ dossier, files, language, words, panel }: Props) {
  const router = useRouter()
  const key = useRef('')
  const chosen = useRef(new Map<number, File>())
  const [reason, setReason] = useState('')
  const [missing, setMissing] = useState(false)
  const [sending, setSending] = useState(false)
  const [refused, setRefused] = useState<Refused | null>(null)

  const send = async () => {
    if (sending) return
    setMissing(reason.trim() === '')
    if (reason.trim() === '') return
    setSending(true)
    key.current ||= crypto.randomUUID()
    const answer = await release(dossier, key.current, reason, chosen.current, language)
    setSending(false)
    setRefused(answer)
    if (answer === null) {
      toast.success(words.done)
      router.refresh()
    } else if (answer.code !== 'unreachable') key.current = ''
  }

  const labels = Object.fromEntries(files.map(({ n }) => [`copy-${String(n)}`, nameOf(n, words)]))
  const told = refused?.code === 'unreachable' ? { ...refused, title: panel.unreachable } : refused
  return (
    <section className="kepu-panel kepu-panel--held" aria-labelledby="kepu-blind">
      <h2 id="kepu-blind">{words.title}</h2>
      <p>{words.lead}</p>
      <ol className="kepu-blind">
        {files.map((each) => (
          <OneFile key={each.n} {...each} words={words} onChoose={(file) => choose(chosen.current, each.n, file)} />
        ))}
      </ol>
      <div className={missing ? 'kepu-field kepu-field--wrong' : 'kepu-field'}>
        <label htmlFor="kepu-blind-reason">{words.reason}</label>
        <textarea
          id="kepu-blind-reason"
          rows={3}
          value={reason}
          aria-required
          aria-invalid={missing}
          aria-describedby={missing ? 'kepu-blind-problem' : undefined}
          onChange={(event) => setReason(event.target.value)}
        />
        {missing ? (
          <p className="kepu-problem" id="kepu-blind-problem" role="alert">
            {words.reasonNeeded}
          </p>
        ) : null}
      </div>
      {told ? <RefusedBox refused={told} labels={labels} words={panel} /> : null}
      <button
        type="button"
        className="kepu-button kepu-button--danger"
        aria-disabled={sending}
        onClick={() => void send()}
      >
        {sending ? panel.sending : words.send}
      </button>
    </section>
  )
}

const nameOf = (n: number, words: Props['words']) => words.file.replace('{n}', String(n + 1))

function choose(chosen: Map<number, File>, n: number, file: File | undefined): void {
  if (file) chosen.set(n, file)
  else chosen.delete(n)
}

function OneFile({
  n,
  file,
  why,
  mustReplace,
  words,
  onChoose,
}: HeldBack & { words: Props['words']; onChoose: (file: File | undefined) => void }) {
  return (
    <li value={n + 1}>
      <p>
        <strong>{nameOf(n, words)}</strong> {why}{' '}
        <a href={`/files/${file}`} target="_blank" rel="noreferrer">
          {words.original}
        </a>
      </p>
      <label htmlFor={`kepu-copy-${String(n)}`}>{mustReplace ? words.replaceNeeded : words.replace}</label>{' '}
      <input id={`kepu-copy-${String(n)}`} type="file" onChange={(event) => onChoose(event.target.files?.[0])} />
    </li>
  )
}

/** `null` when it is done. */
async function release(
  dossier: string,
  key: string,
  reason: string,
  files: ReadonlyMap<number, File>,
  language: 'zh' | 'en',
): Promise<Refused | null> {
  const body = new FormData()
  body.set('reason', reason)
  for (const [n, file] of files) body.set(`copy-${String(n)}`, file)
  try {
    const response = await fetch(`/blind-copies/${encodeURIComponent(dossier)}/release`, {
      method: 'POST',
      body,
      headers: { accept: 'application/json', 'idempotency-key': key },
    })
    return response.ok ? null : readRefusal(await response.json(), language)
  } catch {
    return { code: 'unreachable', title: '', params: {}, issues: [] }
  }
}
