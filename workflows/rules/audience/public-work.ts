import { richTextPlain } from '../forms'
import type { FileRole } from '../vocabulary'
import type { PublicMaps } from '../maps'
import type { Funding, PublicFile, PublicWork, PublicWorkInput } from './types'

type GivenFile = PublicWorkInput['files'][number]

const isPublic = (role: FileRole): role is PublicFile['role'] => role !== 'evidence'

const publicFile = (file: GivenFile): PublicFile[] => {
  const { id, role, mime, bytes, sha256, width, height, seconds, transcript } = file
  if (!isPublic(role)) return []
  return [
    {
      id,
      role,
      mime,
      bytes,
      sha256,
      ...(width === undefined ? {} : { width }),
      ...(height === undefined ? {} : { height }),
      ...(seconds === undefined ? {} : { seconds }),
      ...(role !== 'subtitles' || transcript === undefined ? {} : { transcript }),
    },
  ]
}

const publicFunding = (funding: Funding): Funding =>
  funding.funded
    ? { funded: true, programme: funding.programme, call: funding.call, awardNumber: funding.awardNumber }
    : { funded: false }

const toldOfMaps = ({ numbers, exemption }: PublicMaps): PublicMaps => ({
  ...(numbers ? { numbers: [...numbers] } : {}),
  ...(exemption ? { exemption } : {}),
})

/**
 * What media editors and residents may see of a released work, built from nothing: a field that is not named here stays
 * inside, whatever else the input carries. Absent values leave no key, so that equal works have equal text.
 */
export const publicRepresentation = (input: PublicWorkInput): PublicWork => ({
  title: input.title,
  abstract: input.abstract,
  format: input.format,
  theme: input.theme,
  audience: [...input.audience],
  ...(input.body
    ? { body: { type: 'doc' as const, blocks: input.body.blocks.map(({ type, text }) => ({ type, text })) } }
    : {}),
  ...(input.references ? { references: input.references } : {}),
  creditLine: input.creditLine,
  licence: { code: input.licence, textKey: `licence.${input.licence}` as const },
  aiUse: input.aiUse,
  ...(input.maps ? { maps: toldOfMaps(input.maps) } : {}),
  version: input.version,
  files: input.files.flatMap(publicFile),
  funding: publicFunding(input.funding),
})

/** One form for stored text and for queries: compatibility forms joined, small letters, single spaces. */
export const searchable = (text: string): string =>
  text.normalize('NFKC').toLowerCase().normalize('NFKC').replace(/\s+/g, ' ').trim()

const said = ({ files }: PublicWork): string[] =>
  files.flatMap(({ transcript }) => (transcript === undefined ? [] : [transcript]))

/** The texts in which a work is found: its title, and everything else that is read. */
export const searchText = (work: PublicWork): { title: string; body: string } => ({
  title: searchable(work.title),
  body: searchable([work.abstract, ...(work.body ? [richTextPlain(work.body)] : []), ...said(work)].join('\n')),
})
