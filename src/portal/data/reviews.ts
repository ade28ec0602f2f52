import type { CallRow } from '../../../workflows/call/types'
import type { DossierRow } from '../../../workflows/dossier/types'
import type { Actor, Reader } from '../../../workflows/engine'
import type { ReviewDraftRow, ReviewRow } from '../../../workflows/review/types'
import type { Rubric } from '../../../workflows/rules/scoring'

export interface MyReview {
  id: string
  state: string
  code: string
  format: string
  callTitle: string
  callTitleEn: string | null
  dueAt: string | null
  /** Something is noted and not sent yet. */
  noted: boolean
  /** Only after the expert has said that there is no conflict. */
  title: string | null
}

export interface MyReviewPage extends MyReview {
  rev: number
  review: ReviewRow
  draft: ReviewDraftRow | null
  rubric: Rubric | null
  /** The work: null until the question of conflict is answered, and after the review was given back. */
  dossier: DossierRow | null
  questions: CallRow['form']['questions']
}

const opened = ['accepted', 'submitted']

/** The reviews of one expert, the nearest date first. */
export async function myReviews(reader: Reader, actor: Actor): Promise<MyReview[]> {
  const rows = await reader.find<ReviewRow>('reviews', { reviewer: { equals: actor.id } }, { sort: 'dueAt' })
  const drafts = await reader.find<ReviewDraftRow>('review-drafts', { reviewer: { equals: actor.id } })
  return Promise.all(
    rows.map(async (row) => {
      const dossier = await reader.get<DossierRow>('dossiers', row.dossier)
      const call = await reader.get<CallRow>('calls', row.call)
      return summary(row, dossier, call, drafts.some(({ review }) => review === row.id))
    }),
  )
}

const summary = (row: ReviewRow, dossier: DossierRow | null, call: CallRow | null, noted: boolean): MyReview => ({
  id: row.id,
  state: row.state,
  code: dossier?.code ?? '',
  format: dossier?.format ?? '',
  callTitle: call?.title ?? '',
  callTitleEn: call?.titleEn ?? null,
  dueAt: row.dueAt,
  noted,
  title: opened.includes(row.state) ? (dossier?.title ?? null) : null,
})

export async function myReview(reader: Reader, actor: Actor, id: string): Promise<MyReviewPage | null> {
  const row = await reader.get<ReviewRow>('reviews', id)
  if (!row || actor.kind !== 'person' || row.reviewer !== actor.id) return null
  const dossier = await reader.get<DossierRow>('dossiers', row.dossier)
  const call = await reader.get<CallRow>('calls', row.call)
  const [draft] = await reader.find<ReviewDraftRow>('review-drafts', { review: { equals: id } }, { limit: 1 })
  const open = opened.includes(row.state) ? dossier : null
  return {
    ...summary(row, dossier, call, draft !== undefined),
    rev: row.rev,
    review: row,
    draft: draft ?? null,
    rubric: (dossier && call?.rubrics[dossier.mode]) ?? null,
    dossier: open,
    questions: open && call ? call.form.questions.filter(({ identity, key }) => !identity && key in open.answers) : [],
  }
}
