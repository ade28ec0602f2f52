import { Hono } from 'hono'
import { v7 as uuidv7 } from 'uuid'
import { refuse } from '../../workflows/engine'
import type { Json } from '../../workflows/engine'
import { commandForm } from '../command-api/form'
import type { House } from '../faces'
import { formEntries, isForm, localPath, refusedForm, refusing, toPage, withSession } from '../web'
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
    const now = () => store.reader.find<ReviewDraft>('review-drafts', { review: { equals: review.id } }, { limit: 1 })
    const [draft] = await now()
    const scores = form.input as Json
    const asked = Number(about.get('_revision') ?? draft?.revision ?? 0)
    if (!Number.isSafeInteger(asked)) throw refuse('invalid_body', { status: 400 })
    const revision = draft ? asked + 1 : 1
    const saved = draft
      ? await store.changeIf('review-drafts', isStill(draft.id, asked), { scores, revision })
      : await begun(house, { id: uuidv7(), review: review.id, reviewer: account.id, scores, revision })
    if (!saved) {
      if (isForm(c)) return refusedForm(house, c, refuse('draft_changed_elsewhere'), form.back)
      const [theirs] = await now()
      return c.json({ code: 'draft_changed_elsewhere', revision: theirs?.revision, theirs: theirs?.scores }, 409)
    }
    if (isForm(c)) return toPage(house, localPath(form.next, `/review/${review.id}`), { done: 'review.saved' })
    return c.json({ revision, issues: [], savedAt: clock.now().toISOString() })
  })
  return app
}

const isStill = (id: string, revision: number) => ({
  and: [{ id: { equals: id } }, { revision: { equals: revision } }],
})

/** The first saving of a review; false when another window of the same expert was faster. */
async function begun({ payload, engine }: House, data: ReviewDraft & { review: string; reviewer: string }) {
  try {
    await payload.create({ collection: 'review-drafts', data, overrideAccess: true, depth: 0 })
    return true
  } catch (error) {
    if ((await engine.store.reader.count('review-drafts', { review: { equals: data.review } })) === 0) throw error
    return false
  }
}
