import { createServer } from 'node:http'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { S3Options } from '../../media/index'

/** As little of S3 as may call itself so: no conditional writes, no checksums, and it loses what it is told to. */
export interface PoorS3 {
  options: S3Options
  objects: Map<string, Buffer>
  /** What it stores of the bytes that it is sent. */
  keeps: (bytes: Buffer) => Buffer
  stop: () => Promise<void>
}

export async function startPoorS3(): Promise<PoorS3> {
  const objects = new Map<string, Buffer>()
  const server = createServer((request, response) => {
    void answer(poor, request, response)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const poor: PoorS3 = {
    options: {
      ...{ bucket: 'poor', region: 'us-east-1', pathStyle: true, prefix: 'ours/' },
      ...{ endpoint: `http://127.0.0.1:${String(port)}`, keys: { id: 'key', secret: 'secret' } },
    },
    objects,
    keeps: (bytes) => bytes,
    async stop() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
  return poor
}

async function answer({ objects, keeps }: PoorS3, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  const key = new URL(request.url ?? '/', 'http://here').pathname.replace(/^\/poor\/?/, '')
  const found = objects.get(key)
  if (key === '') response.end('<ListBucketResult><IsTruncated>false</IsTruncated></ListBucketResult>')
  else if (request.method === 'PUT') {
    objects.set(key, keeps(Buffer.concat(chunks)))
    response.end()
  } else if (request.method === 'DELETE') {
    objects.delete(key)
    response.writeHead(204).end()
  } else if (found === undefined) response.writeHead(404).end('<Error><Code>NoSuchKey</Code></Error>')
  else response.setHeader('content-length', found.length).end(request.method === 'HEAD' ? undefined : found)
}
