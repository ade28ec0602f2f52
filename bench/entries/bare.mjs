// The least that node:http can do: one fixed answer. What anything on top of it is to be compared with.
import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'

const bytes = readFileSync(process.argv[2])
const headers = { 'content-type': 'application/json; charset=utf-8', 'content-length': bytes.length }
const server = createServer((_, response) => response.writeHead(200, headers).end(bytes)).listen(0, '127.0.0.1', () =>
  console.log(`ready http://127.0.0.1:${server.address().port}`),
)
process.on('SIGTERM', () => process.exit(0))
