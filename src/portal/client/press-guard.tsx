'use client'

import { useEffect } from 'react'

/**
 * A second press while the first is under way sends nothing; the button keeps the focus. Enter that ends the composing
 * of a Chinese word sends nothing either, also in browsers that let it through.
 */
export function PressGuard() {
  useEffect(() => {
    const pressed = new WeakSet<HTMLFormElement>()
    const submit = (event: SubmitEvent) => {
      if (event.defaultPrevented || !(event.target instanceof HTMLFormElement)) return
      if (event.target.method !== 'post') return
      if (pressed.has(event.target)) {
        event.preventDefault()
        return
      }
      pressed.add(event.target)
      event.submitter?.setAttribute('aria-disabled', 'true')
    }
    const composing = (event: KeyboardEvent) => {
      // Safari tells the end of the composition first; only the old key code still says what the key was for.
      const { keyCode } = event as unknown as { keyCode: number }
      if (event.key === 'Enter' && (event.isComposing || keyCode === 229)) event.preventDefault()
    }
    const back = (event: PageTransitionEvent) => {
      if (!event.persisted) return
      for (const form of document.forms) pressed.delete(form)
      for (const button of document.querySelectorAll('button[aria-disabled=true]'))
        button.removeAttribute('aria-disabled')
    }
    window.addEventListener('submit', submit)
    window.addEventListener('keydown', composing)
    window.addEventListener('pageshow', back)
    return () => {
      window.removeEventListener('submit', submit)
      window.removeEventListener('keydown', composing)
      window.removeEventListener('pageshow', back)
    }
  }, [])
  return null
}
