import { Hono } from 'hono'
import { z } from 'zod'
import { v7 as uuidv7 } from 'uuid'
import { readMultipart } from '../../media'
import type { ReceivedFile } from '../../media'
import { isKey, refuse } from '../../workflows/engine'
import type { Issue, Json } from '../../workflows/engine'
import { lookForItsName } from '../../workflows/file/erase-unnamed'
import type { FileRow } from '../../workflows/file/types'
import { choiceIssues, choicesSchema, pictureSeconds, tidied } from '../../workflows/rules/choices'
import type { FileChoices } from '../../workflows/rules/choices'
import type { Answers, FileAnswer, FormVersion } from '../../workflows/rules/forms'
import { fileRoles } from '../../workflows/rules/vocabulary'
import type { FileRole } from '../../workflows/rules/vocabulary'
import { commandForm } from '../command-api/form'
import type { House } from '../faces'
import { seal } from '../files/intake'
import type { SealedFile } from '../files/intake'
import { enqueue } from '../outbox'
import { reserve } from '../uploads/allowance'
import { finish } from '../uploads/finish'
import { limitsFor } from '../uploads/limits'
import {
  backOf,
  formEntries,
  isForm,
  jsonBody,
  limited,
  localPath,
  mayPass,
  personOf,
  readOut,
  refusedForm,
  refusing,
  toPage,
  withSession,
  withoutFiles,
} from '../web'
import type { Web, WebContext } from '../web'
import { mergedAnswers } from './answers'
import { added, moved, withChoices } from './files'

interface Draft {
  id: string
  owner: string
  call: string
  answers: Answers
  files: SealedFile[]
  revision: number
}
interface Call {
  id: string
  state: string
  form: FormVersion
}

/** What a creator is still writing: saved without a command, guarded by its revision, never lost. */
export function drafts(house: House): Hono<Web> {
  const app = new Hono<Web>()
  app.onError(refusing(house))
  app.use(withSession(house, { uploads: true }))
  app.post('/', limited, async (c) => {
    const owner = personOf(c)
    const entries = new Map(await entriesOf(c))
    const call = await callOf(house, entries.get('call') ?? '')
    const id = uuidv7()
    await house.payload.create({
      collection: 'application-drafts',
      data: { id, owner, call: call.id, answers: {}, files: [], revision: 1 },
      overrideAccess: true,
      depth: 0,
    })
    return isForm(c) ? toPage(house, `/my/drafts/${id}`) : c.json({ id, revision: 1 }, 201)
  })
  app.post('/:id', limited, async (c) => {
    const draft = await ownDraft(house, c)
    const entries = await entriesOf(c)
    const about = new Map(entries)
    const { form } = await callOf(house, draft.call)
    const { answers, issues } = mergedAnswers(form, draft.answers, about.get('_group'), entries)
    const revision = await save(house, draft, { answers: answers as Json }, about.get('_revision'))
    if (revision === null) return conflict(house, c, draft.id)
    if (!isForm(c)) return c.json({ revision, issues, savedAt: house.engine.clock.now().toISOString() })
    if (issues.length > 0)
      return refusedForm(house, c, refuse('invalid_input', { status: 422, issues }), about.get('_back'))
    return toPage(house, localPath(about.get('_next'), `/my/drafts/${draft.id}`), { done: 'draft.saved' })
  })
  app.post('/:id/files', async (c) => {
    const draft = await ownDraft(house, c)
    const { sealed, next } = await received(house, c, draft.owner, draft)
    if (!isForm(c)) return c.json({ files: sealed })
    return toPage(house, localPath(next, `/my/drafts/${draft.id}/content`), { done: 'file.sealed' })
  })
  app.post('/:id/files/:file/choices', limited, async (c) => {
    const draft = await ownDraft(house, c)
    const { choices, next, back } = await chosen(c)
    const file = answerOf(draft, c)
    const issues = await issuesOf(house, file, choices)
    if (issues.length > 0) {
      const refusal = refuse('invalid_input', { status: 422, issues })
      if (isForm(c)) return refusedForm(house, c, refusal, back)
      throw refusal
    }
    const revision = await changed(house, draft.id, ({ files, answers }) => ({
      files,
      answers: { ...answers, files: withChoices(fileAnswers({ answers }), file.file, tidied(choices)) },
    }))
    return isForm(c)
      ? toPage(house, localPath(next, `/my/drafts/${draft.id}/content`), { done: 'draft.saved' })
      : c.json({ revision })
  })
  app.post('/:id/files/:file/move', limited, async (c) => {
    const draft = await ownDraft(house, c)
    const about = new Map(await entriesOf(c))
    const { file } = answerOf(draft, c)
    const to = Number(about.get('to') ?? NaN)
    if (!Number.isSafeInteger(to) || to < 0) throw refuse('invalid_body', { status: 400 })
    const revision = await changed(house, draft.id, ({ files, answers }) => ({
      files,
      answers: { ...answers, files: moved(fileAnswers({ answers }), file, to) },
    }))
    return isForm(c) ? toPage(house, backOf(c, about.get('_back')), { done: 'draft.saved' }) : c.json({ revision })
  })
  app.post('/:id/files/:file/remove', limited, async (c) => {
    const draft = await ownDraft(house, c)
    const file = c.req.param('file')
    const about = new Map(await entriesOf(c))
    const revision = await changed(house, draft.id, (now) => ({
      files: now.files.filter(({ id }) => id !== file),
      answers: { ...now.answers, files: fileAnswers(now).filter((each) => each.file !== file) },
    }))
    if (draft.files.some(({ id }) => id === file))
      await enqueue(house.engine, lookForItsName(file, `${draft.id}:${String(revision)}`, house.engine.clock.now()))
    return isForm(c)
      ? toPage(house, backOf(c, about.get('_back')), { done: 'file.removed' })
      : c.json({ removed: file })
  })
  return app
}

