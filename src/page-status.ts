import { AsyncLocalStorage } from 'node:async_hooks'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { shared } from '../workflows/engine'

interface Answer {
  status: number
}

/** The answer that a page is drawn for. */
const drawing = () => shared('page-status', () => new AsyncLocalStorage<Answer>())

/**
 * Serves a page that may say `sayMissing` while it is drawn. Next's own `notFound` draws its page in the browser alone: what
 * it sends is empty, and says no language (vercel/next.js#62228).
 */
export function withStatus(
  pages: (request: IncomingMessage, response: ServerResponse) => void,
  request: IncomingMessage,
  response: ServerResponse,
): void {
  const answer: Answer = { status: 200 }
  const writeHead = response.writeHead.bind(response) as (status: number, ...rest: unknown[]) => ServerResponse
  response.writeHead = (status: number, ...rest: unknown[]) =>
    writeHead(status === 200 ? answer.status : status, ...rest)
  drawing().run(answer, () => {
    pages(request, response)
  })
}

/** The page that is being drawn stands where nothing is: 404, whatever it shows. */
export function sayMissing(): void {
  const answer = drawing().getStore()
  if (answer) answer.status = 404
}
