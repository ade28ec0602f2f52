import { z } from 'zod'
import { canonical, refuse, sha256 } from '../engine'
import type { Refusal } from '../engine'
import type { Funding } from '../rules/audience'
import { lexicalToBlocks } from './body'
import type { ManuscriptFile, ManuscriptRow, WorkRow } from './types'

const fileSchema = z.object({
  file: z.string().min(1),
  role: z.string().min(1),
  position: z.number().optional(),
})

const fundingSchema: z.ZodType<Funding> = z.discriminatedUnion('funded', [
  z.object({ funded: z.literal(true), programme: z.string(), call: z.string(), awardNumber: z.string() }),
  z.object({ funded: z.literal(false) }),
])

/** The manuscript's files in their order; `null` when the list cannot be read. */
export function filesOf({ files }: Pick<ManuscriptRow, 'files'>): ManuscriptFile[] | null {
  const read = z.array(fileSchema).safeParse(files)
  if (!read.success) return null
  return read.data
    .map(({ file, role, position }, index) => ({ file, role, position: position ?? index + 1 }))
    .sort((a, b) => a.position - b.position)
}

/** What paid for the work; `null` when it is not on record: then nobody may call it funded or not. */
export function fundingOf({ funding }: ManuscriptRow): Funding | null {
  const read = fundingSchema.safeParse(funding)
  return read.success ? read.data : null
}

/**
 * Hash of everything that a release would show: what was reviewed and what is released have the same one. Of the text
 * it takes the words, because the editor may store the same words in more than one way.
 */
export const contentHash = (
  manuscript: ManuscriptRow,
  { choices = null, maps = null }: Partial<Pick<WorkRow, 'choices' | 'maps'>> = {},
): string =>
  sha256(
    canonical({
      ...(choices === null ? {} : { choices }),
      ...(maps === null ? {} : { maps }),
      title: manuscript.title,
      abstract: manuscript.abstract,
      body: lexicalToBlocks(manuscript.body),
      keywords: manuscript.keywords ?? [],
      audience: manuscript.audience,
      theme: manuscript.theme,
      format: manuscript.format,
      creditLine: manuscript.creditLine,
      licence: manuscript.licence,
      aiUse: manuscript.aiUse,
      references: manuscript.references || null,
      files: manuscript.files ?? [],
      funding: manuscript.funding ?? null,
    }),
  )

const needed = ['title', 'abstract', 'theme', 'format', 'creditLine', 'licence', 'aiUse'] as const

/** Whether there is everything to review and to release; else why not. */
export function mustBeWhole(manuscript: ManuscriptRow | null): Refusal | null {
  if (!manuscript) return refuse('manuscript_missing')
  const lacking: string = needed.find((field) => !manuscript[field]) ?? lackingElse(manuscript) ?? ''
  return lacking === '' ? null : refuse('manuscript_incomplete', { params: { field: lacking } })
}

function lackingElse(manuscript: ManuscriptRow): string | undefined {
  if (manuscript.audience.length === 0) return 'audience'
  const files = filesOf(manuscript)
  if (files === null || (files.length === 0 && manuscript.format !== 'article')) return 'files'
  return fundingOf(manuscript) === null ? 'funding' : undefined
}
