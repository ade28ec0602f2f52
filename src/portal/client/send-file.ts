import { DetailedError, Upload, defaultOptions } from 'tus-js-client'
import { sha256OfFile } from './file-hash'

export interface Where {
  /** Where a form would bring the file itself, and what else stands in that form. */
  action: string
  fields: Readonly<Record<string, string>>
  draft?: string | undefined
}

export interface Telling {
  /** Bytes that the server has of this file. */
  progress: (sent: number) => void
  /** The network is gone, or the server busy; it goes on by itself. */
  waiting: () => void
  /** All is sent; the server looks at it. */
  checking: () => void
}

export interface Sending {
  /** Ids of the sealed file. @throws Refused */
  done: Promise<string[]>
  pause: () => void
  /** After a pause; or at once, where it waits. */
  goOn: () => void
}

/** The server said no; `problem` is its document, or null when nothing that can be read came. */
export class Refused extends Error {
  constructor(readonly problem: unknown) {
    super('refused')
    this.name = 'Refused'
  }
}

/** One request brings so much: what a proxy lets pass, in bytes. */
const part = 32 * 1024 * 1024
const second = 1000
/** How long it waits between tries while nothing comes through: ten minutes in all, and from the start again after every byte. */
const waits = [0, 1, 3, 5, 10, ...Array.from({ length: 29 }, () => 20)].map((each) => each * second)

const problemOf = (text: string | undefined): unknown => {
  try {
    return text ? JSON.parse(text) : null
  } catch {
    return null
  }
}

/** Not a word about the file, but about this moment. */
const passes = (status: number) => status < 400 || status === 423 || (status >= 500 && status !== 507)

/**
 * Sends a file in parts and hands it in with its hash. Chosen again, even after a reload, it goes on where it was: the
 * browser remembers name, size and date of the file with the address of its upload.
 */
export function sendFile(file: File, where: Where, telling: Telling): Sending {
  const hashing = sha256OfFile(file)
  // Looked at later; until then its failure is not unheard of.
  hashing.catch(() => undefined)
  const { sent, upload } = openUpload(file, where.draft, telling)
  const begin = async () => {
    const [before] = await upload.findPreviousUploads()
    if (before) upload.resumeFromPreviousUpload(before)
    upload.start()
  }
  const finish = async () => {
    await begin()
    const id = await sent
    telling.checking()
    const files = await handIn(where, id, await hashing, telling.waiting)
    await forget(file, upload)
    return files
  }
  return {
    done: finish(),
    pause: () => void upload.abort(),
    goOn: () =>
      void upload.abort().then(() => {
        upload.start()
      }),
  }
}

function openUpload(file: File, draft: string | undefined, { progress, waiting }: Telling) {
  const about = { filename: file.name, filetype: file.type, ...(draft === undefined ? {} : { draft }) }
  const settle: { sent: (id: string) => void; refused: (error: Refused) => void } = {
    sent: () => undefined,
    refused: () => undefined,
  }
  const sent = new Promise<string>((resolve, reject) => {
    settle.sent = resolve
    settle.refused = reject
  })
  const upload: Upload = new Upload(file, {
    endpoint: new URL('/uploads', window.location.href).href,
    chunkSize: part,
    retryDelays: waits,
    metadata: about,
    onProgress: progress,
    onShouldRetry: (error) => {
      const status = error.originalResponse?.getStatus() ?? 0
      const again = passes(status) || status === 409
      if (again) waiting()
      return again
    },
    onError: (error) => {
      const answer = error instanceof DetailedError ? error.originalResponse?.getBody() : undefined
      settle.refused(new Refused(problemOf(answer)))
    },
    onSuccess: () => {
      settle.sent(upload.url?.split('/').at(-1) ?? '')
    },
  })
  return { sent, upload }
}

/** Names a sent file where a form would bring one. Asked again after a lost answer, the server says the same. */
async function handIn({ action, fields }: Where, upload: string, sha256: string, waiting: () => void) {
  const body = JSON.stringify({ ...fields, upload, sha256 })
  const headers = { 'content-type': 'application/json', accept: 'application/json' }
  for (const wait of waits) {
    await new Promise((resolve) => setTimeout(resolve, wait))
    const answer = await fetch(action, { method: 'POST', headers, body }).catch(() => null)
    const said = problemOf(await answer?.text().catch(() => ''))
    if (answer?.ok) return (said as { files: { id: string }[] }).files.map(({ id }) => id)
    if (answer && !passes(answer.status)) throw new Refused(said)
    waiting()
  }
  throw new Refused(null)
}

async function forget(file: File, { options }: Upload): Promise<void> {
  const { fingerprint, urlStorage } = defaultOptions
  const kept = await urlStorage.findUploadsByFingerprint(await fingerprint(file, options))
  for (const { urlStorageKey } of kept) await urlStorage.removeUpload(urlStorageKey)
}
