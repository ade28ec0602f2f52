import payloadConfig from '@payload-config'
import { getPayload } from 'payload'
import { systemClock } from '../../workflows/engine'
import { readConfig } from '../config'
import { claimDatabase } from '../database-lock'
import { endOnFaults } from '../faults'
import { openHouse } from '../house'
import { seedDemo } from './demo'
import type { DemoAccounts } from './demo'

endOnFaults()

/** Writes the demo data and tells how to look around in it. Never in production. */
async function main(): Promise<number> {
  const config = readConfig(process.env)
  if (config.environment === 'production')
    throw new Error('生产环境不写入演示数据。Demo data is never written in production.')
  await claimDatabase(config)
  const payload = await getPayload({ config: payloadConfig })
  const house = await openHouse(payload, config, systemClock)
  tell(await seedDemo(house, line))
  await payload.destroy()
  line('seeded')
  return 0
}

const line = (text: string) => void process.stdout.write(`${text}\n`)

function tell({ password, accounts, keys }: DemoAccounts): void {
  line(`演示账号（密码均为 ${password}） Demo accounts (one password for all):`)
  for (const { email, roles, name } of accounts) line(`  ${email.padEnd(32)} ${roles.join(', ').padEnd(18)} ${name}`)
  line('内容接口密钥 Content API keys:')
  for (const { client, key } of keys) line(`  ${key}  ${client}`)
  if (keys.length === 0)
    line('  密钥已更换或作废，请由管理员另发。The keys were revoked or the secret changed; issue new ones.')
}

void main()
  .catch((error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
    return 1
  })
  .then((code) => process.exit(code))
