'use client'

import { useState } from 'react'
import type { Catalogue } from '../i18n'

interface Props {
  secret: string
  href: string
  words: Catalogue['admin']['birth']
}

/** A key that nobody can show again: here, once, with a button that copies it. */
export function SecretOnce({ secret, href, words }: Props) {
  const [said, setSaid] = useState('')
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(secret)
      setSaid(words.copied)
    } catch {
      setSaid(words.copyByHand)
    }
  }
  return (
    <div className="kepu-dialogue">
      <p>{words.secretOnce}</p>
      <p>
        <code className="kepu-secret">{secret}</code>
      </p>
      <div className="kepu-buttons">
        <button type="button" className="kepu-button kepu-button--primary" onClick={() => void copy()}>
          {words.copy}
        </button>
        <a className="kepu-button kepu-button--plain" href={href}>
          {words.kept}
        </a>
      </div>
      <p role="status">{said}</p>
    </div>
  )
}
