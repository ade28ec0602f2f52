import type { z } from 'zod'
import { workingCalendarSchema } from '../../workflows/rules/calendar/types'
import { formVersionSchema } from '../../workflows/rules/forms/types'
import type { FormVersion } from '../../workflows/rules/forms/types'

/** What is known of a text that is to become data. */
export type JsonReport =
  | { at: 'empty' }
  | { at: 'broken'; line: number; column: number }
  | { at: 'unsound'; value: unknown; issues: { path: string[]; code: string }[] }
  | { at: 'sound'; value: unknown }

const schemas: Readonly<Record<string, z.ZodType>> = { form: formVersionSchema, calendar: workingCalendarSchema }

/** Reads a text as the part of a call that it is to be, by the schema that opening the call will ask. */
export function reportOn(name: string, text: string): JsonReport {
  if (text.trim() === '') return { at: 'empty' }
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (error) {
    return { at: 'broken', ...placeOf(error, text) }
  }
  const result = schemas[name]?.safeParse(value)
  if (!result || result.success) return { at: 'sound', value }
  const issues = result.error.issues.map((issue) => ({
    path: issue.path.map(String),
    code: issue.code === 'custom' ? issue.message : issue.code,
  }))
  return { at: 'unsound', value, issues }
}

/** Engines say where reading stopped in words of their own; the end of the text when they do not. */
function placeOf(error: unknown, text: string): { line: number; column: number } {
  const said = error instanceof Error ? error.message : ''
  const told = /line (\d+) column (\d+)/.exec(said)
  if (told) return { line: Number(told[1]), column: Number(told[2]) }
  const position = /position (\d+)/.exec(said)
  const before = text.slice(0, position ? Number(position[1]) : text.length).split('\n')
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 }
}

/** Where in a call's form or calendar a problem stands, as people count: from one, and by the question's label. */
export function placeName(path: readonly string[], value: unknown, question: string, language: 'zh' | 'en'): string {
  const [first, index, ...rest] = path
  if (first !== 'questions' || index === undefined) return path.join(' › ') || '—'
  const { questions } = value as Partial<FormVersion>
  const asked = questions?.[Number(index)] as Partial<FormVersion['questions'][number]> | undefined
  const label = asked?.label?.[language] ?? asked?.key ?? '?'
  const named = question.replace('{n}', String(Number(index) + 1)).replace('{label}', label)
  return [named, ...rest].join(' › ')
}
