import { z } from 'zod'
import { command, refuse } from '../engine'
import type { Issue } from '../engine'
import { choiceIssues, choicesSchema, pictureSeconds, tidied } from '../rules/choices'
import type { ChoicesByFile } from '../rules/choices'
import { editors, makerProposes } from './editors'
import { preparingFacts } from './facts'
import type { PreparingFacts } from './facts'
import { filesOf } from './manuscript'
import { roleOf } from './representation'
import { settled } from './settled'
import type { WorkRow } from './types'

const schema = z.strictObject({ file: z.string().min(1).max(64), choices: choicesSchema.default({}) })
type Input = z.infer<typeof schema>

/**
 * What is chosen about one file of a work: its maker proposes, an editor confirms or changes it until the release. It
 * says how files are cut that were reviewed already.
 */
export const choose = command<WorkRow, PreparingFacts, Input>({
  subject: 'work',
  verb: 'choose',
  from: ['sci_review', 'review1', 'review2', 'review3', 'cleared', 'released'],
  to: ['sci_review', 'review1', 'review2', 'review3', 'cleared', 'released'],
  roles: ['owner', ...editors],
  input: schema,
  who: makerProposes,
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
    const changes = settled(subject, facts, { choices: next })
    if (!changes) throw refuse('choices_same')
    return changes
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
