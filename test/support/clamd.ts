import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'

/** The test file of all virus scanners (eicar.org), in two halves, so that none takes this one for it. */
export const EICAR = Buffer.from(String.raw`X5O!P%@AP[4\PZX54(P^)7CC)7}$EICAR-` + 'STANDARD-ANTIVIRUS-TEST-FILE!$H+H*')

export interface Clamd {
  host: string
  port: number
  /** Bytes of the files that it was sent. */
  seen: number[]
  close: () => Promise<void>
}

/** Speaks clamd's protocol (INSTREAM, VERSION) and knows one virus. Files longer than `most` are too long for it. */
export async function startClamd(most = Infinity): Promise<Clamd> {
  const seen: number[] = []
  const server = createServer((socket) => {
    let got = Buffer.alloc(0)
    socket.on('error', () => undefined)
    socket.on('data', (piece: Buffer) => {
      got = Buffer.concat([got, piece])
      const answer = answerTo(got, seen, most)
      if (answer !== null) socket.end(`${answer}\0`)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return { host: '127.0.0.1', port, seen, close: () => new Promise((resolve) => server.close(() => resolve())) }
}

const INSTREAM = 'zINSTREAM\0'

function answerTo(got: Buffer, seen: number[], most: number): string | null {
  if (got.equals(Buffer.from('zVERSION\0'))) return 'ClamAV 1.4.3/27800/Tue Nov 24 2026'
  if (!got.subarray(0, INSTREAM.length).equals(Buffer.from(INSTREAM))) return null
  const parts: Buffer[] = []
  for (let at = INSTREAM.length; at + 4 <= got.length;) {
    const length = got.readUInt32BE(at)
    if (length === 0) {
      const whole = Buffer.concat(parts)
      seen.push(whole.length)
      return whole.includes(EICAR) ? 'stream: Eicar-Test-Signature FOUND' : 'stream: OK'
    }
    parts.push(got.subarray(at + 4, at + 4 + length))
    at += 4 + length
    if (at - INSTREAM.length > most) return 'INSTREAM size limit exceeded. ERROR'
  }
  return null
}
