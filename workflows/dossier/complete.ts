import { z } from 'zod'
import { command, onlySystem } from '../engine'
import { blindFileSchema, withFiles } from './blind-files'
import type { BlindFile } from './blind-files'
import { loadOrigin } from './facts'
import type { Origin } from './facts'
import type { DossierRow } from './types'

/** The blind copy is whole: reviewers may get it. */
export const complete = command<DossierRow, Origin, { files: BlindFile[] }>({
  subject: 'dossier',
  verb: 'complete',
  from: ['preparing'],
  to: ['ready'],
  roles: ['system'],
  input: z.strictObject({ files: z.array(blindFileSchema).max(200) }),
  quiet: true,
  facts: (reader, subject) => loadOrigin(reader, subject.id),
  who: onlySystem,
  decide: ({ subject, facts, input }) => withFiles(subject, facts, input.files),
})
