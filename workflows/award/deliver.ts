import { z } from 'zod'
import { canonical, command, isOwner, refuse, sha256 } from '../engine'
import type { Issue } from '../engine'
import type { HandedInFile } from '../deliverable/types'
import { asJson } from './as-json'
import { deliverFacts } from './facts'
import type { DeliverFacts } from './facts'
import { deliveredIssues } from './file-rules'
import type { AwardRow } from './types'
import { words } from './words'

const input = z.strictObject({
  files: z.array(z.string().min(1)).max(100).default([]),
  note: words(0, 1000).default(''),
})

/**
 * The owner hands in what the award was made for: files of the work's format by id and hash, bound to the submission that
 * was reviewed. The note is left out of the hash, so that it can be erased.
 */
export const deliver = command<AwardRow, DeliverFacts, z.infer<typeof input>>({
  subject: 'award',
  verb: 'deliver',
  from: ['signed'],
  to: ['delivered'],
  roles: ['owner'],
  tone: 'primary',
  input,
  who: isOwner('owner'),
  facts: (reader, award, given) => deliverFacts(reader, award, given?.files ?? []),
  decide({ subject, facts, input: { files, note }, fresh }) {
    const { application, submission, earlier } = facts
    if (!application || !submission) throw refuse('not_found', { status: 404 })
    const handedIn = mustBeOwn(files, facts, subject.owner)
    const issues = deliveredIssues(application.format, handedIn, submission.files, facts.files)
    if (issues.length > 0) throw refuse('files_wrong', { status: 422, issues })
    const id = fresh()
    const version = earlier + 1
    const hash = sha256(canonical({ award: subject.id, version, submission: submission.hash, files: handedIn }))
    return {
      patch: { state: 'delivered', deliverable: id },
      births: [
        {
          collection: 'deliverables',
          id,
          state: 'handed_in',
          set: { award: subject.id, owner: subject.owner, version, files: asJson(handedIn), hash, note },
        },
      ],
      answer: { deliverable: id, version, hash },
    }
  },
})

/** @throws Refusal 422 with an issue for each file that is not the owner's, or was named twice */
function mustBeOwn(named: readonly string[], { files }: DeliverFacts, owner: string): HandedInFile[] {
  const byId = new Map(files.map((file) => [file.id, file]))
  const issues: Issue[] = []
  const found = named.flatMap((id, index): HandedInFile[] => {
    const file = byId.get(id)
    const field = `files.${String(index)}`
    if (named.indexOf(id) !== index) issues.push({ field, code: 'given_twice' })
    // Another person's file is answered as if there were none.
    if (file?.owner !== owner || file.area !== 'sealed' || file.state !== 'sealed') {
      issues.push({ field, code: 'file_not_found' })
      return []
    }
    return [{ file: id, sha256: file.sha256, mime: file.mime, bytes: file.bytes }]
  })
  if (issues.length > 0) throw refuse('files_wrong', { status: 422, issues })
  return found
}
