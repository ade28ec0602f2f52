import { readFileSync } from 'node:fs'

/** The only way to the time. */
export interface Clock {
  now(): Date
}

export const systemClock: Clock = { now: () => new Date() }

/**
 * A clock that a test moves through a file holding an ISO instant. The configuration refuses it unless the server
 * listens on loopback and its database's name begins with `test`.
 * @throws Error when the file holds no instant
 */
export function fileClock(path: string): Clock {
  return {
    now() {
      const text = readFileSync(path, 'utf8').trim()
      const at = new Date(text)
      if (Number.isNaN(at.getTime())) throw new Error(`TEST_CLOCK holds no instant: ${text}`)
      return at
    },
  }
}
