import { createHmac, timingSafeEqual } from 'node:crypto'

/** Makes and opens texts that travel with their holder and that nobody else can make or alter. */
export interface Tokens {
  seal(content: object): string
  /** What was sealed; `null` when this is none of ours. */
  open(token: string): unknown
}

/**
 * @param secret the installation's secret; a key of its own is derived from it for each purpose
 * @param purpose what the tokens are for: those of one are of no use for another
 */
export function tokensWith(secret: string, purpose: string): Tokens {
  const key = createHmac('sha256', secret).update(purpose).digest()
  const sign = (text: string) => createHmac('sha256', key).update(text).digest()
  return {
    seal(content) {
      const body = Buffer.from(JSON.stringify(content)).toString('base64url')
      return `${body}.${sign(body).toString('base64url')}`
    },
    open(token) {
      const [body, mark, ...rest] = token.split('.')
      if (!body || !mark || rest.length > 0) return null
      const [expected, given] = [sign(body), Buffer.from(mark, 'base64url')]
      if (given.length !== expected.length || !timingSafeEqual(given, expected)) return null
      const content: unknown = JSON.parse(Buffer.from(body, 'base64url').toString('utf8'))
      return content
    },
  }
}
