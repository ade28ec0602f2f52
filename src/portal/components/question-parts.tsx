import type { ReactNode } from 'react'
import type { Question } from '../../../workflows/rules/forms'
import type { Flash } from '../../flash'
import { issueText } from '../say'
import { view } from '../view'

export interface AskedQuestion {
  question: Question
  /** The fields as saved, or as typed when they were refused. */
  given: Record<string, string[]>
  issues: NonNullable<Flash['issues']>
  /** Whether it is needed by what is answered so far. */
  needed: boolean
}

/** Everything wrong with one question, rows included, in one line beside it. */
export async function Wrong({
  question,
  issues,
  id,
}: {
  question: Question
  issues: AskedQuestion['issues']
  id: string
}) {
  const { lang } = await view()
  const own = issues.filter(({ field }) => field.split('.')[0] === question.key)
  if (own.length === 0) return null
  return (
    <p id={`${id}-error`} className="error">
      {own.map(({ code, params }) => issueText(lang, code, params)).join(lang === 'zh' ? '；' : '; ')}
    </p>
  )
}

export const isWrong = ({ question, issues }: Pick<AskedQuestion, 'question' | 'issues'>): boolean =>
  issues.some(({ field }) => field.split('.')[0] === question.key)

export async function Help({ question, id, children }: { question: Question; id: string; children?: ReactNode }) {
  const { lang } = await view()
  const text = question.help?.[lang]
  if (!text && !children) return null
  return (
    <p id={`${id}-help`} className="help">
      {text} {children}
    </p>
  )
}
