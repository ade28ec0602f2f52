import type { SubmittedFile } from '../application/types'
import type { HandedInFile } from '../deliverable/types'
import type { Issue } from '../engine'
import type { FileRow } from '../file/types'
import { checkFiles, subtitleTypes } from '../rules/forms'
import type { FileRole, Format } from '../rules/vocabulary'

/**
 * What a delivered file is to the work: what it was when it was submitted; of a new one its type tells subtitles, and
 * every other is the work itself.
 */
export const roleDelivered = (
  submitted: readonly Pick<SubmittedFile, 'file' | 'role'>[],
  { file, mime }: Pick<HandedInFile, 'file' | 'mime'>,
): FileRole => submitted.find((one) => one.file === file)?.role ?? (subtitleTypes.includes(mime) ? 'subtitles' : 'work')

/** Every problem of the delivered files with the rules of the work's format, in the order of the list named. */
export function deliveredIssues(
  format: Format,
  handedIn: readonly HandedInFile[],
  submitted: readonly SubmittedFile[],
  rows: readonly FileRow[],
): Issue[] {
  const facts = handedIn.map((one) => {
    const { seconds, pages } = rows.find(({ id }) => id === one.file)?.facts ?? {}
    const { file: id, mime, bytes } = one
    const role = roleDelivered(submitted, one)
    return {
      id,
      role,
      mime,
      bytes,
      ...(seconds === undefined ? {} : { seconds }),
      ...(pages === undefined ? {} : { pages }),
    }
  })
  return checkFiles(format, 'work_call', facts).map(({ id, code, params }) => ({
    field: id === null ? 'files' : `files.${String(handedIn.findIndex(({ file }) => file === id))}`,
    code,
    params,
  }))
}
