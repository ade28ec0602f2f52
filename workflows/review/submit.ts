import { z } from 'zod'
import { scoreSheet } from '../rules/scoring'
import { both, command, hasRole, isOwner, refuse } from '../engine'
import type { Columns, Reader } from '../engine'
import type { CallRow } from '../call/types'
import type { DossierRow } from '../dossier/types'
import { seesNoApplicants } from '../person/guards'
import type { ReviewDraftRow, ReviewRow } from './types'

interface Input {
  scores: Record<string, number>
  vetoes: string[]
  comment: string
  revision?: number | undefined
}

interface Facts {
  call: CallRow | null
  dossier: DossierRow | null
  draft: ReviewDraftRow | null
}

async function load(reader: Reader, subject: ReviewRow): Promise<Facts> {
  const [draft] = await reader.find<ReviewDraftRow>('review-drafts', { review: { equals: subject.id } }, { limit: 1 })
  return {
    call: await reader.get<CallRow>('calls', subject.call),
    dossier: await reader.get<DossierRow>('dossiers', subject.dossier),
    draft: draft ?? null,
  }
}

/** Hands in a score sheet for good: whole points for every criterion of the call's frozen rubric, and a reason. */
export const submit = command<ReviewRow, Facts, Input>({
  subject: 'review',
  verb: 'submit',
  from: ['accepted'],
  to: ['submitted'],
  roles: ['reviewer'],
  input: z.strictObject({
    scores: z.record(z.string(), z.number()),
    /** Keys of the vetoes that the expert raises. */
    vetoes: z.array(z.string().max(60)).max(20).default([]),
    comment: z.string().trim().min(1, { error: 'required' }).max(5000, { error: 'too_long' }),
    /** Of the saved draft that the person saw. */
    revision: z.int().min(0).optional(),
  }),
  tone: 'primary',
  facts: load,
  who: both(hasRole('reviewer'), isOwner<ReviewRow, 'reviewer'>('reviewer'), seesNoApplicants),
  decide({ facts: { call, dossier, draft }, input, now }) {
    const rubric = dossier && call?.rubrics[dossier.mode]
    if (!rubric) throw refuse('not_found', { status: 404 })
    if (input.revision !== undefined && draft && draft.revision !== input.revision)
      throw refuse('draft_changed', { params: { revision: draft.revision } })
    const raised = rubric.vetoes.map(({ key }) => [key, input.vetoes.includes(key)] as const)
    const strangers = input.vetoes.filter((key) => !rubric.vetoes.some((veto) => veto.key === key))
    const result = scoreSheet(rubric, { scores: input.scores, vetoes: Object.fromEntries(raised) })
    const issues = [
      ...(result.ok ? [] : result.issues.map(({ key, code, params }) => ({ field: `scores.${key}`, code, params }))),
      ...strangers.map((key) => ({ field: `vetoes.${key}`, code: 'unknown_key' })),
    ]
    if (!result.ok || issues.length > 0)
      throw refuse('scores_incomplete', { status: 422, params: { count: issues.length }, issues })
    const { scores, vetoes, weighted } = result.sheet
    return {
      patch: {
        ...({ state: 'submitted', scores: { scores, vetoes }, comment: { text: input.comment } } as Columns),
        ...{ total: weighted, submittedAt: now },
      },
    }
  },
})
