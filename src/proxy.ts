import { NextResponse } from 'next/server'
import type { NextRequest } from 'next/server'
import { place } from './games/place'

/** What a page may load and run. Only the admin, whose components set styles themselves, may have inline styles. */
function policy(nonce: string, path: string): string {
  const development = process.env.NODE_ENV === 'development'
  const admin = path === '/admin' || path.startsWith('/admin/')
  return [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${development ? " 'unsafe-eval'" : ''}`,
    admin || development ? "style-src 'self' 'unsafe-inline'" : `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data: blob:",
    "media-src 'self' blob:",
    "font-src 'self'",
    `connect-src 'self'${development ? ' ws:' : ''}`,
    "worker-src 'self'",
    `frame-src ${place().origin ?? "'none'"}`,
    "object-src 'none'",
    "base-uri 'self'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; ')
}

/** Draws a nonce for each page; Next puts it on the scripts of that page. */
export function proxy(request: NextRequest): NextResponse {
  const nonce = Buffer.from(crypto.getRandomValues(new Uint8Array(16))).toString('base64')
  const said = policy(nonce, request.nextUrl.pathname)
  const headers = new Headers(request.headers)
  headers.set('x-nonce', nonce)
  headers.set('content-security-policy', said)
  const response = NextResponse.next({ request: { headers } })
  response.headers.set('content-security-policy', said)
  response.headers.set('x-content-type-options', 'nosniff')
  response.headers.set('referrer-policy', 'same-origin')
  response.headers.set('permissions-policy', 'camera=(), microphone=(), geolocation=()')
  return response
}

export const config = { matcher: ['/((?!_next/static|_next/image|favicon\\.ico).*)'] }
