'use client'

import { useRef } from 'react'
import type { ChoiceName, FileChoices } from '../../workflows/rules/choices'
import type { Catalogue } from '../i18n'
import { FocalPoint } from './focal-point'
import { Moments } from './moments'
import type { Still } from './moments'

export interface ChoiceFieldsProps {
  /** What ids of these fields begin with: several files may stand on one page. */
  id: string
  /** What there is to choose about this file. */
  names: readonly ChoiceName[]
  choices: FileChoices
  /** What was typed and refused, by the names of the fields. */
  typed?: Readonly<Record<string, string | string[]>> | undefined
  /** Where the picture, and the film, can be seen; null as long as nothing is made. */
  picture: string | null
  film: string | null
  /** Moments of the film, in seconds, to choose the poster from. */
  stills: readonly Still[]
  /** How long the film is, in seconds. */
  seconds?: number | undefined
  /** The class of a field on this face. */
  field: string
  words: Catalogue['vocabulary']['fileChoices']
}

/** The fields of what is chosen about one file: plain ones, to which a script adds pointing at the picture or the film. */
export function ChoiceFields({
  id,
  names,
  choices,
  typed,
  picture,
  film,
  stills,
  seconds,
  field,
  words,
}: ChoiceFieldsProps) {
  const video = useRef<HTMLVideoElement>(null)
  // Of a field that is there twice, what is given last counts, as it does where the form is read.
  const shown = (name: string, saved: string | number | undefined) =>
    [typed?.[name] ?? saved ?? ''].flat().findLast((one) => one !== '') ?? ''
  const moments = (['poster', 'cut15', 'cut30'] as const).filter((name) => names.includes(name))
  return (
    <>
      {names.includes('alt') ? (
        <div className={field}>
          <label htmlFor={`${id}-alt`}>{words.alt}</label>
          <p className="help" id={`${id}-alt-help`}>
            {words.altHelp}
          </p>
          <input
            id={`${id}-alt`}
            type="text"
            name="choices.alt"
            maxLength={300}
            defaultValue={shown('choices.alt', choices.alt)}
            aria-describedby={`${id}-alt-help`}
          />
        </div>
      ) : null}
      {names.includes('focal') ? (
        <FocalPoint
          id={`${id}-focal`}
          x={shown('choices.focal.x:percent', percent(choices.focal?.x))}
          y={shown('choices.focal.y:percent', percent(choices.focal?.y))}
          picture={picture}
          field={field}
          words={words}
        />
      ) : null}
      {moments.length > 0 ? (
        <Moments
          id={id}
          video={video}
          film={film}
          stills={stills}
          seconds={seconds}
          moments={moments.map((name) => ({ name, at: shown(`choices.${name}:number`, choices[name]) }))}
          field={field}
          words={words}
        />
      ) : null}
      {names.includes('spread') ? (
        <div className={field}>
          <label className="choice">
            <input
              type="checkbox"
              name="choices.spread:boolean"
              defaultChecked={typed ? typed['choices.spread:boolean'] !== undefined : choices.spread}
            />{' '}
            {words.spread}
          </label>
        </div>
      ) : null}
    </>
  )
}

const percent = (share: number | undefined) => (share === undefined ? undefined : Math.round(share * 1000) / 10)
