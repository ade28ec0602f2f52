import { v7 as uuidv7 } from 'uuid'
import { runCommand, sha256, system } from '../../workflows/engine'
import { planCommit } from '../../workflows/engine/plan'
import type { Actor, Changes, Engine, Held } from '../../workflows/engine'
import { numberFromHash } from '../../workflows/rules/numbers'
import { audiences, formats, themeOrientations } from '../../workflows/rules/vocabulary'
import type { Audience } from '../../workflows/rules/vocabulary'
import { blocksToLexical } from '../../workflows/work'
import { contentHash } from '../../workflows/work/manuscript'
import { release } from '../../workflows/work/release'
import type { ManuscriptRow, OriginalRow, WorkRow } from '../../workflows/work/types'
import { bodyOf, drawing, people, pick, topics } from './words'

const editor: Actor = { kind: 'person', id: 'bench-editor', roles: ['editor3'], organisation: null }
const perBirth = 100
/** The first work is released at this instant; each later one a minute after the one before. */
const first = Date.UTC(2026, 0, 5, 1)

interface Draft {
  row: Record<string, string | number | null | []> & { id: string }
  manuscript: ManuscriptRow
  originals: OriginalRow[]
}

const ready = { state: 'ready', revision: 1, required: false, by: 'still', mime: 'image/webp' } as const

function draft(n: number, owner: string): Draft {
  const draw = drawing(n + 1)
  const topic = pick(draw, topics)
  const person = pick(draw, people)
  const format = pick(draw, formats)
  const number = numberFromHash('KPW', 2026, sha256(`bench work ${String(n)}`))
  const hash = sha256(`bench original ${String(n)}`)
  const film = format === 'video'
  const original: OriginalRow = {
    id: uuidv7(),
    mime: film ? 'video/mp4' : 'image/png',
    bytes: 1_000_000 + draw(9_000_000),
    sha256: hash,
    facts: film ? { width: 1920, height: 1080, seconds: 60 + draw(240) } : { width: 1600, height: 2200 },
    renditions: {
      release: {
        ...{ stamp: 'bench', work: null, version: 1, label: 'none' },
        entries: {
          'image-320': { ...ready, id: uuidv7(), bytes: 12_000, sha256: hash, width: 320, height: 180 },
          ...(film
            ? { poster: { ...ready, id: uuidv7(), bytes: 90_000, sha256: hash, width: 1280, height: 720 } }
            : {}),
        },
      },
    },
  }
  const manuscript: ManuscriptRow = {
    id: uuidv7(),
    title: `${topic}知识讲给${person}听(第${String(n)}期)`,
    abstract: `面向${person}的${topic}科普作品,讲清楚为什么、怎么做、什么时候求助。`,
    body: blocksToLexical(bodyOf(draw, topic, person)),
    keywords: [topic, person],
    audience: [...new Set<Audience>([pick(draw, audiences), pick(draw, audiences)])],
    theme: pick(draw, themeOrientations),
    format,
    creditLine: '科普作者',
    licence: 'cc-by-4.0',
    aiUse: 'none',
    references: null,
    files: format === 'article' ? [] : [{ file: original.id, role: 'work', position: 1 }],
    funding: { funded: false },
  }
  const { title } = manuscript
  const row = {
    id: uuidv7(),
    state: 'cleared',
    number,
    title,
    owner,
    award: null,
    manuscript: manuscript.id,
    format,
    checks: [] as [],
    version: 0,
  }
  return { row, manuscript, originals: format === 'article' ? [] : [original] }
}

/** Commits what a verb decided as `runCommand` would, without reading the facts again, and gives the rows that stand then. */
async function commit(engine: Engine, verb: string, at: Date, subject: Held | null, changes: Changes): Promise<Held[]> {
  const id = uuidv7()
  const command = {
    id,
    actor: editor.id,
    key: id,
    fingerprint: sha256(id),
    subject: 'work',
    verb,
    answer: changes.answer ?? null,
    at,
  }
  const plan = planCommit(engine.store, command, { collection: 'works', subject }, changes, uuidv7)
  await engine.store.commit(plan)
  return [
    ...plan.births.map(({ row }) => row),
    ...plan.patches.map((patch) => ({ id: patch.id, ...patch.set })),
  ] as unknown as Held[]
}

async function born(engine: Engine, drafts: Draft[], at: Date): Promise<Held[]> {
  const [{ row: { id: born, ...patch } } = { row: { id: '' } }, ...others] = drafts
  const births = others.map(({ row: { id, state: _state, ...set } }) => ({
    collection: 'works',
    id,
    state: 'cleared',
    set,
  }))
  return commit(engine, 'plant', at, null, { born, patch, births })
}

/**
 * So many released works: born a hundred to a commit, then each released by the release verb's own decision in a commit
 * of its own, because each takes its own number in the release log.
 */
export async function releaseWorks(
  engine: Engine,
  count: number,
  owner: string,
  say: (done: number) => void,
): Promise<void> {
  let order = await engine.store.reader.get<Held>('release-order', 'main')
  for (let start = 0; start < count; start += perBirth) {
    const drafts = Array.from({ length: Math.min(perBirth, count - start) }, (_, index) => draft(start + index, owner))
    const rows = await born(engine, drafts, new Date(first + start * 60_000))
    for (const [index, { manuscript, originals }] of drafts.entries()) {
      const subject = rows[index] as WorkRow
      const now = new Date(first + (start + index) * 60_000)
      const facts = { manuscript, hash: contentHash(manuscript), originals, order, listed: null }
      const changes = release.decide({ actor: editor, subject, facts, input: {}, now, fresh: uuidv7 })
      const after = await commit(engine, 'release', now, subject, changes)
      const moved = after.find(({ id }) => id === 'main')
      order = order && moved ? { ...order, ...moved } : null
    }
    say(start + drafts.length)
    // The driver lets go of its statements only when the event loop turns, which nothing here makes it do.
    await new Promise((resolve) => setImmediate(resolve))
  }
}

/** An account that signs in with this password and works as an officer. */
export const officer = (engine: Engine, person: string) =>
  runCommand(engine, {
    actor: system,
    subject: 'person',
    verb: 'register',
    input: { person, name: '办公室' },
    key: `register-${person}`,
  }).then(() =>
    runCommand(engine, {
      actor: system,
      subject: 'person',
      verb: 'grant_role',
      id: person,
      input: { role: 'officer' },
      key: `grant-${person}`,
    }),
  )
