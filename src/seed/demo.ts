import type { House } from '../faces'
import { demoKeys, issueDemoKeys, lastStep } from './media-clients'
import type { DemoKey } from './media-clients'
import { openRound } from './open-round'
import { pastRound } from './past-round'
import { demoAccounts, demoPassword, peopleOnStage } from './people'
import type { DemoAccount } from './people'
import { sources } from './sources'
import { demoId, openStage } from './stage'

/** What a person needs to look around in the demo. */
export interface DemoAccounts {
  /** One for all accounts. */
  password: string
  accounts: readonly DemoAccount[]
  /** Keys for the content API, as far as they still open something. */
  keys: DemoKey[]
}

/**
 * Plays the demo's story by commands: a round that is over, a round that is open now, two media clients. Every step has
 * a fixed key, so that another run does only what is missing. Nothing else may work on the same database meanwhile.
 * @throws Refusal or Error of the step that failed; the next run goes on from there
 */
export async function seedDemo(house: House, say: (line: string) => void): Promise<DemoAccounts> {
  const told = async () => ({ password: demoPassword, accounts: demoAccounts, keys: await demoKeys(house) })
  if (await house.engine.store.findCommand(demoId('admin'), `demo:${lastStep}`)) {
    say('演示数据已在。The demo data is there already.')
    return told()
  }
  await mustBeOurs(house)
  const now = house.engine.clock.now()
  const stage = openStage(house)
  say('演示数据：账号、单位、专家库 … accounts, units, experts')
  await stage.at('2026-02-24', '09:30')
  const cast = await peopleOnStage(stage)
  const { programme, fund } = await sources(stage, cast)
  await pastRound(stage, cast, { programme, fund }, say)
  await openRound(stage, cast, { programme, fund, now }, say)
  await stage.moveTo(now)
  await issueDemoKeys(stage, cast.admin)
  return told()
}

/** An installation that somebody works with is left alone, whatever its environment says it is. */
async function mustBeOurs({ engine }: House): Promise<void> {
  const { reader } = engine.store
  if ((await reader.count('persons', {})) === 0 || (await reader.get('persons', demoId('admin')))) return
  throw new Error(
    '库中已有用户，未写入演示数据；请换一个空库。There are people in this database already; use an empty one for the demo.',
  )
}
