'use client'

import { useErrorWords } from '../../portal/client/error-words'

export default function ErrorPage({ reset }: { error: Error; reset: () => void }) {
  const { title, text, again } = useErrorWords()
  return (
    <main id="main">
      <h1>{title}</h1>
      <p>{text}</p>
      <button type="button" className="primary" onClick={reset}>
        {again}
      </button>
    </main>
  )
}
