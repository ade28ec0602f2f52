import { Hono } from 'hono'
import { v7 as uuidv7 } from 'uuid'
import { refuse } from '../../workflows/engine'
import type { Json } from '../../workflows/engine'
import { formEntries } from '../command-api'
import { commandForm } from '../command-api/form'
import type { House } from '../faces'
import { backOf, isForm, localPath, refusing, toPage, withSession } from '../web'
import type { Web } from '../web'

interface Review {
  id: string
  reviewer: string
  state: string
}
interface ReviewDraft {
  id: string
  scores: Json
  revision: number
}

/** Scores an expert has not submitted yet: guarded by revision, seen by nobody else. */
export function reviewDrafts(house: House): Hono<Web> {
  const app = new Hono<Web>()
  const { store, clock } = house.engine
  app.onError(refusing(house))
  app.use(withSession(house))
  app.post('/:id/draft', async (c) => {
    const { account } = c.var.session
    if (!account) throw refuse('sign_in_first', { status: 401 })
    const review = await store.reader.get<Review>('reviews', c.req.param('id'))
    if (review?.reviewer !== account.id) throw refuse('not_found', { status: 404 })
    if (review.state !== 'accepted') throw refuse('wrong_state', { params: { state: review.state } })
    const form = commandForm(await formEntries(c))
    const about = new Map(await formEntries(c))
    const [draft] = await store.reader.find<ReviewDraft>(
      'review-drafts',
      { review: { equals: review.id } },
      { limit: 1 },
    )
    const scores = form.input as Json
    const asked = Number(about.get('_revision') ?? draft?.revision ?? 0)
    if (!Number.isSafeInteger(asked)) throw refuse('invalid_body', { status: 400 })
    let revision = 1
    if (!draft) {
      const data = { id: uuidv7(), review: review.id, reviewer: account.id, scores: form.input, revision }
      await house.payload.create({ collection: 'review-drafts', data, overrideAccess: true, depth: 0 })
    } else {
      revision = asked + 1
      const where = { and: [{ id: { equals: draft.id } }, { revision: { equals: asked } }] }
      if (!(await store.changeIf('review-drafts', where, { scores, revision })))
        return isForm(c)
          ? toPage(backOf(c, form.back), { code: 'draft_changed_elsewhere' })
          : c.json({ code: 'draft_changed_elsewhere', revision: draft.revision, theirs: draft.scores }, 409)
    }
    if (isForm(c)) return toPage(localPath(form.next, `/review/${review.id}`), { done: 'review.saved' })
    return c.json({ revision, issues: [], savedAt: clock.now().toISOString() })
  })
  return app
}
