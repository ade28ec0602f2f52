'use client'

import { useRouter } from 'next/navigation'
import { useEffect, useState } from 'react'
import { fillIn } from '../fill'
import { spanText } from '../remaining'
import type { SpanWords } from '../remaining'

interface Props {
  /** The server's instant when the page was drawn, and the one that is counted to: ISO texts. */
  now: string
  until: string
  words: SpanWords & { left: string; over: string; join: string }
}

/** The time that is left by the server's clock: this device's own clock may be wrong and is never asked. */
export function Countdown({ now, until, words }: Props) {
  const router = useRouter()
  const total = Date.parse(until) - Date.parse(now)
  const [passed, setPassed] = useState(0)
  useEffect(() => {
    const began = performance.now()
    const timer = setInterval(() => setPassed(performance.now() - began), 1000)
    // A device that slept has stopped counting: ask the server again.
    const woke = () => {
      if (document.visibilityState === 'visible') router.refresh()
    }
    document.addEventListener('visibilitychange', woke)
    return () => {
      clearInterval(timer)
      document.removeEventListener('visibilitychange', woke)
      setPassed(0)
    }
  }, [now, until, router])
  const left = total - passed
  return (
    <span className="countdown">
      {left > 0 ? fillIn(words.left, { span: spanText(words, left, words.join) }) : words.over}
    </span>
  )
}
