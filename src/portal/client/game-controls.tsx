'use client'

import { useEffect, useRef, useState } from 'react'

interface Props {
  /** Name and id of the frame that the game is played in. */
  frame: string
  src: string
  words: { start: string; restart: string; stop: string; fullScreen: string }
}

const frameOf = (id: string): HTMLIFrameElement | null => {
  const found = document.getElementById(id)
  return found instanceof HTMLIFrameElement ? found : null
}

/**
 * Starts a game in its frame, ends it, and fills the screen with it. A plain link starts it where scripts do not run.
 * Escape, pressed inside the game, leads back to here.
 */
export function GameControls({ frame, src, words }: Props) {
  const start = useRef<HTMLAnchorElement>(null)
  const [running, setRunning] = useState(false)
  useEffect(() => {
    const leave = (event: MessageEvent) => {
      if (event.source === frameOf(frame)?.contentWindow && event.data === 'kepu-leave') start.current?.focus()
    }
    window.addEventListener('message', leave)
    return () => {
      window.removeEventListener('message', leave)
    }
  }, [frame])
  const show = (address: string) => {
    const there = frameOf(frame)
    if (!there) return
    there.src = address
    setRunning(address === src)
    if (address === src) there.focus()
  }
  return (
    <p className="row">
      <a
        ref={start}
        className="button primary"
        href={src}
        target={frame}
        onClick={(event) => {
          event.preventDefault()
          show(src)
        }}
      >
        {running ? words.restart : words.start}
      </a>
      {running ? (
        <button
          type="button"
          onClick={() => {
            show('about:blank')
            start.current?.focus()
          }}
        >
          {words.stop}
        </button>
      ) : null}
      {running && document.fullscreenEnabled ? (
        <button type="button" onClick={() => void frameOf(frame)?.requestFullscreen()}>
          {words.fullScreen}
        </button>
      ) : null}
    </p>
  )
}
