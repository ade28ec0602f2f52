import { Hono } from 'hono'
import { readMultipart } from '../../media'
import type { Kind, ReceivedFile } from '../../media'
import { hasRole, refuse, runCommand } from '../../workflows/engine'
import type { Issue } from '../../workflows/engine'
import type { SubmissionRow, SubmittedFile } from '../../workflows/application/types'
import { filesForReviewers } from '../../workflows/dossier/blind-files'
import type { BlindFile } from '../../workflows/dossier/blind-files'
import { formatRules } from '../../workflows/rules/vocabulary'
import type { House } from '../faces'
import { refusing, withSession } from '../web'
import type { Web, WebContext } from '../web'
import { makeBlindCopy } from './make'

/**
 * An officer releases a blocked blind copy: as it is, or with files that were set right by hand. Metadata goes from
 * either; the officer answers for what can be seen and read. Takes a form with `reason`, and `copy-n` for the files
 * that are replaced, n being their place in the dossier.
 */
export function blindCopies(house: House): Hono<Web> {
  const app = new Hono<Web>()
  app.onError(refusing(house))
  app.use(withSession(house, { uploads: true }))
  app.post('/:dossier/release', (c) => release(house, c))
  return app
}

async function release(house: House, c: WebContext): Promise<Response> {
  const { actor } = c.var.session
  const refused = hasRole('officer')({ actor, subject: null, facts: null })
  if (refused) throw refused
  const id = c.req.param('dossier') ?? ''
  const key = c.req.header('idempotency-key')
  if (!key) throw refuse('key_malformed', { status: 422 })
  const { store } = house.engine
  const before = await store.findCommand(actor.id, key)
  if (before) return c.json(before.answer)
  const [submission] = await store.reader.find<SubmissionRow>('submissions', { dossier: { equals: id } }, { limit: 1 })
  if (!submission) throw refuse('not_found', { status: 404 })
  const form = await readMultipart(c.env.incoming, c.req.header('content-type'), {
    tempDir: house.storage.tempDir,
    maxFileBytes: Math.max(...Object.values(formatRules).map(({ maxBytes }) => maxBytes)),
  })
  try {
    const files = await copiesOf(house, filesForReviewers(submission.files), form.files)
    const input = { files, reason: form.fields.get('reason')?.[0] ?? '' }
    return c.json(await runCommand(house.engine, { actor, subject: 'dossier', verb: 'release_anyway', id, key, input }))
  } finally {
    await form.discard()
  }
}

/** @throws Refusal 422 `copies_needed` that names every file of which no copy can be made */
async function copiesOf(
  house: House,
  wanted: readonly SubmittedFile[],
  replaced: readonly ReceivedFile[],
): Promise<BlindFile[]> {
  const copies: BlindFile[] = []
  const issues: Issue[] = []
  for (const [n, { file, kind }] of wanted.entries()) {
    const instead = replaced.find(({ field }) => field === `copy-${String(n)}`)
    const made = instead
      ? await makeBlindCopy(house, instead.path, (await house.examiner.examine(instead.path, instead)).kind)
      : await house.storage.local(async (pathOf) => makeBlindCopy(house, await pathOf('sealed', file), kind as Kind))
    if ('code' in made) issues.push({ field: `copy-${String(n)}`, code: made.code })
    else copies.push({ ...made, n })
  }
  if (issues.length > 0) throw refuse('copies_needed', { status: 422, params: { count: issues.length }, issues })
  return copies
}
