import type { PayloadRequest } from 'payload'
import type { ApplicationRow, Blindness, SubmissionRow } from '../../workflows/application/types'
import { filesForReviewers } from '../../workflows/dossier/blind-files'
import { engine } from '../engine'
import { BlindCopyForm } from './BlindCopyForm.client'
import { heldBackBecause } from './BlindnessView'
import type { HeldBack } from './BlindCopyForm.client'
import type { Row } from './command-fields'
import { hasOneOf } from './roles-of'
import type { Dictionary } from './words'

interface Props {
  subject: string
  row: Row
  req: PayloadRequest
  words: Dictionary
}

/** In an application whose blind copy was held back: which files, why, and how an officer releases it. */
export async function BlindCopyPanel({ subject, row, req, words }: Props) {
  if (subject !== 'application') return null
  const { blindness, submission, applicant } = row as unknown as ApplicationRow
  if (blindness?.state !== 'blocked' || !hasOneOf(req.user, ['officer']) || req.user?.id === applicant) return null
  const { panel, blind } = words.admin
  return (
    <BlindCopyForm
      dossier={blindness.dossier}
      files={await heldBack(submission, blindness.reasons, words)}
      language={words.language}
      words={blind}
      panel={panel}
    />
  )
}

/** The files that were held back; all of them where nobody noted which. */
async function heldBack(submission: string, reasons: Blindness['reasons'], words: Dictionary): Promise<HeldBack[]> {
  const of = await engine().store.reader.get<SubmissionRow>('submissions', submission)
  return filesForReviewers(of?.files ?? []).flatMap(({ file }, n) => {
    const own = reasons.filter((each) => each.n === n || each.n === undefined)
    if (own.length === 0) return []
    return [
      {
        ...{ n, file },
        why: words.join([...new Set(own.flatMap((each) => heldBackBecause(each, words)))]),
        mustReplace: own.some((each) => each.n === n && each.code !== 'identity_found_in_file'),
      },
    ]
  })
}
