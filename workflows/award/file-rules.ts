import type { SubmittedFile } from '../application/types'
import type { HandedInFile } from '../deliverable/types'
import type { Issue } from '../engine'
import type { FileRow } from '../file/types'
import type { ChoicesByFile } from '../rules/choices'
import { checkFiles, limitedFacts, picturesInOrder, subtitleTypes } from '../rules/forms'
import type { FileRole, Format } from '../rules/vocabulary'

/**
 * What a delivered file is to the work: what it was when it was submitted; of a new one its type tells subtitles, and
 * every other is the work itself.
 */
export const roleDelivered = (
  submitted: readonly Pick<SubmittedFile, 'file' | 'role'>[],
  { file, mime }: Pick<HandedInFile, 'file' | 'mime'>,
): FileRole => submitted.find((one) => one.file === file)?.role ?? (subtitleTypes.includes(mime) ? 'subtitles' : 'work')

/** What their maker chose when they were submitted, about those that are delivered. */
export const choicesOfDelivered = (
  submitted: readonly Pick<SubmittedFile, 'file' | 'choices'>[],
  delivered: readonly Pick<HandedInFile, 'file'>[],
): ChoicesByFile =>
  Object.fromEntries(
    submitted.flatMap(({ file, choices }) =>
      choices && delivered.some((one) => one.file === file) ? [[file, choices] as const] : [],
    ),
  )

/** As they were submitted where all pictures among them were, else with the pictures in the order of their names. */
export function inOrderDelivered<T extends Pick<HandedInFile, 'file' | 'mime'>>(
  submitted: readonly Pick<SubmittedFile, 'file'>[],
  delivered: readonly T[],
  nameOf: (file: T) => string,
): T[] {
  const place = ({ file }: T) => submitted.findIndex((one) => one.file === file)
  const isNew = (file: T) => place(file) < 0
  if (delivered.some((file) => isNew(file) && file.mime.startsWith('image/'))) return picturesInOrder(delivered, nameOf)
  return [...delivered.filter((file) => !isNew(file)).sort((a, b) => place(a) - place(b)), ...delivered.filter(isNew)]
}

/** Every problem of the delivered files with the rules of the work's format, in the order of the list named. */
export function deliveredIssues(
  format: Format,
  handedIn: readonly HandedInFile[],
  submitted: readonly SubmittedFile[],
  rows: readonly FileRow[],
): Issue[] {
  const facts = handedIn.map((one) => {
    const { file: id, mime, bytes } = one
    const role = roleDelivered(submitted, one)
    return { id, role, mime, bytes, ...limitedFacts(rows.find((row) => row.id === one.file)?.facts ?? null) }
  })
  return checkFiles(format, 'work_call', facts).map(({ id, code, params }) => ({
    field: id === null ? 'files' : `files.${String(handedIn.findIndex(({ file }) => file === id))}`,
    code,
    params,
  }))
}