/** Files that belong to no draft: what is handed in for an award. */
export function ownFiles(house: House): Hono<Web> {
  const app = new Hono<Web>()
  app.onError(refusing(house))
  app.use(withSession(house, { uploads: true }))
  app.post('/', async (c) => {
    const { sealed, next } = await received(house, c, personOf(c))
    if (!isForm(c)) return c.json({ files: sealed })
    return toPage(house, localPath(next, '/my'), {
      done: 'file.sealed',
      answer: sealed.map(({ id }) => id),
    })
  })
  return app
}

async function entriesOf(c: WebContext): Promise<[string, string][]> {
  if (!/^application\/json\b/.test(c.req.header('content-type') ?? '')) return formEntries(c)
  const value = await jsonBody(c)
  if (typeof value !== 'object' || value === null) throw refuse('invalid_body', { status: 400 })
  return Object.entries(value).flatMap(([key, each]) =>
    [each].flat().map((one): [string, string] => [key, typeof one === 'string' ? one : JSON.stringify(one)]),
  )
}

async function callOf({ engine }: House, id: string): Promise<Call> {
  const call = await engine.store.reader.get<Call>('calls', id)
  if (!call || call.state === 'draft') throw refuse('not_found', { status: 404 })
  return call
}

async function ownDraft(house: House, c: WebContext): Promise<Draft> {
  const person = personOf(c)
  const draft = await house.engine.store.reader.get<Draft>('application-drafts', c.req.param('id') ?? '')
  if (draft?.owner !== person) throw refuse('not_found', { status: 404 })
  return draft
}

/** The new revision, or `null` when somebody saved in between. */
async function save(
  { engine }: House,
  draft: Draft,
  set: { answers?: Json; files?: Json },
  asked: string | undefined,
): Promise<number | null> {
  const revision = asked === undefined ? draft.revision : Number(asked)
  // What is no number is no revision that anybody has seen.
  if (!Number.isSafeInteger(revision)) return null
  const where = { and: [{ id: { equals: draft.id } }, { revision: { equals: revision } }] }
  const saved = await engine.store.changeIf('application-drafts', where, { ...set, revision: revision + 1 })
  return saved ? revision + 1 : null
}

async function conflict(house: House, c: WebContext, id: string): Promise<Response> {
  if (isForm(c)) return refusedForm(house, c, refuse('draft_changed_elsewhere'))
  const theirs = await house.engine.store.reader.get<Draft>('application-drafts', id)
  return c.json({ code: 'draft_changed_elsewhere', revision: theirs?.revision, theirs: theirs?.answers }, 409)
}

/** The draft's new revision. */
async function changed(
  house: House,
  id: string,
  change: (draft: Draft) => { files: SealedFile[]; answers: Answers },
): Promise<number> {
  for (let tries = 0; tries < 20; tries++) {
    const draft = await house.engine.store.reader.get<Draft>('application-drafts', id)
    if (!draft) throw refuse('not_found', { status: 404 })
    const set = change(draft) as unknown as { answers: Json; files: Json }
    const revision = await save(house, draft, set, undefined)
    if (revision !== null) return revision
  }
  throw refuse('busy', { status: 503, retryAfter: 2 })
}

const fileAnswers = ({ answers }: Pick<Draft, 'answers'>) => (answers.files ?? []) as FileAnswer[]

const addFiles = (house: House, id: string, sealed: SealedFile[], role: FileRole) =>
  changed(house, id, (draft) => {
    const fresh = sealed.filter((file) => !draft.files.some((known) => known.id === file.id))
    const named = fileAnswers(draft)
    const more = sealed.flatMap(({ id: file }) => (named.some((each) => each.file === file) ? [] : [{ file, role }]))
    const files = [...draft.files, ...fresh]
    return { files, answers: { ...draft.answers, files: added(named, more, files) } }
  })

