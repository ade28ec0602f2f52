import type { Answers, FileAnswer } from '../../workflows/rules/forms'
import type { Actor, Json } from '../../workflows/engine'
import type { DraftRow } from '../../workflows/application/types'
import { checkLinesFor } from '../../workflows/application/check-list'
import { drawPage } from './pictures'
import { sealed } from './files'
import type { SealedFile } from '../files/intake'
import { demoId } from './stage'
import type { Done, Stage } from './stage'
import { richText } from './works/types'
import type { DemoApplicant, DemoWork } from './works/types'

/** A draft of the demo: whose, for which call, what it says so far. */
export interface DemoDraft {
  name: string
  owner: Actor
  call: string
  answers: Answers
  files?: readonly SealedFile[]
}

/** What the form keeps of a work and its applicant. */
export function answersOf(applicant: DemoApplicant, work: DemoWork, files: readonly FileAnswer[]): Answers {
  const { text, pages: _pages, keywords: _keywords, plan, aiUse = 'none', ...asked } = work
  return {
    ...applicant,
    ...asked,
    ...(text ? { body: richText(text) } : {}),
    ...(plan ? { plan } : {}),
    ...(files.length > 0 ? { files: [...files] } : {}),
    aiUse,
    originalityPledge: true,
    integrityPledge: true,
  }
}

/** Begins a draft; one that is there stays as it is. */
export async function begun(stage: Stage, { name, owner, call, answers, files = [] }: DemoDraft): Promise<string> {
  const id = demoId(`draft/${name}`)
  const { payload, engine } = stage.house
  if (await engine.store.reader.get<DraftRow>('application-drafts', id)) return id
  await payload.create({
    collection: 'application-drafts',
    data: { id, owner: owner.id, call, answers, files: [...files], revision: 1 },
    overrideAccess: true,
    depth: 0,
  })
  return id
}

/** Saves a draft's second revision, once. */
export async function rewritten(
  stage: Stage,
  draft: string,
  answers: Answers,
  files: readonly SealedFile[],
): Promise<void> {
  const where = { and: [{ id: { equals: draft } }, { revision: { equals: 1 } }] }
  const set = { answers: answers as Json, files: files as unknown as Json, revision: 2 }
  await stage.house.engine.store.changeIf('application-drafts', where, set)
}

/** Draws and seals a comic's pages. */
export async function pagesOf(
  stage: Stage,
  owner: string,
  name: string,
  captions: readonly string[],
  style: number,
): Promise<SealedFile[]> {
  const pages: SealedFile[] = []
  for (const [n, caption] of captions.entries())
    pages.push(await sealed(stage, owner, `${name}/page-${n + 1}`, (path) => drawPage(path, { caption, n, style })))
  return pages
}

export const asPages = (files: readonly SealedFile[]): FileAnswer[] =>
  files.map(({ id }): FileAnswer => ({ file: id, role: 'page' }))

export const submitted = (stage: Stage, owner: Actor, name: string, draft: string, revision = 1): Promise<Done> =>
  stage.run({
    as: owner,
    name: `${name}:submit:${revision}`,
    subject: 'application',
    verb: 'submit',
    input: { draft, revision },
  })

type Checked = Pick<DemoWork, 'mode' | 'format'>

/** The formal check, all well or with failed lines. */
export const checkOf = (work: Checked, failed: Readonly<Record<string, string>> = {}) =>
  checkLinesFor(work).map((key) => {
    const note = failed[key]
    return note === undefined ? { key, ok: true } : { key, ok: false, note }
  })
