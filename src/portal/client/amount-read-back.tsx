'use client'

import { useEffect, useState } from 'react'
import { formatYuan, yuanInWords } from '../../../workflows/rules/money/format'
import { parseYuan } from '../../../workflows/rules/money/parse'

interface Props {
  field: string
  text: string
  language: 'zh' | 'en'
}

/** The typed amount, read back: as a figure, and in capital words on Chinese pages. */
export function AmountReadBack({ field, text, language }: Props) {
  const [typed, setTyped] = useState(text)
  useEffect(() => {
    const box = document.getElementById(field)
    if (!(box instanceof HTMLInputElement)) return
    const look = () => setTyped(box.value)
    const events = ['input', 'kepu:set']
    for (const name of events) box.addEventListener(name, look)
    look()
    return () => {
      for (const name of events) box.removeEventListener(name, look)
    }
  }, [field])
  const amount = parseYuan(typed)
  const said = amount.ok ? `${formatYuan(amount.fen)}${language === 'zh' ? ` ${yuanInWords(amount.fen)}` : ''}` : ''
  return (
    <output htmlFor={field} className="read-back">
      {said}
    </output>
  )
}
