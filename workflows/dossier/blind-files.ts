import { z } from 'zod'
import type { FileAnswer } from '../rules/forms'
import { refuse } from '../engine'
import type { Birth, Columns } from '../engine'
import type { SubmittedFile } from '../application/types'
import type { Origin } from './facts'
import type { DossierRow } from './types'

/** A blind copy that lies in the storage under an id of its own. */
export const blindFileSchema = z.strictObject({
  id: z.string().regex(/^[\w-]{8,64}$/, { error: 'wrong_type' }),
  /** Which file of the submission it copies: its place among those that reviewers get, from 0. */
  n: z.int().min(0),
  mime: z.string().min(1).max(100),
  kind: z.string().min(1).max(40),
  bytes: z.int().min(0),
  sha256: z.string().regex(/^[0-9a-f]{64}$/, { error: 'wrong_type' }),
  facts: z.record(z.string(), z.unknown()).optional(),
  /** Words in its place that were searched for names. */
  alt: z.string().max(300).optional(),
})
export type BlindFile = z.infer<typeof blindFileSchema>

/** The files of a submission that reviewers get: all but evidence, which is full of names, in the submission's order. */
export const filesForReviewers = (files: readonly SubmittedFile[]): SubmittedFile[] =>
  files.filter(({ role }) => role !== 'evidence')

/**
 * Puts the copies into the dossier, each in its original's place, and brings their rows into being: nobody's, and with
 * no word of the originals.
 * @throws Refusal 422 `copies_differ` unless there is exactly one copy for every file
 */
export function withFiles(dossier: DossierRow, origin: Origin, copies: readonly BlindFile[]) {
  const wanted = filesForReviewers(origin.submission?.files ?? [])
  const inOrder = wanted.map((original, n) => ({ original, copy: copies.find((one) => one.n === n) }))
  if (copies.length !== wanted.length || inOrder.some(({ copy }) => !copy))
    throw refuse('copies_differ', { status: 422, params: { expected: wanted.length, given: copies.length } })
  const files = inOrder.flatMap(({ original: { file, question, role }, copy }) => {
    const label = origin.labels[file]
    const more = { ...(copy?.alt ? { alt: copy.alt } : {}), ...(label ? { label } : {}) }
    return copy ? [{ file: copy.id, question, role, ...plain(copy), ...more }] : []
  })
  const byQuestion: Record<string, FileAnswer[]> = {}
  for (const { question, file, role } of files) (byQuestion[question] ??= []).push({ file, role })
  const asked = Object.entries(byQuestion).filter(([question]) => question in dossier.answers)
  const births: Birth[] = copies.map((copy) => ({
    collection: 'files',
    id: copy.id,
    state: 'sealed',
    set: {
      ...{ area: 'blind', owner: null, name: null, ...plain(copy), sha256: copy.sha256 },
      ...({ facts: copy.facts ?? null, renditions: null } as Columns),
    },
  }))
  const patch = {
    state: 'ready',
    answers: { ...dossier.answers, ...Object.fromEntries(asked) },
    files,
  } as unknown as Columns
  return { births, patch }
}

const plain = ({ mime, kind, bytes }: BlindFile) => ({ mime, kind, bytes })
