import { connect } from 'node:net'

const end = Buffer.from('\r\n\r\n')

/**
 * One keep-alive HTTP/1.1 connection over a bare socket, one request at a time: as little work as a client can do, so
 * that what is measured is the server.
 */
export async function connection(port) {
  const socket = connect({ port, host: '127.0.0.1', noDelay: true })
  await new Promise((resolve, reject) => socket.once('connect', resolve).once('error', reject))
  let waiting = null
  let held = Buffer.alloc(0)
  const fail = (error) => {
    waiting?.reject(error)
    waiting = null
  }
  socket.on('error', fail)
  socket.on('close', () => fail(new Error('the server closed the connection')))
  socket.on('data', (chunk) => {
    held = held.length === 0 ? chunk : Buffer.concat([held, chunk])
    const answer = read(held)
    if (!answer) return
    held = Buffer.alloc(0)
    const { resolve } = waiting
    waiting = null
    resolve(answer)
  })
  return {
    /** False once the server has closed it, as it does after a while without a question. */
    open: () => !socket.destroyed && socket.readyState === 'open',
    ask: (path, headers = {}) =>
      new Promise((resolve, reject) => {
        waiting = { resolve, reject }
        const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`)
        socket.write(`GET ${path} HTTP/1.1\r\nhost: 127.0.0.1:${port}\r\n${lines.join('')}\r\n`)
      }),
    close: () => socket.destroy(),
  }
}

/** A whole answer, or null while it is not all there. Two lengths that do not agree are an error. */
function read(bytes) {
  const stop = bytes.indexOf(end)
  if (stop < 0) return null
  const head = bytes.toString('latin1', 0, stop)
  const status = Number(head.slice(9, 12))
  const rest = bytes.subarray(stop + 4)
  const length = /^content-length: *(\d+)/im.exec(head)?.[1]
  if (length !== undefined) {
    if (rest.length > Number(length)) throw new Error('more bytes than the answer announced')
    return rest.length === Number(length) ? { status, body: rest } : null
  }
  if (/^transfer-encoding: *chunked/im.test(head)) return unchunked(status, rest)
  if (status === 304 || status === 204) return { status, body: Buffer.alloc(0) }
  throw new Error(`an answer of unknown length: ${head}`)
}

function unchunked(status, bytes) {
  const parts = []
  for (let at = 0; ;) {
    const line = bytes.indexOf('\r\n', at)
    if (line < 0) return null
    const size = Number.parseInt(bytes.toString('latin1', at, line), 16)
    const start = line + 2
    if (bytes.length < start + size + 2) return null
    if (size === 0) return { status, body: Buffer.concat(parts) }
    parts.push(bytes.subarray(start, start + size))
    at = start + size + 2
  }
}
