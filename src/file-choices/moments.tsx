'use client'

import { useState } from 'react'
import type { RefObject } from 'react'
import type { Catalogue } from '../i18n'
import { useScripts } from './use-scripts'

type MomentName = 'poster' | 'cut15' | 'cut30'

export interface Still {
  at: number
  src: string
}

interface Props {
  id: string
  video: RefObject<HTMLVideoElement | null>
  film: string | null
  stills: readonly Still[]
  seconds: number | undefined
  moments: readonly { name: MomentName; at: string | number | undefined }[]
  field: string
  words: Catalogue['vocabulary']['fileChoices']
}

/** Moments of a film in seconds. Where a script runs, the film can be brought to a moment and that be taken over. */
export function Moments({ id, video, film, stills, seconds, moments, field, words }: Props) {
  const scripts = useScripts()
  const [given, setGiven] = useState(() => Object.fromEntries(moments.map(({ name, at }) => [name, String(at ?? '')])))
  const put = (name: MomentName, at: string) => {
    setGiven((before) => ({ ...before, [name]: at }))
  }
  const take = (name: MomentName) => {
    if (!video.current) return
    put(name, String(Math.floor(video.current.currentTime * 10) / 10))
    document.getElementById(`${id}-${name}`)?.focus()
  }
  const poster = given.poster ?? ''
  const proposed = stills.find(({ at }) => poster !== '' && Number(poster) === at)
  return (
    <fieldset className={field}>
      <legend>{words.moments}</legend>
      <p className="help">{seconds === undefined ? '' : words.momentsHelp.replace('{seconds}', seconds.toFixed(1))}</p>
      {film ? (
        <video ref={video} controls preload="metadata" src={film} playsInline aria-label={words.film} />
      ) : (
        <p className="soft">{words.notYet}</p>
      )}
      {stills.length > 0 && given.poster !== undefined ? (
        <Stills
          // Without a script the radios are sent themselves; with one they fill the field, which alone is sent.
          name={scripts ? `_${id}-proposed` : 'choices.poster:number'}
          stills={stills}
          chosen={proposed}
          choose={(at) => put('poster', at)}
          words={words}
        />
      ) : null}
      {moments.map(({ name }) => (
        <p key={name} className="moment">
          <label htmlFor={`${id}-${name}`}>{words[name]}</label>{' '}
          <input
            id={`${id}-${name}`}
            type="number"
            name={`choices.${name}:number`}
            min={0}
            step="any"
            inputMode="decimal"
            value={name === 'poster' && proposed && !scripts ? '' : given[name]}
            onChange={({ currentTarget }) => put(name, currentTarget.value)}
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

interface StillsProps {
  name: string
  stills: readonly Still[]
  chosen: Still | undefined
  choose: (at: string) => void
  words: Catalogue['vocabulary']['fileChoices']
}

function Stills({ name, stills, chosen, choose, words }: StillsProps) {
  return (
    <fieldset className="stills">
      <legend>{words.proposed}</legend>
      <p className="help">{words.proposedHelp}</p>
      <div>
        {stills.map((still) => (
          <label key={still.at} className="choice">
            <img src={still.src} alt="" loading="lazy" />
            <span>
              <input
                type="radio"
                name={name}
                value={still.at}
                checked={still === chosen}
                onChange={() => choose(String(still.at))}
              />{' '}
              {words.moment.replace('{at}', String(still.at))}
            </span>
          </label>
        ))}
      </div>
      <label className="choice">
        <input type="radio" name={name} value="" checked={chosen === undefined} onChange={() => choose('')} />{' '}
        {words.otherMoment}
      </label>
    </fieldset>
  )
}
