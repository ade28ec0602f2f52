import { z } from 'zod'
import { publicRepresentation } from '../rules/audience'
import type { ChoicesByFile } from '../rules/choices'
import { creditWithMaps, publicMaps } from '../rules/maps'
import { fileRoles } from '../rules/vocabulary'
import type { FileRole } from '../rules/vocabulary'
import type { ReleasedFile, Rendition, Representation } from '../release'
import { lexicalToBlocks } from './body'
import { filesOf, fundingOf } from './manuscript'
import type { ManuscriptFile, ManuscriptRow, OriginalRow, WorkRow } from './types'

/** Version of the shape of a representation, so that an old row can be told from a new one. */
export const representationVersion = 4

const measure = z.number().positive().optional().catch(undefined)

const factsSchema = z.object({
  ...{ width: measure, height: measure, seconds: measure },
  transcript: z.string().min(1).optional().catch(undefined),
})

/** What was made of an original for release; what could not be made is left out. */
export const renditionsOf = ({ renditions }: Pick<OriginalRow, 'renditions'>): Rendition[] =>
  Object.entries(renditions?.release?.entries ?? {}).flatMap(([name, entry]) => {
    if (entry.state !== 'ready') return []
    const { mime, id, bytes, sha256, codec, fps, lufs } = entry
    const coded = {
      ...(codec === undefined ? {} : { codec }),
      ...(fps === undefined ? {} : { fps }),
      ...(lufs === undefined ? {} : { lufs }),
    }
    return [{ name, mime, ...measured(entry), ...coded, id, bytes, sha256 }]
  })

interface Measures {
  width?: number | undefined
  height?: number | undefined
  seconds?: number | undefined
}

const measured = ({ width, height, seconds }: Measures) => ({
  ...(width === undefined ? {} : { width }),
  ...(height === undefined ? {} : { height }),
  ...(seconds === undefined ? {} : { seconds }),
})

/** Manuscripts say 'main' and 'attachment' where the vocabulary names what the file is. */
export function roleOf({ role }: Pick<ManuscriptFile, 'role'>, mime: string): FileRole | null {
  const known = fileRoles.find((each) => each === role)
  if (known) return known
  if (role === 'main') return 'work'
  if (role === 'attachment') return mime.startsWith('image/') ? 'illustration' : 'work'
  return null
}

type GivenFile = Omit<ReleasedFile, 'role'> & { role: FileRole }

function given(
  files: readonly ManuscriptFile[],
  originals: readonly OriginalRow[],
  choices: ChoicesByFile,
): GivenFile[] {
  return files.flatMap(({ file: id, position, ...file }) => {
    const original = originals.find((each) => each.id === id)
    const role = original && roleOf(file, original.mime)
    if (!original || !role) return []
    const { mime, bytes, sha256 } = original
    const { transcript, ...measures } = factsSchema.safeParse(original.facts ?? {}).data ?? {}
    const renditions = renditionsOf(original)
    const { alt, spread } = choices[id] ?? {}
    const aiLabel = original.renditions?.release?.label ?? 'none'
    return [
      {
        id,
        role,
        mime,
        bytes,
        sha256,
        ...measured(measures),
        ...(transcript === undefined ? {} : { transcript }),
        position,
        ...(alt ? { alt } : {}),
        ...(spread ? { spread } : {}),
        aiLabel,
        renditions,
      },
    ]
  })
}

/**
 * The public representation of one version of a work, to be frozen in the release log.
 * @throws Error when the manuscript is not whole: `mustBeWhole` asks first
 */
export function representationOf(
  work: WorkRow,
  manuscript: ManuscriptRow,
  originals: readonly OriginalRow[],
  version: number,
): Representation {
  const files = filesOf(manuscript)
  const funding = fundingOf(manuscript)
  if (!files || !funding) throw new Error(`the manuscript of ${work.id} is not whole`)
  const shown = given(files, originals, work.choices ?? {})
  const blocks = lexicalToBlocks(manuscript.body)
  const { title, abstract, format, theme, audience, references, licence, aiUse } = manuscript
  const creditLine = creditWithMaps(manuscript.creditLine, work.maps)
  const maps = publicMaps(work.maps)
  const known = publicRepresentation({
    ...{ title, abstract, format, theme, audience, creditLine, licence, aiUse, version, funding },
    ...(blocks.length > 0 ? { body: { type: 'doc' as const, blocks } } : {}),
    ...(references ? { references } : {}),
    ...(maps ? { maps } : {}),
    files: shown,
  })
  const byId = new Map(shown.map((file) => [file.id, file]))
  return {
    number: work.number,
    ...known,
    keywords: manuscript.keywords ?? [],
    files: known.files.flatMap((file) => {
      const more = byId.get(file.id)
      if (!more) return []
      const { position, alt, spread, aiLabel, renditions } = more
      return [{ ...file, position, ...(alt ? { alt } : {}), ...(spread ? { spread } : {}), aiLabel, renditions }]
    }),
  }
}
