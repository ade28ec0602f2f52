import { expect } from '@jest/globals'
import type { Outcome } from '../../workflows/engine'
import { answered } from './client'
import type { CrashClient, Fate } from './client'
import type { Stage } from './server'

export type Told = Pick<Outcome, 'id' | 'state' | 'rev' | 'answer'>
type Telling = [who: CrashClient, subject: string, verb: string, input?: object, id?: string]
export type Tell = (...telling: Telling) => Promise<Told>

export interface Teller {
  tell: Tell
  /** Tells commands that need nothing of each other, neither a subject nor a lane: they share their deaths. */
  together: <T extends Telling[]>(...tellings: T) => Promise<{ [K in keyof T]: Told }>
  /** Kills the server while the last commands told are committed and not answered. */
  settle(): Promise<void>
  /** Verbs that died before and after their commit. */
  died: ReadonlySet<string>
}

interface Sent {
  name: string
  who: CrashClient
  key: string
  send: () => Promise<Fate<Outcome>>
}

interface Committed extends Sent {
  outcome: Told
  /** Of the request that was never answered. */
  fate: Promise<Fate>
}

/**
 * Tells a story in which every verb, at its first use, meets two kill −9: the server dies while the command stands just
 * before its commit; the same key sent to the next one is held just after its commit, unanswered, until that server dies
 * too (by the death before the next verb's commit: one kill is both). After each death the database holds what it held,
 * the check finds nothing, and the key gets its one right answer.
 */
export function teller(stage: Stage): Teller {
  const died = new Set<string>()
  const { engine } = stage.house
  let keys = 0
  const last: Committed[] = []

  async function death(): Promise<void> {
    const before = await stage.counts()
    await stage.kill9()
    expect(await stage.counts()).toEqual(before)
    expect(await stage.findings()).toEqual([])
    if (last.length === 0) return
    for (const { name, outcome, fate, send } of last.splice(0)) {
      expect({ name, fate: await fate }).toEqual({ name, fate: 'lost' })
      expect(answered(await send())).toMatchObject({ status: 200, body: { ...outcome, replayed: true } })
      died.add(name)
    }
    expect(await stage.counts()).toEqual(before)
  }

  const settle = async () => {
    if (last.length > 0) await death()
  }

  const laned = ({ name }: Sent) => {
    const [subject = '', verb = ''] = name.split('.')
    return engine.registry.find(subject, verb).command.lanes !== undefined
  }

  /** Sends these, and resolves with their fates to be as soon as all of them stand at this point. */
  async function held(all: Sent[], point: 'before' | 'after'): Promise<Promise<Fate>[]> {
    stage.order(...all.map(({ name }) => `hold ${name}:${point}`))
    const fates = all.map(({ send }) => send())
    for (const [n, { name }] of all.entries()) {
      const early = fates[n]?.then((answer) => {
        throw new Error(`${name} was not held ${point} its commit: ${JSON.stringify(answer)}`)
      })
      await Promise.race([stage.heard(new RegExp(`^holding ${name}:${point}`)), early])
    }
    stage.order()
    return fates
  }

  async function plainly({ name, send }: Sent): Promise<Outcome> {
    const { status, body } = answered(await send())
    if (status !== 200) throw new Error(`${name}: ${String(status)} ${JSON.stringify(body)}`)
    return body
  }

  const sent = ([who, subject, verb, input = {}, id]: Telling): Sent => {
    const key = `crash-story-${String(++keys)}`
    const where = `/commands/${subject}/${id === undefined ? '' : `${id}/`}${verb}`
    const send = () => who.send<Outcome>('POST', where, { input }, { 'idempotency-key': key })
    return { name: `${subject}.${verb}`, who, key, send }
  }

  async function together(...tellings: Telling[]): Promise<Told[]> {
    const all = tellings.map(sent)
    // A command that is held in its lane keeps the others of the lane waiting.
    if (last.some(laned) && all.some(laned)) await settle()
    const known = ({ name }: Sent) => died.has(name) || last.some((each) => each.name === name)
    const fresh = all.filter((each) => !known(each))
    if (fresh.length < all.length) {
      if (fresh.length > 0) throw new Error('what has died before is told by itself')
      return Promise.all(all.map(plainly))
    }

    const commands = await stage.reader.count('commands', {})
    const lost = await held(fresh, 'before')
    await death()
    for (const [n, { name, who, key }] of fresh.entries()) {
      expect({ name, fate: await lost[n] }).toEqual({ name, fate: 'lost' })
      expect(await engine.store.findCommand(who.id, key)).toBeNull()
    }

    const fates = await held(fresh, 'after')
    for (const [n, each] of fresh.entries()) {
      const { replayed, ...outcome } = await plainly(each)
      expect({ name: each.name, replayed }).toEqual({ name: each.name, replayed: true })
      last.push({ ...each, outcome, fate: fates[n] ?? Promise.resolve('lost') })
    }
    expect(await stage.reader.count('commands', {})).toBe(commands + fresh.length)
    return last.map(({ outcome }) => outcome)
  }

  return {
    tell: async (...telling) => (await together(telling))[0]!,
    together: together as Teller['together'],
    settle,
    died,
  }
}
