import { shanghaiParts } from '../rules/calendar'
import { numberFromHash } from '../rules/numbers'
import { canonical, mail, sha256 } from '../engine'
import type { Birth, Columns, OutboxItem } from '../engine'
import type { CallRow } from '../call/types'
import type { HandedIn } from './handed-in'
import type { DraftRow, SubmittedFile } from './types'

/** Letters before the numbers that people quote: of applications, of receipts, of blind copies. */
const heads = { application: 'JLP', receipt: 'JLPR', dossier: 'DS' } as const
const attempts = [0, 1, 2, 3, 4, 5]

const yearOf = (call: CallRow): number => shanghaiParts(new Date(call.opensAt)).year

interface Sealed {
  call: CallRow
  draft: DraftRow
  /** How often the draft's application was withdrawn before. */
  turn: number
  version: number
  answers: Record<string, unknown>
  files: readonly Pick<SubmittedFile, 'file' | 'question' | 'role' | 'sha256'>[]
}

/**
 * Hash of what is handed in: call, draft, version, the answers as they are kept, and every file with its own hash. It
 * says nothing of the instant, so that it is known before the decision.
 */
export const submissionHash = ({ call, draft: { id, owner }, turn, version, answers, files }: Sealed): string => {
  const named = files.map(({ file, question, role, sha256: hash }) => ({ file, question, role, sha256: hash }))
  return sha256(
    canonical({ v: 1, call: call.id, frozen: call.frozenHash, draft: id, turn, owner, version, answers, files: named }),
  )
}

/** Numbers that this hash can give, in the order in which they are tried. */
export const candidates = (call: CallRow, hash: string): string[] =>
  attempts.map((attempt) => numberFromHash(heads.application, yearOf(call), hash, attempt))

export const receiptOf = (call: CallRow, hash: string): string => numberFromHash(heads.receipt, yearOf(call), hash)

interface Version {
  call: CallRow
  application: string
  number: string
  applicant: string
  version: number
  hash: string
  handed: HandedIn
  now: Date
  fresh: () => string
}

/** Everything that one handing-in brings into being besides the application itself. */
export function newVersion({ call, application, number, applicant, version, hash, handed, now, fresh }: Version) {
  const submission = fresh()
  const dossier = fresh()
  const receipt = receiptOf(call, hash)
  const { answers, files, blind, columns } = handed
  const code = numberFromHash(heads.dossier, yearOf(call), sha256(dossier))
  const births: Birth[] = [
    {
      collection: 'submissions',
      id: submission,
      state: 'recorded',
      set: {
        ...{ application, applicant, version, receipt, hash, dossier, submittedAt: now },
        ...({ answers, files } as unknown as Columns),
      },
    },
    {
      collection: 'dossiers',
      id: dossier,
      state: 'preparing',
      set: {
        ...{ code, call: call.id, mode: columns.mode, format: columns.format },
        title: typeof blind.title === 'string' ? blind.title : code,
        ...({ answers: blind, files: [] } as unknown as Columns),
      },
    },
  ]
  const outbox: OutboxItem[] = [
    mail('application_received', applicant, submission, { application, number, receipt, version }),
    { kind: 'blind_copy', key: `blind_copy:${dossier}`, payload: { dossier, submission } },
  ]
  return {
    births,
    outbox,
    patch: {
      ...columns,
      state: 'submitted',
      submission,
      dossier,
      version,
      submittedAt: now,
      dueAt: null,
      blindness: null,
    },
    answer: { number, receipt, hash, submittedAt: now.toISOString() },
  }
}
