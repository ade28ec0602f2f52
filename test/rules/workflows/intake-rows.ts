import type { SubmitFacts } from '../../../workflows/application/facts'
import type { ApplicationRow, DraftRow, SubmissionRow } from '../../../workflows/application/types'
import { defaultParts } from '../../../workflows/call/defaults'
import type { CallRow } from '../../../workflows/call/types'
import type { DossierRow } from '../../../workflows/dossier/types'
import type { Changes, Command, Held, Actor } from '../../../workflows/engine'
import { Refusal, system } from '../../../workflows/engine'
import type { FileRow } from '../../../workflows/file/types'
import type { FundRow } from '../../../workflows/fund/types'
import type { PersonRow } from '../../../workflows/person/types'
import type { ProgrammeRow } from '../../../workflows/programme/types'
import { blindAnswers } from '../../../workflows/rules/forms'
import type { Answers } from '../../../workflows/rules/forms'
import type { Role } from '../../../workflows/rules/vocabulary'

/** 10:00 in Shanghai, a Wednesday. */
export const now = new Date('2026-06-10T02:00:00.000Z')

export const held = (id: string, state: string): Held => ({ id, state, rev: 1, head: '0', salt: 's' })

export const person = (id: string, ...roles: Role[]): Actor => ({ kind: 'person', id, roles, organisation: null })

export const creator = person('creator', 'creator')
export const officer = person('officer', 'officer')
export const clock = system

interface Asked {
  actor: Actor
  subject?: Held | null
  facts?: unknown
  input?: unknown
  at?: Date
}

/** Runs a verb as the engine does: who, state, guard, input, decision; without a database. */
export function run(verb: Command, { actor, subject = null, facts = {}, input = {}, at = now }: Asked): Changes {
  const refusal = verb.who({ actor, subject, facts }) ?? verb.guard?.({ actor, subject, facts, now: at })
  if (refusal) throw refusal
  let drawn = 0
  const fresh = () => `new-${String(++drawn)}`
  return verb.decide({ actor, subject, facts, now: at, input: verb.input.parse(input), fresh })
}

/** The refusal that the verb answers with. */
export function refusalOf(verb: Command, asked: Asked): Refusal {
  try {
    run(verb, asked)
  } catch (error) {
    if (error instanceof Refusal) return error
    throw error
  }
  throw new Error(`${verb.verb} was not refused`)
}

export const told = (refusal: Refusal) => refusal.issues.map(({ field, code }) => `${field} ${code}`)

export const answers: Answers = {
  applicantKind: 'institution',
  organisationName: '示例小学',
  contactName: '㛃䶮·古丽',
  contactPhone: '023-00000000',
  town: 'huayan',
  team: [{ name: '𠮷田', organisation: '示例画室', role: '编剧' }],
  title: '水滴的一天',
  mode: 'work_call',
  format: 'video',
  theme: 'S',
  audience: ['youth'],
  discipline: '170',
  abstract: '跟着水滴看水循环。',
  files: [
    { file: 'film-0001', role: 'work' },
    { file: 'bill-0001', role: 'evidence' },
  ],
  originality: '自编自导。',
  references: '《地球科学》',
  budget: [{ item: 'production', amountFen: 1_000_000 }],
  requestedFen: 800_000,
  aiUse: 'none',
  licence: 'cc-by-4.0',
  originalityPledge: true,
  integrityPledge: true,
}

export const programme: ProgrammeRow = {
  ...held('programme', 'active'),
  ...{ title: '计划', titleEn: null, basis: null, leadUnits: null, year: 2026 },
}

export const fund: FundRow = {
  ...held('fund', 'open'),
  ...{ title: '2026', programme: 'programme', year: 2026, allocated: 0, committed: 0, paid: 0 },
}

export const call = (more: Partial<CallRow> = {}): CallRow => ({
  ...held('call', 'open'),
  ...{ title: '征集', titleEn: null, programme: 'programme', fund: 'fund' },
  opensAt: '2026-05-31T16:00:00.000Z',
  closesAt: '2026-06-30T16:00:00.000Z',
  ...defaultParts(),
  ...{ frozenHash: 'f'.repeat(64), createdBy: 'officer', reason: null },
  ...more,
})

export const file = (id: string, more: Partial<FileRow> = {}): FileRow => ({
  ...held(id, 'sealed'),
  ...{
    owner: 'creator',
    area: 'sealed',
    name: '示例小学.mp4',
    mime: 'video/mp4',
    kind: 'mp4',
    bytes: 9,
    sha256: 'a'.repeat(64),
  },
  ...{ facts: { seconds: 120 }, renditions: null },
  ...more,
})

export const files = [
  file('film-0001'),
  file('bill-0001', { mime: 'application/pdf', kind: 'pdf', facts: { pages: 1 } }),
]

export const draft = (more: Partial<DraftRow> = {}): DraftRow => ({
  ...{ id: 'draft', owner: 'creator', call: 'call', answers, files: [], revision: 7, application: null },
  ...more,
})

export const human = (id: string, more: Partial<PersonRow> = {}): PersonRow => ({
  ...held(id, 'active'),
  ...{ name: `名${id}`, roles: ['creator'], organisation: null, reason: null },
  ...more,
})

export const submitFacts = (more: Partial<SubmitFacts> = {}): SubmitFacts => ({
  writing: { draft: draft(), call: call(), files },
  applicant: human('creator'),
  ...{ earlier: [], live: 0, taken: [] },
  ...more,
})

export const application = (more: Partial<ApplicationRow> = {}): ApplicationRow => ({
  ...held('application', 'submitted'),
  ...{ number: 'JLP-2026-0000000-0', title: '水滴的一天', call: 'call', applicant: 'creator', organisation: null },
  ...{ organisationName: '示例小学', draft: 'draft', slot: 'draft:0', mode: 'work_call', format: 'video', theme: 'S' },
  ...{ audience: ['youth'], requestedFen: 800_000, submission: 'submission', version: 1, dossier: 'dossier' },
  ...{ check: null, result: null, submittedAt: now.toISOString(), dueAt: null, reason: null, blindness: null },
  ...more,
})

export const submission: SubmissionRow = {
  ...held('submission', 'recorded'),
  ...{
    application: 'application',
    applicant: 'creator',
    version: 1,
    receipt: 'r',
    hash: 'h',
    answers,
    dossier: 'dossier',
  },
  files: [
    {
      file: 'film-0001',
      question: 'files',
      role: 'work',
      mime: 'video/mp4',
      kind: 'mp4',
      bytes: 9,
      sha256: 'a'.repeat(64),
    },
    {
      file: 'bill-0001',
      question: 'files',
      role: 'evidence',
      mime: 'application/pdf',
      kind: 'pdf',
      bytes: 9,
      sha256: 'b',
    },
  ],
  submittedAt: now.toISOString(),
}

export const dossier = (state: string): DossierRow => ({
  ...held('dossier', state),
  ...{ code: 'DS-2026-0000000-0', call: 'call', title: '水滴的一天', mode: 'work_call', format: 'video', files: [] },
  answers: blindAnswers(defaultParts().form, answers),
})
