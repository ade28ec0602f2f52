import { Refusal, refuse, runCommand, system } from '../../workflows/engine'
import type { Engine } from '../../workflows/engine'

/** An account as the adapter gives it, hidden columns included. Never to be handed to a face. */
export interface AccountRow {
  id: string
  email: string
  name: string | null
  locale: 'zh' | 'en' | null
  _verified: boolean | null
  _verificationToken: string | null
  resetPasswordToken: string | null
  resetPasswordExpiration: string | null
}

type Findable = 'email' | '_verificationToken' | 'resetPasswordToken'

/** The account with this value, or `null`. An empty value finds nobody. */
export async function accountBy(engine: Engine, column: Findable, value: string): Promise<AccountRow | null> {
  if (value === '') return null
  const [found] = await engine.store.reader.find<AccountRow>('users', { [column]: { equals: value } }, { limit: 1 })
  return found ?? null
}

/**
 * Makes sure that the account's person is there. A crash between the two is so repaired by whatever comes next:
 * opening the verification link again, or signing in.
 */
export async function ensurePerson(engine: Engine, account: { id: string; name?: string | null }): Promise<void> {
  const known = await engine.store.reader.get('persons', account.id)
  const name = account.name?.trim()
  if (known || !name) return
  try {
    await runCommand(engine, {
      actor: system,
      subject: 'person',
      verb: 'register',
      input: { person: account.id, name },
      key: `person.register:${account.id}`,
    })
  } catch (error) {
    // Somebody else's request was a moment faster.
    if (!(error instanceof Refusal && ['already_registered', 'key_reused'].includes(error.code))) throw error
  }
}

/** For what a link lets somebody do without a session. @throws Refusal 403 `person_suspended` */
export async function mustBeInGoodStanding({ store }: Engine, person: string): Promise<void> {
  const row = await store.reader.get<{ state: string }>('persons', person)
  if (row?.state === 'suspended') throw refuse('person_suspended', { status: 403 })
}
