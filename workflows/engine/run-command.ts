import { v7 as uuidv7 } from 'uuid'
import type { z } from 'zod'
import type { Clock } from './clock'
import { stateAllows } from './command'
import type { Registry } from './command'
import { faultPoint } from './faults'
import { inLanes } from './lanes'
import { inGoodStanding } from './permissions'
import { fingerprint, planCommit } from './plan'
import { type Refusal, refuse } from './refuse'
import { CommitFailed } from './store'
import type { CommandRow, JournalRow, Store } from './store'
import type { Actor, Command, Held, Json, Workflow } from './types'

export interface Engine {
  store: Store
  clock: Clock
  registry: Registry
}

export interface Call {
  actor: Actor
  subject: string
  verb: string
  /** The subject's id; none for a verb that brings its subject into being. */
  id?: string | undefined
  /** The revision the caller has seen; another one standing there answers 409. */
  rev?: number | undefined
  input: unknown
  /** Idempotency key, unique per actor: the same key again gets the first answer. */
  key: string
}

export interface Outcome {
  id: string
  state: string
  rev: number
  answer: Json
  at: string
  /** True when this key had been answered before. */
  replayed: boolean
}

/** What an idempotency key looks like: 8 to 200 visible ASCII characters. */
export const isKey = (text: string): boolean => /^[\x21-\x7e]{8,200}$/.test(text)

/** How long a command goes on deciding again because a shared subject moved, in milliseconds. */
const patience = 10_000

/**
 * The one write point. The same permission, guard, money check, journal and outbox rows for whoever calls, or nothing.
 * @throws Refusal 401, 403, 404, 409 (wrong state, changed meanwhile), 422 (input, key used for something else), 503 busy
 */
export async function runCommand(engine: Engine, call: Call): Promise<Outcome> {
  const { workflow, command } = engine.registry.find(call.subject, call.verb)
  if (!isKey(call.key)) throw refuse('key_malformed', { status: 422 })
  const asked = fingerprint({ subject: call.subject, verb: call.verb, id: call.id ?? null, input: call.input ?? null })
  const barred = inGoodStanding(call)
  if (barred) throw barred
  const replay = await replayed(engine, call, asked)
  if (replay) return replay
  const now = engine.clock.now()
  const input = parsed(command.input, call.input)
  const seen = await subjectOf(engine, workflow, command, call)
  if (call.rev !== undefined && seen && seen.rev !== call.rev) throw await changed(engine, workflow.collection, seen)
  const facts = await command.facts(engine.store.reader, seen, input, call.actor)
  mustBePermitted(command, { actor: call.actor, subject: seen, facts, now })
  const attempt = attemptOf(engine, { workflow, command, call, asked, input, now, seen })
  return inLanes(command.lanes?.(facts) ?? [], attempt)
}

interface Attempt {
  workflow: Workflow
  command: Command
  call: Call
  asked: string
  input: unknown
  now: Date
  seen: Held | null
}

function attemptOf(engine: Engine, { workflow, command, call, asked, input, now, seen }: Attempt) {
  const { store } = engine
  const ids: string[] = []
  const started = performance.now()
  return async function decideAndCommit(): Promise<Outcome> {
    for (let tries = 1; ; tries++) {
      const subject = seen ? await store.reader.get<Held>(workflow.collection, seen.id) : null
      if (seen && subject?.rev !== seen.rev) {
        const replay = await replayed(engine, call, asked)
        if (replay) return replay
        throw await changed(engine, workflow.collection, seen)
      }
      const facts = await command.facts(store.reader, subject, input, call.actor)
      const ask = { actor: call.actor, subject, facts, now }
      mustBePermitted(command, ask)
      let drawn = 0
      const fresh = () => (ids[drawn++] ??= uuidv7())
      const changes = command.decide({ ...ask, input, fresh })
      const state = changes.patch?.state ?? subject?.state ?? ''
      if (!command.to.includes(state)) throw new Error(`${call.subject}.${call.verb} may not lead to ${state}`)
      const id = subject?.id ?? changes.born ?? ''
      const answer: Json = {
        id,
        state,
        rev: (subject?.rev ?? 0) + 1,
        answer: changes.answer ?? null,
        at: now.toISOString(),
      }
      const row: CommandRow = {
        id: uuidv7(),
        actor: call.actor.id,
        key: call.key,
        fingerprint: asked,
        subject: call.subject,
        verb: call.verb,
        answer,
        at: now,
      }
      try {
        await faultPoint(`${call.subject}.${call.verb}:before`)
        await store.commit(planCommit(store, row, { collection: workflow.collection, subject }, changes, uuidv7))
        await faultPoint(`${call.subject}.${call.verb}:after`)
        return { ...(answer as unknown as Omit<Outcome, 'replayed'>), replayed: false }
      } catch (error) {
        if (!(error instanceof CommitFailed)) throw error
        const replay = await replayed(engine, call, asked)
        if (replay) return replay
        if (error.kind === 'unique') throw refuse(command.duplicate ?? 'already_exists', { params: {} })
        if (performance.now() - started > patience) throw refuse('busy', { status: 503, retryAfter: 2 })
        await jitter(tries)
      }
    }
  }
}

