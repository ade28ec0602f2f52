import { z } from 'zod'
import { line } from '../forms/line'

const number = z.number({ error: 'wrong_type' })
const share = number.refine((value) => value >= 0 && value <= 1, { error: 'not_a_share' })
const second = number.refine((value) => value >= 0, { error: 'outside_the_film' })

/**
 * What a creator, and later an editor, chooses about one file of a work. Whatever is left out is as proposed: a poster
 * from the first second, cuts from a tenth of the film on, the whole picture on its own blur, pages one by one.
 */
export const choicesSchema = z.strictObject({
  /** Stands in the file's place for whoever does not see it. */
  alt: line(300).optional(),
  /** What must stay in sight where the picture is cropped: shares of its width and height, from the left and the top. */
  focal: z.strictObject({ x: share, y: share }).optional(),
  /** Of a film, in seconds: the moment of its poster, and where the cuts of 15 and of 30 seconds begin. */
  poster: second.optional(),
  cut15: second.optional(),
  cut30: second.optional(),
  /** A comic's page that is as wide as two. */
  spread: z.boolean({ error: 'wrong_type' }).optional(),
})
export type FileChoices = z.infer<typeof choicesSchema>
export type ChoiceName = keyof FileChoices

/** Choices of several files, by the files' ids. */
export type ChoicesByFile = Readonly<Record<string, FileChoices>>

/** What is known of the file that is chosen about. */
export interface ChosenFile {
  mime: string
  role: string
  /** How long its picture lasts, in seconds. */
  seconds?: number | undefined
}

const cutLengths = { cut15: 15, cut30: 30 } as const

/** What there is to choose about a file: of a film that is too short for a cut, no cut. */
export function choosable({ mime, role, seconds }: ChosenFile): ChoiceName[] {
  if (role === 'evidence') return []
  if (mime.startsWith('image/')) return ['alt', 'focal', ...(role === 'page' ? (['spread'] as const) : [])]
  if (!mime.startsWith('video/')) return []
  const cuts = (['cut15', 'cut30'] as const).filter((name) => (seconds ?? 0) > cutLengths[name])
  return ['alt', 'focal', ...(seconds === undefined ? [] : (['poster', ...cuts] as const))]
}

/** Until when, in seconds, what is chosen may begin. */
export const latest = (name: 'poster' | 'cut15' | 'cut30', seconds: number): number =>
  name === 'poster' ? seconds : seconds - cutLengths[name]

export interface ChoiceIssue {
  field: ChoiceName
  code: 'not_for_this_file' | 'outside_the_film'
  params: Record<string, number>
}

/** What is chosen and cannot be had of this file. */
export function choiceIssues(choices: FileChoices, file: ChosenFile): ChoiceIssue[] {
  const offered = choosable(file)
  const given = Object.keys(tidied(choices) ?? {}) as ChoiceName[]
  const beyond = given.filter((name) => !offered.includes(name))
  const late = (['poster', 'cut15', 'cut30'] as const).flatMap((name): ChoiceIssue[] => {
    const [at, max] = [choices[name], latest(name, file.seconds ?? 0)]
    if (at === undefined || beyond.includes(name) || at <= max) return []
    return [{ field: name, code: 'outside_the_film', params: { max: Math.floor(max * 10) / 10 } }]
  })
  return [...beyond.map((field): ChoiceIssue => ({ field, code: 'not_for_this_file', params: {} })), ...late]
}

const saysNothing: readonly unknown[] = [undefined, '', false]

/** Without what says nothing, so that nothing chosen is told by nothing. */
export function tidied(choices: FileChoices): FileChoices | undefined {
  const kept = Object.entries(choices).filter(([, value]) => !saysNothing.includes(value))
  return kept.length === 0 ? undefined : Object.fromEntries(kept)
}

/** How long a film's picture lasts, by what was probed. */
export const pictureSeconds = (facts: { seconds?: unknown; pictureSeconds?: unknown } | null): number | undefined => {
  const { seconds, pictureSeconds: own = seconds } = facts ?? {}
  return typeof own === 'number' ? own : undefined
}
