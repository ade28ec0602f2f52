import { Hono } from 'hono'
import { refuse } from '../../workflows/engine'
import { loadPanelFacts, panelWishSchema } from '../../workflows/panel'
import { InstanceError } from '../../workflows/rules/assignment'
import type { House } from '../faces'
import { refusing, withSession } from '../web'
import type { Web } from '../web'
import { openAssigner } from './run'

/** Proposed panels: asked by an officer, shown, and applied by commands; nothing is stored here. */
export function panels(house: House): Hono<Web> {
  const app = new Hono<Web>()
  const assigner = openAssigner()
  app.onError(refusing(house))
  app.use(withSession(house))
  app.post('/', async (c) => {
    const { actor } = c.var.session
    if (actor.kind === 'visitor') throw refuse('sign_in_first', { status: 401 })
    if (!actor.roles.includes('officer')) throw refuse('role_missing', { status: 403 })
    const wish = panelWishSchema.safeParse(await c.req.json().catch(() => null))
    if (!wish.success)
      throw refuse('invalid_input', {
        status: 422,
        issues: wish.error.issues.map(({ path, code, message }) => ({
          field: path.map(String).join('.'),
          code: code === 'custom' ? message : code,
        })),
      })
    const facts = await loadPanelFacts(house.engine.store.reader, wish.data.call)
    const proposal = await assigner
      .run(
        { kind: 'panel', facts, wish: wish.data },
        // Who stops asking stops the work.
        { signal: c.req.raw.signal },
      )
      .catch(refused)
    c.header('cache-control', 'no-store')
    return c.json(proposal)
  })
  return app
}

/** Every reason once: what holds for one application of a call holds for the others. */
function refused(error: unknown): never {
  if (!(error instanceof InstanceError)) throw error
  const byCode = new Map(error.issues.map((issue) => [issue.code, issue]))
  const issues = [...byCode.values()].map(({ field, code, params = {} }) => ({ field, code, params }))
  throw refuse('panel_impossible', { status: 422, issues })
}