/** @throws Refusal 404 `file_not_found` for a file that is not of this draft */
function answerOf(draft: Draft, c: WebContext): FileAnswer {
  const answer = fileAnswers(draft).find(({ file }) => file === c.req.param('file'))
  if (!answer) throw refuse('file_not_found', { status: 404 })
  return answer
}

const choicesAsked = z.strictObject({ choices: choicesSchema.default({}) })

/** @throws Refusal 422 `invalid_input` that names what cannot be read */
async function chosen(c: WebContext): Promise<{ choices: FileChoices; next?: string; back?: string }> {
  const isJson = /^application\/json\b/.test(c.req.header('content-type') ?? '')
  const form = isJson ? { input: await jsonBody(c) } : commandForm(await formEntries(c))
  const parsed = choicesAsked.safeParse(form.input)
  if (parsed.success) return { ...form, ...parsed.data }
  const issues = parsed.error.issues.map(({ path, code, message }): Issue => ({
    field: path.map(String).join('.'),
    code: code === 'custom' ? message : code,
  }))
  throw refuse('invalid_input', { status: 422, issues })
}

async function issuesOf({ engine }: House, { file, role }: FileAnswer, choices: FileChoices): Promise<Issue[]> {
  const row = await engine.store.reader.get<FileRow>('files', file)
  const known = { mime: row?.mime ?? '', role, seconds: pictureSeconds(row?.facts ?? null) }
  return choiceIssues(choices, known).map(({ field, ...issue }) => ({ field: `choices.${field}`, ...issue }))
}

interface Received {
  sealed: SealedFile[]
  /** Where a form goes next. */
  next: string | undefined
}

/** Files that a form brings, or one that was uploaded before and is named here; in their draft, where there is one. */
const received = (house: House, c: WebContext, owner: string, draft?: Draft): Promise<Received> =>
  /^multipart\//i.test(c.req.header('content-type') ?? '')
    ? brought(house, c, owner, draft)
    : uploadedBefore(house, c, owner, draft)

async function uploadedBefore(house: House, c: WebContext, owner: string, draft?: Draft): Promise<Received> {
  const said = new Map(await withoutFiles(c, () => entriesOf(c)))
  const [upload, sha256 = ''] = [said.get('upload'), said.get('sha256')]
  if (upload === undefined) throw refuse('no_file', { status: 422 })
  const role = roleOf(said.get('role'))
  const place = draft && { call: draft.call, put: (file: SealedFile) => addFiles(house, draft.id, [file], role) }
  const file = await finish(house, owner, { upload, sha256: sha256.toLowerCase() }, place)
  return { sealed: [file], next: said.get('_next') }
}

async function brought(house: House, c: WebContext, owner: string, draft?: Draft): Promise<Received> {
  await mayPass(house, c, 'upload', owner)
  const contentType = c.req.header('content-type')
  const length = Number(c.req.header('content-length') ?? NaN)
  if (!Number.isSafeInteger(length)) throw refuse('upload_length_missing', { status: 411 })
  const { most: maxFileBytes, call } = await limitsFor(house.engine.store.reader, owner, draft?.id)
  const giveBack = await reserve(house, { owner, call }, length).catch(async (error: unknown) => {
    await readOut(c)
    throw error
  })
  try {
    const form = await readMultipart(c.env.incoming, contentType, { tempDir: house.storage.tempDir, maxFileBytes })
    try {
      if (form.files.length === 0) throw refuse('no_file', { status: 422 })
      const [key, role, next] = ['_key', 'role', '_next'].map((name) => form.fields.get(name)?.[0])
      const sealed = await allSealed(
        house,
        owner,
        form.files,
        uploadKey(c.req.header('idempotency-key') ?? key) ?? uuidv7(),
      )
      if (draft) await addFiles(house, draft.id, sealed, roleOf(role))
      return { sealed, next }
    } finally {
      await form.discard()
    }
  } finally {
    await giveBack()
  }
}

/** The same file twice in one form is one. */
async function allSealed(house: House, owner: string, files: readonly ReceivedFile[], key: string) {
  const sealed = new Map<string, SealedFile>()
  for (const received of files) {
    const file = await seal(house, owner, received, key)
    sealed.set(file.id, file)
  }
  return [...sealed.values()]
}

const roleOf = (asked: string | undefined): FileRole => fileRoles.find((role) => role === asked) ?? 'work'

/** Names an upload, so that it can be sent again; without one each sending is an upload of its own. */
function uploadKey(said: string | undefined): string | undefined {
  if (said !== undefined && !isKey(said)) throw refuse('key_malformed', { status: 422 })
  return said
}
