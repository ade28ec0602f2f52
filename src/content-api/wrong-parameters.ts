import type { Hook } from '@hono/zod-openapi'
import { refuse } from '../../workflows/engine'
import { problem } from './problem'
import type { Env } from './ready'

/** What does not fit a route's schema is refused by name: unknown parameters first. */
export const wrongParameters: Hook<unknown, Env, string, unknown> = (result, c) => {
  if (result.success) return undefined
  const { issues } = result.error
  const unknown = issues.flatMap((issue) => (issue.code === 'unrecognized_keys' ? issue.keys : []))
  if (unknown.length > 0)
    return problem(c, refuse('unknown_parameter', { status: 400, params: { names: unknown.join(', ') } }))
  const wrong = issues.map(({ path, code }) => ({ field: path.map(String).join('.'), code }))
  return problem(c, refuse('invalid_parameter', { status: 400, issues: wrong }))
}
