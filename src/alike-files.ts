import { ALL_KINDS, KINDS, familyOf } from '../media/kinds'
import type { Kind } from '../media/kinds'
import { compare } from '../media/likeness/compare'
import type { Alike, Likeness } from '../media/likeness/compare'
import type { SubmissionRow } from '../workflows/application/types'
import type { Reader } from '../workflows/engine'
import type { FileRow } from '../workflows/file/types'

/** An original of another application that is the same as one of this, or looks like it. */
export interface AlikeFile {
  /** Of this application. */
  file: string
  other: string
  application: string
  how: Alike['how'] | 'same'
  mirrored: boolean
}

type Known = Pick<FileRow, 'id' | 'owner' | 'sha256' | 'kind' | 'facts'>
type Handed = Pick<SubmissionRow, 'application' | 'files'>

const page = 500
const most = 50

/**
 * Files that were handed in with other applications and are alike to those of this one: a hint for an officer who looks at
 * both, and a reason for nothing. Nobody else may be told, not even that there is one. What was never handed in is its
 * maker's own and is not looked at. Copies of the same bytes first, then by the order of this application's files.
 */
export async function alikeFiles(reader: Reader, { application, files }: Handed): Promise<AlikeFile[]> {
  const ids = files.map(({ file }) => file)
  const own = await reader.find<Known>('files', { id: { in: ids } })
  const found: (Omit<AlikeFile, 'application'> & { owner: string | null })[] = []
  for await (const other of originalsLike(reader, own))
    for (const file of own) {
      const alike = other.id === file.id ? null : alikeness(file, other)
      if (alike) found.push({ file: file.id, other: other.id, owner: other.owner, ...alike })
    }
  const handedIn = await submissionsOf(reader, [...new Set(found.flatMap(({ owner }) => owner ?? []))])
  const named = found.flatMap(({ owner: _, ...one }): AlikeFile[] => {
    const by = handedIn.filter((each) => each.files.some(({ file }) => file === one.other))
    const applications = [...new Set(by.map((each) => each.application))]
    // A page that was handed in again with the same application says nothing.
    return applications.includes(application) ? [] : applications.map((each) => ({ ...one, application: each }))
  })
  const strength = ({ how }: AlikeFile) => ['same', 'near', 'look'].indexOf(how)
  const place = ({ file }: AlikeFile) => ids.indexOf(file)
  return named.sort((a, b) => strength(a) - strength(b) || place(a) - place(b)).slice(0, most)
}

function alikeness(file: Known, other: Known): Pick<AlikeFile, 'how' | 'mirrored'> | null {
  if (file.sha256 === other.sha256) return { how: 'same', mirrored: false }
  const [one, two] = [file, other].map(({ facts }) => facts?.likeness as Likeness | undefined)
  const comparable = one && two && familyOf(file.kind as Kind) === familyOf(other.kind as Kind)
  return comparable ? compare(one, two) : null
}

/** All originals of the families that these files are of, page by page, so that others are answered in between. */
async function* originalsLike(reader: Reader, files: readonly Known[]): AsyncIterable<Known> {
  const families = new Set(files.map(({ kind }) => familyOf(kind as Kind)))
  const mimes = ALL_KINDS.filter((kind) => families.has(familyOf(kind))).map((kind) => KINDS[kind].mime)
  const common = [{ area: { equals: 'sealed' } }, { state: { equals: 'sealed' } }, { mime: { in: mimes } }]
  const select = ['owner', 'sha256', 'kind', 'facts']
  let last = ''
  for (;;) {
    const where = { and: [...common, { id: { greater_than: last } }] }
    const rows = await reader.find<Known>('files', where, { sort: 'id', limit: page, select })
    yield* rows
    last = rows.at(-1)?.id ?? ''
    if (rows.length < page) return
    await new Promise((resolve) => setImmediate(resolve))
  }
}

const submissionsOf = async (reader: Reader, people: readonly string[]): Promise<Handed[]> =>
  people.length === 0
    ? []
    : reader.find<Handed>('submissions', { applicant: { in: [...people] } }, { select: ['application', 'files'] })
