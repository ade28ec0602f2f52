import { createReadStream } from 'node:fs'
import { connect } from 'node:net'
import type { Socket } from 'node:net'
import { pipeline } from 'node:stream/promises'
import { MediaRefusal } from '../refusal'

/** Where a ClamAV daemon listens. */
export interface Scanner {
  readonly host: string
  readonly port: number
}

/** Of silence, in milliseconds: a daemon that loads new signatures answers late. */
const PATIENCE = 60_000
const LONGEST_ANSWER = 4096

/**
 * Has a file looked at by clamd (commands INSTREAM and VERSION, `man clamd`): the bytes go over the wire, nothing has to be
 * shared with the daemon.
 * @returns what looked at it, with the date of its signatures
 * @throws MediaRefusal `file_infected`, and `scan_unavailable` where no verdict came: nothing is taken unseen
 */
export async function virusScan(path: string, scanner: Scanner): Promise<string> {
  const verdict = await asked(scanner, (socket) => streamed(path, socket))
  if (verdict.endsWith(' FOUND')) throw new MediaRefusal('file_infected')
  if (!verdict.endsWith(' OK')) throw new MediaRefusal('scan_unavailable')
  return asked(scanner, (socket) => {
    socket.write('zVERSION\0')
    return Promise.resolve()
  })
}

async function asked({ host, port }: Scanner, ask: (socket: Socket) => Promise<void>): Promise<string> {
  const socket = connect({ host, port, timeout: PATIENCE })
  socket.on('timeout', () => socket.destroy(new Error('clamd is silent')))
  try {
    // It may answer, and hang up, before it has everything.
    ask(socket).catch((error: unknown) => socket.destroy(error instanceof Error ? error : undefined))
    return await answerOf(socket)
  } catch (error) {
    throw new MediaRefusal('scan_unavailable', {}, error)
  } finally {
    socket.destroy()
  }
}

const streamed = (path: string, socket: Socket): Promise<void> => pipeline(inChunks(path), socket, { end: false })

/** Chunks with their length before them, and an empty one. */
async function* inChunks(path: string): AsyncGenerator<Buffer> {
  yield Buffer.from('zINSTREAM\0')
  for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>) {
    const length = Buffer.alloc(4)
    length.writeUInt32BE(chunk.length)
    yield length
    yield chunk
  }
  yield Buffer.alloc(4)
}

async function answerOf(socket: Socket): Promise<string> {
  let answer = ''
  for await (const piece of socket as AsyncIterable<Buffer>) {
    answer += piece.toString('utf8')
    if (answer.includes('\0') || answer.length > LONGEST_ANSWER) break
  }
  if (answer === '') throw new Error('clamd said nothing')
  return answer.replace(/\0[^]*$/, '').trim()
}
