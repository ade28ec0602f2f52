import type { Hono } from 'hono'

interface Route {
  method: string
  path: string
}

const knows = ({ path }: Route, asked: string): boolean => {
  const [wanted, given] = [path, asked].map((each) => each.split('/'))
  return (
    wanted?.length === given?.length &&
    wanted?.every((part, n) => (part.startsWith(':') ? given?.[n] !== '' : part === given?.[n])) === true
  )
}

/**
 * The methods that an address takes, where it takes any: for the answer 405 (RFC 9110, §15.5.6), which names them. What
 * stands before routes, or takes whatever comes, is none.
 */
export function methodsOf({ routes }: Pick<Hono, 'routes'>, path: string): string[] {
  const methods = routes.flatMap((route) => (route.method !== 'ALL' && knows(route, path) ? [route.method] : []))
  return [...new Set(methods.flatMap((method) => (method === 'GET' ? ['GET', 'HEAD'] : [method])))].sort()
}
