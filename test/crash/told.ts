import { expect } from '@jest/globals'
import type { Outcome } from '../../workflows/engine'
import { answered } from './client'
import type { CrashClient, Fate } from './client'
import type { Stage } from './server'

export type Told = Pick<Outcome, 'id' | 'state' | 'rev' | 'answer'>
export type Tell = (who: CrashClient, subject: string, verb: string, input?: object, id?: string) => Promise<Told>

export interface Teller {
  tell: Tell
  /** Kills the server while the last command told is committed and not answered. */
  settle(): Promise<void>
  /** Verbs that died before and after their commit. */
  died: ReadonlySet<string>
}

interface Committed {
  name: string
  outcome: Told
  /** Of the request that was never answered. */
  fate: Promise<Fate>
  again: () => Promise<Fate<Outcome>>
}

/**
 * Tells a story in which every verb, at its first use, meets two kill −9: the server dies just before the commit; the
 * same key sent to the next one is held just after its commit, unanswered, until that server dies too (by the death
 * before the next verb's commit: one kill is both). After each death the database holds what it held, the check finds
 * nothing, and the key gets its one right answer.
 */
export function teller(stage: Stage): Teller {
  const died = new Set<string>()
  const { engine } = stage.house
  let keys = 0
  let last: Committed | null = null

  async function afterDeath(before: Record<string, number>): Promise<void> {
    expect(await stage.counts()).toEqual(before)
    expect(await stage.findings()).toEqual([])
    if (!last) return
    const { name, outcome, fate, again } = last
    last = null
    expect({ name, fate: await fate }).toEqual({ name, fate: 'lost' })
    expect(answered(await again())).toMatchObject({ status: 200, body: { ...outcome, replayed: true } })
    expect(await stage.counts()).toEqual(before)
    died.add(name)
  }

  async function settle(): Promise<void> {
    if (!last) return
    const before = await stage.counts()
    await stage.kill9()
    await afterDeath(before)
  }

  const laned = (name: string) => {
    const [subject = '', verb = ''] = name.split('.')
    return engine.registry.find(subject, verb).command.lanes !== undefined
  }

  const tell: Tell = async (who, subject, verb, input = {}, id) => {
    const name = `${subject}.${verb}`
    const key = `crash-story-${String(++keys)}`
    const where = `/commands/${subject}/${id === undefined ? '' : `${id}/`}${verb}`
    const send = () => who.send<Outcome>('POST', where, { input }, { 'idempotency-key': key })
    const plainly = async () => {
      const { status, body } = answered(await send())
      if (status !== 200) throw new Error(`${name}: ${String(status)} ${JSON.stringify(body)}`)
      return body
    }
    // A command that is held in its lane keeps the others of the lane waiting.
    if (last && laned(last.name) && laned(name)) await settle()
    if (died.has(name) || last?.name === name) return plainly()

    const before = await stage.counts()
    stage.order(`kill ${name}:before`)
    const fate = await send()
    if (fate !== 'lost') throw new Error(`${name}: ${JSON.stringify(fate.body)}`)
    await stage.died()
    expect(await engine.store.findCommand(who.id, key)).toBeNull()
    await afterDeath(before)

    stage.order(`hold ${name}:after`)
    const held = send()
    const early = held.then((answer) => {
      throw new Error(`${name} was not held: ${JSON.stringify(answer)}`)
    })
    await Promise.race([stage.heard(new RegExp(`^holding ${name}:after`)), early])
    stage.order()
    const again = await plainly()
    expect({ name, replayed: again.replayed, commands: (await stage.counts()).commands }).toEqual({
      name,
      replayed: true,
      commands: (before.commands ?? 0) + 1,
    })
    const { replayed: _, ...outcome } = again
    last = { name, outcome, fate: held, again: send }
    return outcome
  }
  return { tell, settle, died }
}
