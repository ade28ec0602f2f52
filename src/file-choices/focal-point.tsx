'use client'

import { useState } from 'react'
import type { KeyboardEvent, MouseEvent } from 'react'
import type { Catalogue } from '../i18n'
import { useScripts } from './use-scripts'

interface Props {
  id: string
  x: string | number | undefined
  y: string | number | undefined
  picture: string | null
  field: string
  words: Catalogue['vocabulary']['fileChoices']
}

const steps: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
}

const within = (value: number) => Math.round(Math.min(100, Math.max(0, value)) * 10) / 10

/**
 * What must stay in sight, in percent from the left and the top. Where a script runs, a press on the picture says it, and
 * arrow keys move the point, with the shift key by ten.
 */
export function FocalPoint({ id, x, y, picture, field, words }: Props) {
  const scripts = useScripts()
  const [point, setPoint] = useState({ x: String(x ?? ''), y: String(y ?? '') })
  const put = (left: number, top: number) => {
    setPoint({ x: String(within(left)), y: String(within(top)) })
  }
  const press = ({ currentTarget, clientX, clientY }: MouseEvent<HTMLImageElement>) => {
    const { left, top, width, height } = currentTarget.getBoundingClientRect()
    put(((clientX - left) / width) * 100, ((clientY - top) / height) * 100)
  }
  const at = { x: point.x === '' ? 50 : Number(point.x), y: point.y === '' ? 50 : Number(point.y) }
  const key = (event: KeyboardEvent) => {
    const step = steps[event.key]
    if (!step) return
    event.preventDefault()
    const far = event.shiftKey ? 10 : 1
    put(at.x + step[0] * far, at.y + step[1] * far)
  }
  return (
    <fieldset className={field}>
      <legend>{words.focal}</legend>
      <p className="help">
        {words.focalHelp} {scripts && picture ? words.focalPress : ''}
      </p>
      {picture ? (
        <div className="focal">
          {/* Keys move the point, which is a button of its own. */}
          <img src={picture} alt={words.focalPicture} onClick={press} />
          {scripts ? (
            <button
              type="button"
              className={point.x === '' ? 'focal-point unset' : 'focal-point'}
              style={{ left: `${String(at.x)}%`, top: `${String(at.y)}%` }}
              aria-label={words.focalPoint}
              aria-describedby={`${id}-x ${id}-y`}
              onKeyDown={key}
            />
          ) : null}
        </div>
      ) : (
        <p className="soft">{words.notYet}</p>
      )}
      <div className="pair">
        {(['x', 'y'] as const).map((side) => (
          <p key={side}>
            <label htmlFor={`${id}-${side}`}>{words[side]}</label>{' '}
            <input
              id={`${id}-${side}`}
              type="number"
              name={`choices.focal.${side}:percent`}
              min={0}
              max={100}
              step="any"
              inputMode="decimal"
              value={point[side]}
              onChange={(event) => {
                const { value } = event.currentTarget
                setPoint((before) => ({ ...before, [side]: value }))
              }}
            />
          </p>
        ))}
      </div>
    </fieldset>
  )
}
