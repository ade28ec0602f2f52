'use client'

import { useEffect, useState } from 'react'
import { countCharacters } from '../../../workflows/rules/forms/text'
import { fillIn } from '../fill'

interface Props {
  field: string
  max: number
  text: string
  words: { count: string; countOver: string }
}

/** Characters as a person counts them, never while an input method is composing; nothing is ever cut off. */
export function Counter({ field, max, text, words }: Props) {
  const [count, setCount] = useState(() => countCharacters(text))
  useEffect(() => {
    const box = document.getElementById(field)
    if (!(box instanceof HTMLTextAreaElement || box instanceof HTMLInputElement)) return
    const look = (event?: Event) => {
      if (!(event instanceof InputEvent && event.isComposing)) setCount(countCharacters(box.value))
    }
    const events = ['input', 'compositionend', 'kepu:set']
    for (const name of events) box.addEventListener(name, look)
    look()
    return () => {
      for (const name of events) box.removeEventListener(name, look)
    }
  }, [field])
  const over = count - max
  return (
    <span className={over > 0 ? 'count over' : 'count'} id={`${field}-count`}>
      {over > 0 ? fillIn(words.countOver, { count, over, max }) : fillIn(words.count, { count, max })}
    </span>
  )
}
