import { formatRules } from '../rules/vocabulary'
import type { Format, SupportMode } from '../rules/vocabulary'
import type { Question, Answers } from '../rules/forms'
import type { Rubric } from '../rules/scoring'
import type { Actor, Reader } from '../engine'
import type { CallRow } from '../call/types'
import type { DossierFile, DossierRow } from '../dossier/types'
import type { ReviewDraftRow, ReviewRow } from './types'

/** A review in its expert's own list: nothing but the word of the office and the dossier's number. */
export interface MyReview {
  id: string
  state: string
  dueAt: string | null
  overdue: boolean
  submittedAt: string | null
  /** The blind copy's own number; it leads to no application. */
  code: string
  format: Format
  mode: SupportMode
  /** Only once the review is accepted. */
  title: string | null
}

/** The blind copy, and the questions that its answers belong to. */
export interface DossierView {
  answers: Answers
  questions: Pick<Question, 'key' | 'kind' | 'label' | 'group' | 'options'>[]
  files: DossierFile[]
  hasBody: boolean
}

export interface ReviewForExpert extends MyReview {
  rev: number
  rubric: Rubric | null
  /** Only once the review is accepted. */
  dossier: DossierView | null
  /** What was saved so far, while the review is accepted and not yet submitted. */
  draft: { revision: number; scores: Record<string, number | null>; vetoes: string[]; comment: string } | null
  /** What was handed in. */
  sheet: { scores: Record<string, number>; vetoes: Record<string, boolean>; comment: string; total: number } | null
}

const readable = ['accepted', 'submitted']

const line = (review: ReviewRow, dossier: DossierRow, now: Date): MyReview => ({
  id: review.id,
  state: review.state,
  dueAt: review.dueAt,
  overdue: ['assigned', 'accepted'].includes(review.state) && review.dueAt !== null && now >= new Date(review.dueAt),
  submittedAt: review.submittedAt,
  code: dossier.code,
  format: dossier.format,
  mode: dossier.mode,
  title: readable.includes(review.state) ? dossier.title : null,
})

/** The expert's own reviews, the most urgent first. */
export async function myReviews(reader: Reader, actor: Actor, now: Date): Promise<MyReview[]> {
  if (!actor.roles.includes('reviewer')) return []
  const reviews = await reader.find<ReviewRow>('reviews', { reviewer: { equals: actor.id } }, { sort: 'dueAt' })
  const ids = reviews.map(({ dossier }) => dossier)
  const dossiers = ids.length > 0 ? await reader.find<DossierRow>('dossiers', { id: { in: ids } }) : []
  return reviews.flatMap((review) => {
    const dossier = dossiers.find(({ id }) => id === review.dossier)
    return dossier ? [line(review, dossier, now)] : []
  })
}

/** One review for the expert it was given to; `null` for anybody else. */
export async function myReview(reader: Reader, actor: Actor, id: string, now: Date): Promise<ReviewForExpert | null> {
  const review = await reader.get<ReviewRow>('reviews', id)
  if (review?.reviewer !== actor.id || !actor.roles.includes('reviewer')) return null
  const [dossier, call, drafts] = await Promise.all([
    reader.get<DossierRow>('dossiers', review.dossier),
    reader.get<CallRow>('calls', review.call),
    reader.find<ReviewDraftRow>('review-drafts', { review: { equals: id } }, { limit: 1 }),
  ])
  if (!dossier || !call) return null
  return {
    ...line(review, dossier, now),
    rev: review.rev,
    rubric: call.rubrics[dossier.mode] ?? null,
    dossier: readable.includes(review.state) ? viewOf(dossier, call) : null,
    draft: review.state === 'accepted' ? draftOf(drafts[0]) : null,
    sheet: sheetOf(review),
  }
}

const viewOf = (dossier: DossierRow, call: CallRow): DossierView => ({
  answers: dossier.answers,
  questions: call.form.questions
    .filter(({ key, identity }) => !identity && key in dossier.answers)
    .map(({ key, kind, label, group, options }) => ({ key, kind, label, group, ...(options ? { options } : {}) })),
  files: dossier.files.map(({ file, question, role, mime, kind, bytes, alt, label }) => ({
    ...{ file, question, role, mime, kind, bytes },
    ...(alt === undefined ? {} : { alt }),
    ...(label === undefined ? {} : { label }),
  })),
  hasBody: formatRules[dossier.format].hasBody,
})

const draftOf = (row: ReviewDraftRow | undefined): ReviewForExpert['draft'] =>
  row
    ? {
        revision: row.revision,
        scores: row.scores.scores ?? {},
        vetoes: Array.isArray(row.scores.vetoes) ? row.scores.vetoes : [],
        comment: row.scores.comment ?? '',
      }
    : null

const sheetOf = ({ state, scores, comment, total }: ReviewRow): ReviewForExpert['sheet'] =>
  state === 'submitted' && scores && total !== null
    ? { scores: scores.scores, vetoes: scores.vetoes, comment: comment?.text ?? '', total }
    : null
