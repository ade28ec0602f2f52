'use client'

import type { RefObject } from 'react'
import type { Catalogue } from '../i18n'
import { useScripts } from './use-scripts'

type MomentName = 'poster' | 'cut15' | 'cut30'

interface Props {
  id: string
  video: RefObject<HTMLVideoElement | null>
  film: string | null
  seconds: number | undefined
  moments: readonly { name: MomentName; at: string | number | undefined }[]
  field: string
  words: Catalogue['vocabulary']['fileChoices']
}

/** Moments of a film in seconds. Where a script runs, the film can be brought to a moment and that be taken over. */
export function Moments({ id, video, film, seconds, moments, field, words }: Props) {
  const scripts = useScripts()
  const take = (name: MomentName) => {
    const box = document.getElementById(`${id}-${name}`)
    if (!(box instanceof HTMLInputElement) || !video.current) return
    box.value = String(Math.floor(video.current.currentTime * 10) / 10)
    box.focus()
  }
  return (
    <fieldset className={field}>
      <legend>{words.moments}</legend>
      <p className="help">{seconds === undefined ? '' : words.momentsHelp.replace('{seconds}', seconds.toFixed(1))}</p>
      {film ? (
        <video ref={video} controls preload="metadata" src={film} playsInline aria-label={words.film} />
      ) : (
        <p className="soft">{words.notYet}</p>
      )}
      {moments.map(({ name, at }) => (
        <p key={name} className="moment">
          <label htmlFor={`${id}-${name}`}>{words[name]}</label>{' '}
          <input
            id={`${id}-${name}`}
            type="number"
            name={`choices.${name}:number`}
            min={0}
            step="any"
            inputMode="decimal"
            defaultValue={at}
          />{' '}
          {scripts && film ? (
            <button type="button" onClick={() => take(name)} aria-label={`${words.take}: ${words[name]}`}>
              {words.take}
            </button>
          ) : null}
        </p>
      ))}
    </fieldset>
  )
}
