'use client'

import { fillIn } from '../fill'

export interface ProgressWords {
  progress: string
  uploading: string
  seconds: string
  minutes: string
  uploaded: string
  waiting: string
  paused: string
  pause: string
  goOn: string
}

export interface Going {
  at: 'sending' | 'waiting' | 'paused' | 'checking'
  /** Bytes that have arrived, of all files. */
  done: number
  total: number
  /** Milliseconds that the rest will take, once there is a pace to tell it by. */
  left?: number | undefined
}

interface Props {
  going: Going
  words: ProgressWords
  pause: () => void
  goOn: () => void
}

const megabytes = (bytes: number) => `${(bytes / 1024 / 1024).toFixed(1)} MB`

/** How far an upload is, in bytes and in time, and the button that holds it up. */
export function UploadProgress({ going: { at, done, total, left }, words, pause, goOn }: Props) {
  const far = fillIn(words.uploading, { done: megabytes(done), total: megabytes(total) })
  return (
    <div className="progress" data-at={at}>
      <progress aria-label={words.progress} {...(at === 'checking' ? {} : { value: done, max: total })} />
      <p aria-live="off">
        {at === 'checking' ? words.uploaded : `${far}${left === undefined ? '' : timeText(words, left)}`}
      </p>
      {/* A change of state is said aloud, each byte is not. */}
      <p role="status">{at === 'waiting' ? words.waiting : at === 'paused' ? words.paused : ''}</p>
      {at === 'paused' ? (
        <button type="button" onClick={goOn}>
          {words.goOn}
        </button>
      ) : at === 'checking' ? null : (
        <button type="button" onClick={pause}>
          {words.pause}
        </button>
      )}
    </div>
  )
}

function timeText(words: ProgressWords, left: number): string {
  const seconds = Math.ceil(left / 1000)
  return seconds < 90 ? fillIn(words.seconds, { n: seconds }) : fillIn(words.minutes, { n: Math.ceil(seconds / 60) })
}
