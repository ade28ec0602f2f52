import { z } from 'zod'
import { command, hasRole, isOwner, refuse } from '../engine'
import type { Issue, Verdict } from '../engine'
import { asJson } from '../release'
import { choiceIssues, choicesSchema, pictureSeconds, tidied } from '../rules/choices'
import type { ChoicesByFile } from '../rules/choices'
import { preparingFacts } from './facts'
import type { PreparingFacts } from './facts'
import { contentHash, filesOf } from './manuscript'
import { roleOf } from './representation'
import { filesToPrepare } from './stamp'
import type { WorkRow } from './types'

const schema = z.strictObject({ file: z.string().min(1).max(64), choices: choicesSchema.default({}) })
type Input = z.infer<typeof schema>

const editors = ['editor1', 'editor2', 'editor3'] as const

/** Until the files of the release are made, in the second level of review, its maker may propose. */
const proposing: readonly string[] = ['sci_review', 'review1']

export const isMakersTurn = ({ state }: Pick<WorkRow, 'state'>): boolean => proposing.includes(state)

const makerProposes = (work: WorkRow): Verdict =>
  isMakersTurn(work) ? null : refuse('choices_with_editors', { status: 403 })

/**
 * What is chosen about one file of a work: its maker proposes, an editor confirms or changes it until the release. It
 * says how files are cut that were reviewed already, so a round of review goes on. What depends on it is made anew; what
 * is released stays as it is until a correction publishes the new choice, for which it takes two (docs/decisions/0009).
 */
export const choose = command<WorkRow, PreparingFacts, Input>({
  subject: 'work',
  verb: 'choose',
  from: ['sci_review', 'review1', 'review2', 'review3', 'cleared', 'released'],
  to: ['sci_review', 'review1', 'review2', 'review3', 'cleared', 'released'],
  roles: ['owner', ...editors],
  input: schema,
  who: (ask) =>
    isOwner<WorkRow, 'owner'>('owner')(ask) === null ? makerProposes(ask.subject) : hasRole(...editors)(ask),
  facts: preparingFacts,
  quiet: true,
  decide: ({ subject, facts, input: { file, choices } }) => {
    const { manuscript } = facts
    if (!manuscript) throw refuse('manuscript_missing')
    const issues = issuesOf(facts, file, choices)
    if (issues.length > 0) throw refuse('invalid_input', { status: 422, issues })
    const { [file]: _before, ...others } = subject.choices ?? {}
    const chosen = tidied(choices)
    const next: ChoicesByFile = chosen ? { ...others, [file]: chosen } : others
    const hash = contentHash(manuscript, next)
    if (hash === facts.hash) throw refuse('choices_same')
    // The words are those that this round has read.
    const goesOn = subject.state !== 'released' && subject.pinned === facts.hash
    const made = !isMakersTurn(subject) && subject.state !== 'released'
    return {
      patch: { state: subject.state, choices: asJson(next), ...(goesOn ? { pinned: hash } : {}) },
      outbox: made ? filesToPrepare({ ...subject, choices: next }, facts) : [],
    }
  },
})

/** @throws Refusal 404 `file_not_found` for a file that the work does not show */
function issuesOf({ manuscript, originals }: PreparingFacts, file: string, choices: Input['choices']): Issue[] {
  const named = ((manuscript && filesOf(manuscript)) ?? []).find((one) => one.file === file)
  const original = originals.find(({ id }) => id === file)
  const role = named && original && roleOf(named, original.mime)
  if (!role) throw refuse('file_not_found', { status: 404 })
  const known = { mime: original.mime, role, seconds: pictureSeconds(original.facts) }
  return choiceIssues(choices, known).map(({ field, ...issue }) => ({ field: `choices.${field}`, ...issue }))
}
