import { inOrderDelivered, roleDelivered } from '../../workflows/award/file-rules'
import type { RichText } from '../../workflows/rules/forms'
import type { FileRole } from '../../workflows/rules/vocabulary'
import { blocksToLexical } from '../../workflows/work/body'
import type { House } from '../faces'
import type { Effect } from '../worker'

interface Asked {
  manuscript: string
  application: string
  deliverable: string
}
interface Application {
  title: string
  submission: string
  call: string
  applicant: string
  organisationName: string | null
}
interface Submission {
  answers: Record<string, unknown>
  files: { file: string; role: FileRole }[]
}
interface Deliverable {
  award: string
  files: { file: string; mime: string }[]
}

/**
 * Starts the manuscript of an accepted work from what was submitted and handed in. Its id was drawn by the command, so
 * a second run finds it there and leaves the editors' words alone.
 */
export const manuscriptEffect =
  ({ payload, engine }: House): Effect =>
  async ({ payload: asked }) => {
    const { manuscript, application, deliverable } = asked as unknown as Asked
    const { reader } = engine.store
    const [known] = await reader.find('manuscripts', { id: { equals: manuscript } }, { limit: 1 })
    if (known) return
    const of = await must<Application>(reader.get('applications', application))
    const { answers, files } = await must<Submission>(reader.get('submissions', of.submission))
    const handedIn = await must<Deliverable>(reader.get('deliverables', deliverable))
    const award = await must<{ number: string }>(reader.get('awards', handedIn.award))
    const call = await must<{ title: string; programme: string }>(reader.get('calls', of.call))
    const programme = await must<{ title: string }>(reader.get('programmes', call.programme))
    const [owner] = await reader.find<{ name?: string }>('users', { id: { equals: of.applicant } }, { limit: 1 })
    const names = await reader.find<{ id: string; name: string | null }>('files', {
      id: { in: handedIn.files.map(({ file }) => file) },
    })
    const nameOf = ({ file }: { file: string }) => names.find(({ id }) => id === file)?.name ?? ''
    const ordered = inOrderDelivered(files, handedIn.files, nameOf)
    await payload.create({
      collection: 'manuscripts',
      overrideAccess: true,
      depth: 0,
      data: {
        id: manuscript,
        title: of.title,
        abstract: text(answers.abstract),
        body: blocksToLexical((answers.body as RichText | undefined)?.blocks ?? []),
        audience: answers.audience,
        theme: answers.theme,
        format: answers.format,
        creditLine: of.organisationName ?? owner?.name ?? of.title,
        licence: answers.licence,
        aiUse: answers.aiUse,
        references: text(answers.references),
        files: ordered.map((one, position) => ({ file: one.file, position, role: roleDelivered(files, one) })),
        funding: { funded: true, programme: programme.title, call: call.title, awardNumber: award.number },
      } as never,
    })
  }

const text = (value: unknown) => (typeof value === 'string' ? value : '')

async function must<T>(reading: Promise<T | null>): Promise<T> {
  const found = await reading
  if (!found) throw new Error('something that the manuscript is made of is not there')
  return found
}
