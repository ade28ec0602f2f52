import { createHmac } from 'node:crypto'
import type { ApiKeyRow } from '../../workflows/api-key/types'
import type { Actor } from '../../workflows/engine'
import { hashOfKey } from '../content-api/keys'
import type { House } from '../faces'
import type { Stage } from './stage'

const clients = [
  { prefix: 'demosite', client: '融媒体中心（演示）', channel: 'site', scope: {} },
  { prefix: 'demotv22', client: '电视台科普栏目（演示）', channel: 'tv', scope: { formats: ['video'] } },
] as const

export interface DemoKey {
  client: string
  key: string
}

/** A key that an installation can tell again: taken from its secret, where real keys are drawn and shown once. */
function keyOf(secret: string, prefix: string): string {
  const tail = createHmac('sha256', secret).update(`demo key ${prefix}`).digest('base64url')
  return `kc_${prefix}_${tail}`
}

/** Two media clients: one that may have everything for web sites, one that gets films for television. */
export async function issueDemoKeys(stage: Stage, admin: Actor): Promise<void> {
  const { secret } = stage.house.config
  for (const { prefix, client, channel, scope } of clients)
    await stage.run({
      as: admin,
      name: stepOf(prefix),
      subject: 'apiKey',
      verb: 'issue',
      input: { client, channel, scope, prefix, hash: hashOfKey(keyOf(secret, prefix)) },
    })
}

const stepOf = (prefix: string) => `key:${prefix}`

/** The name of the demo's last step: who knows it knows all of them. */
export const lastStep = stepOf(clients[1].prefix)

/** The demo's keys that still open something; with another secret than at the first run there are none. */
export async function demoKeys({ engine, config }: House): Promise<DemoKey[]> {
  const keys = clients.map(({ prefix, client }) => ({ client, key: keyOf(config.secret, prefix) }))
  const hashes = keys.map(({ key }) => hashOfKey(key))
  const rows = await engine.store.reader.find<ApiKeyRow>('api-keys', { hash: { in: hashes } })
  const active = rows.filter(({ state }) => state === 'active').map(({ hash }) => hash)
  return keys.filter(({ key }) => active.includes(hashOfKey(key)))
}