const jitter = (tries: number) =>
  new Promise<void>((resolve) => setTimeout(resolve, Math.random() * Math.min(400, 5 * 2 ** Math.min(tries, 7))))

async function subjectOf(engine: Engine, workflow: Workflow, command: Command, call: Call): Promise<Held | null> {
  if (command.from === 'birth') {
    if (call.id !== undefined) throw refuse('unexpected_id', { status: 422 })
    return null
  }
  if (call.id === undefined) throw refuse('not_found', { status: 404 })
  const subject = await engine.store.reader.get<Held>(workflow.collection, call.id)
  if (!subject) throw refuse('not_found', { status: 404 })
  if (call.actor.kind !== 'system' && !(await workflow.sees(call.actor, subject, engine.store.reader)))
    throw refuse('not_found', { status: 404 })
  return subject
}

function parsed(schema: z.ZodType, input: unknown): unknown {
  const result = schema.safeParse(input ?? {})
  if (result.success) return result.data
  throw refuse('invalid_input', {
    status: 422,
    issues: result.error.issues.map((issue) => ({
      field: issue.path.map(String).join('.'),
      code: issue.code === 'custom' ? issue.message : issue.code,
    })),
  })
}

function mustBePermitted(command: Command, ask: { actor: Actor; subject: Held | null; facts: unknown; now: Date }) {
  const verdict = command.who(ask) ?? stateAllows(command, ask.subject) ?? command.guard?.(ask) ?? null
  if (verdict) throw verdict
}

async function replayed(engine: Engine, call: Call, asked: string): Promise<Outcome | null> {
  const known = await engine.store.findCommand(call.actor.id, call.key)
  if (!known) return null
  if (known.fingerprint !== asked) throw refuse('key_reused', { status: 422 })
  return { ...(known.answer as unknown as Omit<Outcome, 'replayed'>), replayed: true }
}

/** The 409 of a race: which state stands there now, and which verb brought it. */
async function changed(engine: Engine, collection: string, seen: Held): Promise<Refusal> {
  const present = await engine.store.reader.get<Held>(collection, seen.id)
  const [last] = await engine.store.reader.find<JournalRow>(
    'journal',
    { subject: { equals: seen.id } },
    { limit: 1, sort: '-rev' },
  )
  const { rev, state } = present ?? seen
  return refuse('changed_meanwhile', { params: { rev, state, verb: last?.verb ?? '' } })
}

export interface Offer {
  verb: string
  allowed: boolean
  tone: 'primary' | 'plain' | 'danger'
  /** Why not, when it is not allowed. */
  why?: { code: string; params: Record<string, Json> }
}

/** Which commands this person may run now on this subject, and why not the others. Verbs of other roles are left out. */
export async function offers(engine: Engine, actor: Actor, subjectName: string, id: string) {
  const workflow = engine.registry.workflow(subjectName)
  const subject = await engine.store.reader.get<Held>(workflow.collection, id)
  if (!subject || !(await workflow.sees(actor, subject, engine.store.reader)))
    throw refuse('not_found', { status: 404 })
  const list: Offer[] = []
  for (const command of workflow.commands) {
    if (command.from === 'birth' || command.quiet) continue
    const facts = await command.facts(engine.store.reader, subject, null, actor)
    const ask = { actor, subject, facts, now: engine.clock.now() }
    const who = command.who(ask)
    if (who && who.code !== 'two_people_needed') continue
    const verdict = inGoodStanding(ask) ?? who ?? stateAllows(command, subject) ?? command.guard?.(ask) ?? null
    list.push({
      verb: command.verb,
      allowed: verdict === null,
      tone: command.tone ?? 'plain',
      ...(verdict ? { why: { code: verdict.code, params: verdict.params } } : {}),
    })
  }
  return { id: subject.id, state: subject.state, rev: subject.rev, commands: list }
}
