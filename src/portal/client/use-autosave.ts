'use client'

import { useCallback, useEffect, useRef, useState } from 'react'
import type { InputEvent as Typed, RefObject, SubmitEvent as Submitted } from 'react'
import { fingerprint } from '../form/entries'
import type { Entries } from '../form/entries'
import type { SaveState } from './autosave-words'
import { forget, keep, recall } from './device'
import type { Kept } from './device'
import { asServed, putInto, typedNow } from './fields'
import { push } from './push'

const pause = 800
/** How long to wait before what did not arrive is sent again, in milliseconds: 2 s, then twice as long, at most a minute. */
const untilAgain = (failures: number) => Math.min(60_000, 1000 * 2 ** failures)
/** What a browser still sends of a page that is being left. */
const mostWhenLeaving = 60_000

export interface AutosaveOptions {
  action: string
  /** Where this device keeps the words: carries the person and the draft, so that nobody else meets them. */
  place: string
  revision: number
  theirs: (answer: unknown) => Entries
  told: (issue: { field: string; code: string }) => string
  language: 'zh' | 'en'
}

interface Conflict {
  revision: number
  mine: Entries
  theirs: Entries
}

export interface Autosave {
  form: RefObject<HTMLFormElement | null>
  state: SaveState
  offer: Kept | null
  conflict: Conflict | null
  onInput: (event: Typed<HTMLFormElement>) => void
  onSubmit: (event: Submitted<HTMLFormElement>) => void
  takeOffer: () => void
  dropOffer: () => void
  keepMine: () => void
  takeTheirs: () => void
}

/**
 * Saves what is typed: on this device at once, on the server when the typing pauses. Nothing typed is lost when the
 * network, the session or the server fails, and nothing of anybody else's is overwritten.
 */
export function useAutosave(options: AutosaveOptions): Autosave {
  const { action, place, language } = options
  const form = useRef<HTMLFormElement>(null)
  const latest = useRef(options)
  const revision = useRef(options.revision)
  const clean = useRef('')
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined)
  const busy = useRef<Promise<boolean> | null>(null)
  const blocked = useRef(false)
  /** How often in a row the server was not reached. */
  const failures = useRef(0)
  /** Where the person wants to go as soon as all is saved. */
  const next = useRef<string | null>(null)
  const again = useRef<() => void>(() => undefined)
  const [state, setState] = useState<SaveState>({ status: 'idle', detail: '', problems: [] })
  const [offer, setOffer] = useState<Kept | null>(null)
  const [conflict, setConflict] = useState<Conflict | null>(null)

  useEffect(() => {
    latest.current = options
  })

  const send = useCallback(
    async (leaving: boolean): Promise<boolean> => {
      const element = form.current
      if (!element || blocked.current) return false
      const entries = typedNow(element)
      const sent = fingerprint(entries)
      if (sent === clean.current) {
        forget(place)
        return true
      }
      const body = new URLSearchParams(entries)
      for (const hidden of element.querySelectorAll<HTMLInputElement>('input[type=hidden][name^=_]'))
        if (hidden.name !== '_revision') body.append(hidden.name, hidden.value)
      body.append('_revision', String(revision.current))
      if (!leaving) setState({ status: 'saving', detail: '', problems: [] })
      const result = await push(action, body, leaving && body.toString().length < mostWhenLeaving)
      failures.current = result.kind === 'local' ? failures.current + 1 : 0
      const status = (name: SaveState['status'], detail = '') => setState({ status: name, detail, problems: [] })
      switch (result.kind) {
        case 'saved': {
          revision.current = result.revision
          const served = element.querySelector<HTMLInputElement>('input[name=_revision]')
          if (served) served.value = String(result.revision)
          const problems = result.issues.map((issue) => ({ field: issue.field, text: latest.current.told(issue) }))
          if (problems.length === 0) {
            clean.current = sent
            if (fingerprint(typedNow(element)) === sent) forget(place)
          }
          setState({ status: 'saved', detail: result.at, problems })
          return problems.length === 0
        }
        case 'conflict':
          blocked.current = true
          setConflict({
            revision: result.revision,
            mine: typedNow(element),
            theirs: latest.current.theirs(result.theirs),
          })
          status('conflict')
          return false
        case 'refused':
          status('refused', language === 'en' ? result.en : result.zh)
          return false
        default:
          status(result.kind)
          return false
      }
    },
    [action, place, language],
  )

  /** One request at a time; what was typed meanwhile goes with the next. */
  const save = useCallback(
    async (leaving = false): Promise<void> => {
      clearTimeout(timer.current)
      while (busy.current) await busy.current
      const run = send(leaving).finally(() => {
        busy.current = null
      })
      busy.current = run
      const done = await run
      const typed = form.current ? fingerprint(typedNow(form.current)) : ''
      if (done && next.current && typed === clean.current) {
        window.location.assign(next.current)
        next.current = null
      }
      if (!done && failures.current > 0) timer.current = setTimeout(() => again.current(), untilAgain(failures.current))
    },
    [send],
  )
  useEffect(() => {
    again.current = () => void save()
  }, [save])

  const note = useCallback(() => {
    const element = form.current
    if (!element) return
    keep(place, {
      entries: typedNow(element),
      revision: revision.current,
      at: performance.timeOrigin + performance.now(),
    })
    clearTimeout(timer.current)
    next.current = null
    if (blocked.current) return
    setState((before) => (before.status === 'typing' ? before : { ...before, status: 'typing' }))
    timer.current = setTimeout(() => void save(), pause)
  }, [place, save])

  useEffect(() => {
    const element = form.current
    if (!element) return
    const served = asServed(element)
    clean.current = fingerprint(served)
    const kept = recall(place)
    if (kept && fingerprint(kept.entries) !== clean.current) setOffer(kept)
    else forget(place)
    const dirty = () => fingerprint(typedNow(element)) !== clean.current
    const retry = () => void (dirty() && save())
    const hide = () => {
      if (document.visibilityState === 'hidden' ? dirty() : false) void save(true)
      else if (document.visibilityState === 'visible') retry()
    }
    const composed = () => note()
    element.addEventListener('compositionend', composed)
    window.addEventListener('online', retry)
    document.addEventListener('visibilitychange', hide)
    return () => {
      clearTimeout(timer.current)
      element.removeEventListener('compositionend', composed)
      window.removeEventListener('online', retry)
      document.removeEventListener('visibilitychange', hide)
    }
  }, [place, save, note])

  const go = (submitter: HTMLElement | null) => {
    next.current = submitter instanceof HTMLButtonElement && submitter.name === '_next' ? submitter.value : null
    void save()
  }

  const put = (entries: Entries) => {
    if (form.current) putInto(form.current, entries)
  }

  return {
    form,
    state,
    offer,
    conflict,
    onInput: (event) => {
      if (event.nativeEvent.isComposing) return
      note()
    },
    onSubmit: (event) => {
      event.preventDefault()
      go(event.nativeEvent.submitter)
    },
    takeOffer: () => {
      if (offer) put(offer.entries)
      setOffer(null)
      note()
    },
    dropOffer: () => {
      forget(place)
      setOffer(null)
    },
    keepMine: () => {
      if (conflict) revision.current = conflict.revision
      blocked.current = false
      clean.current = ''
      setConflict(null)
      void save()
    },
    takeTheirs: () => {
      if (!conflict) return
      revision.current = conflict.revision
      put(conflict.theirs)
      clean.current = form.current ? fingerprint(typedNow(form.current)) : ''
      blocked.current = false
      forget(place)
      setConflict(null)
      setState({ status: 'saved', detail: '', problems: [] })
    },
  }
}
