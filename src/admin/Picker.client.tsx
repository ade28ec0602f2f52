'use client'

import { useEffect, useState } from 'react'
import { pickQuery, pickSources, pickedOf } from './pick-sources'
import type { Picked, PickSource } from './pick-sources'
import type { InputProps } from './CommandFields.client'

type Found = { at: 'searching' } | { at: 'failed' } | { at: 'found'; picks: Picked[] }

async function search(source: PickSource, typed: string, signal: AbortSignal): Promise<Found> {
  try {
    const response = await fetch(`/api/${source.collection}?${pickQuery(source, typed)}`, {
      credentials: 'same-origin',
      signal,
    })
    if (!response.ok) return { at: 'failed' }
    const { docs } = (await response.json()) as { docs: Record<string, unknown>[] }
    const picks = docs.map((row) => pickedOf(source, row)).filter((pick) => pick !== null)
    return { at: 'found', picks }
  } catch {
    return { at: 'failed' }
  }
}

/** What is typed is looked for once the typing rests, and never while an input method is composing. */
function useFound(source: PickSource | undefined, typed: string, composing: boolean): Found {
  const [found, setFound] = useState<Found>({ at: 'searching' })
  useEffect(() => {
    if (!source || composing) return
    const abort = new AbortController()
    const later = setTimeout(() => {
      void search(source, typed, abort.signal).then((result) => {
        if (!abort.signal.aborted) setFound(result)
      })
    }, 250)
    return () => {
      clearTimeout(later)
      abort.abort()
    }
  }, [source, typed, composing])
  return found
}

/** Picks one or several from a collection: a search and a short list under it. */
export function Picker({ id, field, value, words, onChange }: InputProps) {
  const [typed, setTyped] = useState('')
  const [composing, setComposing] = useState(false)
  const source = pickSources[field.source ?? '']
  const found = useFound(source, typed, composing)
  const picked = Array.isArray(value) ? (value as Picked[]) : []
  const many = field.kind === 'picks'
  const others = found.at === 'found' ? found.picks.filter((pick) => !picked.some((each) => each.id === pick.id)) : []
  const toggle = (pick: Picked, on: boolean) => {
    if (!many) onChange(on ? [pick] : [])
    else onChange(on ? [...picked, pick] : picked.filter((each) => each.id !== pick.id))
  }
  return (
    <div className="kepu-picker">
      <input
        id={id}
        type="search"
        aria-label={`${words.search} ${field.label}`}
        placeholder={words.search}
        autoComplete="off"
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
        onCompositionStart={() => setComposing(true)}
        onCompositionEnd={() => setComposing(false)}
        onKeyDown={(event) => {
          // Enter looks for something here; it does not send the form.
          if (event.key === 'Enter') event.preventDefault()
        }}
      />
      <div className="kepu-picker__list">
        {[...picked, ...others].map((pick) => (
          <label className="kepu-choice" key={pick.id}>
            <input
              type={many ? 'checkbox' : 'radio'}
              name={id}
              checked={picked.some((each) => each.id === pick.id)}
              onChange={(event) => toggle(pick, event.target.checked)}
            />
            {pick.label}
          </label>
        ))}
      </div>
      <p className="kepu-hint" role="status">
        {found.at === 'searching'
          ? words.searching
          : found.at === 'failed'
            ? words.searchFailed
            : others.length + picked.length === 0
              ? words.nothingFound
              : ''}
      </p>
    </div>
  )
}
