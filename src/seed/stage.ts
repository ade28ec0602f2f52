import { v5 as uuidv5 } from 'uuid'
import { Refusal, runCommand, system } from '../../workflows/engine'
import type { Actor, Held, Json } from '../../workflows/engine'
import { deadline } from '../../workflows/rules/calendar'
import type { PersonRow } from '../../workflows/person/types'
import { effects } from '../effects'
import type { House } from '../faces'
import { outboxWorker } from '../worker'

/** One step of the demo's story: a command, by whom, under a name that is its idempotency key. */
export interface Step {
  as: Actor
  name: string
  subject: string
  verb: string
  id?: string
  input?: object
}

/** What a command answered, now or when it was first run. */
export interface Done {
  id: string
  state: string
  answer: Json
}

/** Where the demo's story is played: the house with a clock that the story moves. */
export interface Stage {
  house: House
  /** Moves the clock and does what is due by then. */
  moveTo(instant: Date): Promise<void>
  /** The same for a day and a time of day in Asia/Shanghai. */
  at(day: string, time: string): Promise<void>
  run(step: Step): Promise<Done>
  /** Whether this step was done in this run or an earlier one. */
  isDone(as: Actor, name: string): Promise<boolean>
  actor(person: string): Promise<Actor>
}

/** The same id at every run for a thing of the demo. */
export const demoId = (name: string): string => uuidv5(`https://kepu.example/demo/${name}`, uuidv5.URL)

const keyOf = (name: string) => `demo:${name}`

/** The real clock is left alone: only this stage's own engine follows the story. */
export function openStage(real: House): Stage {
  const clock = { at: real.engine.clock.now(), now: () => clock.at }
  const house: House = { ...real, engine: { ...real.engine, clock } }
  const { engine } = house
  const worker = outboxWorker(house, effectsOf(house))

  async function run({ as, name, subject, verb, id, input = {} }: Step): Promise<Done> {
    const known = await engine.store.findCommand(as.id, keyOf(name))
    if (known) return known.answer as unknown as Done
    try {
      return await runCommand(engine, { actor: as, subject, verb, id, input, key: keyOf(name) })
    } catch (error) {
      throw new Error(`demo step ${name}: ${reasonOf(error)}`, { cause: error })
    }
  }

  async function moveTo(instant: Date): Promise<void> {
    clock.at = instant
    await worker.drain()
  }

  return {
    house,
    run,
    moveTo,
    at: (day, time) => moveTo(deadline(day, time)),
    isDone: async (as, name) => (await engine.store.findCommand(as.id, keyOf(name))) !== null,
    async actor(person) {
      const row = await engine.store.reader.get<PersonRow>('persons', person)
      if (!row) throw new Error(`the demo has no person ${person}`)
      return { kind: 'person', id: person, roles: row.roles, organisation: row.organisation }
    },
  }
}

/** What a person needs to find the step's mistake: code, facts, fields. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Refusal)) return String(error)
  const { code, params, issues } = error
  return [code, JSON.stringify(params), ...issues.map((issue) => `${issue.field} ${issue.code}`)].join('; ')
}

/** Mails of the demo are written as files, and never sent: their addresses are nobody's. */
function effectsOf(house: House): ReturnType<typeof effects> {
  const all = effects(house)
  const nothing = () => Promise.resolve()
  return house.config.mailTransport.kind === 'file' ? all : { ...all, mail: nothing, mail_raw: nothing }
}

/** Rows of a collection by one column. */
export const rowsOf = <T extends Held>(stage: Stage, collection: string, column: string, value: string): Promise<T[]> =>
  stage.house.engine.store.reader.find<T>(collection, { [column]: { equals: value } })

export { system }
