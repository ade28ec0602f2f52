import { mkdir, rename, writeFile } from 'node:fs/promises'
import path from 'node:path'
import nodemailer from 'nodemailer'
import type { MailTransport } from '../../config'

export interface Letter {
  /** Id of the outbox row: the same letter sent again is recognised by it. */
  id: string
  to: string | { name: string; address: string } | string[]
  subject: string
  text?: string | undefined
  html?: string | undefined
}

export type Send = (letter: Letter) => Promise<void>

/** Sends by SMTP, or writes `<id>.eml` into a folder; sent again, the file is replaced. */
export function openTransport(way: MailTransport, { from, serverUrl }: { from: string; serverUrl: string }): Send {
  const deliver = way.kind === 'file' ? intoFolder(way.dir) : bySmtp(way.url)
  const host = new URL(serverUrl).hostname
  return ({ id, ...letter }) =>
    deliver(id, { from, ...letter, messageId: `<${id}@${host}>`, headers: { 'Auto-Submitted': 'auto-generated' } })
}

type Deliver = (id: string, message: nodemailer.SendMailOptions) => Promise<void>

function intoFolder(dir: string): Deliver {
  const transport = nodemailer.createTransport({ streamTransport: true, buffer: true, newline: 'windows' })
  return async (id, message) => {
    if (!/^[\w-]+$/.test(id)) throw new Error('a mail needs a plain id')
    const { message: bytes } = await transport.sendMail(message)
    await mkdir(dir, { recursive: true, mode: 0o700 })
    const file = path.join(dir, `${id}.eml`)
    await writeFile(`${file}.part`, bytes, { mode: 0o600 })
    await rename(`${file}.part`, file)
  }
}

function bySmtp(url: string): Deliver {
  const transport = nodemailer.createTransport(url)
  return async (_, message) => {
    try {
      await transport.sendMail(message)
    } catch (error) {
      // A mail server's own words may repeat the address, and this error is kept in the outbox.
      const { code, responseCode } = error as { code?: string; responseCode?: number }
      throw new Error(`mail not taken: ${code ?? 'unknown'} ${responseCode ?? ''}`.trim())
    }
  }
}
