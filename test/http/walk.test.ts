import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { databaseKind } from '../support/payload'
import { startServer } from '../support/server'
import type { TestServer } from '../support/server'
import { bare, furnish, stored } from './whole-house'
import type { WholeHouse } from './whole-house'

let server: TestServer
let house: WholeHouse

beforeAll(async () => {
  server = await startServer()
  house = await furnish(server)
})
afterAll(() => server.close())

test('probe', async () => {
  const out: unknown[] = []
  for (const collection of server.house.payload.config.collections.slice(-3)) out.push([collection.slug, Object.entries(collection.access).map(([op, fn]) => `${op}:${(fn as {name:string}|undefined)?.name} ${String(fn).length < 160 ? fn : ''}`).join(' '), collection.endpoints === false])
  out.push(server.house.payload.config.endpoints.map(e => e.method+e.path).join(' '), server.house.payload.config.globals.length)
  out.push(await bare(server, house.people.reviewer.token, 'GET', '/users/me'))
  out.push((await bare(server, null, 'GET', '/access')).text.slice(0,1500))
  for (const path of ['/reviews?where[dossier.title][like]=%E6%BC%AB','/reviews?where[dossier.title][like]=%E9%AA%8C','/reviews?where[dossier.title][like]=zzz','/reviews?where[call.fund.title][like]=2026','/reviews?where[call.fund.title][like]=zz', '/reviews?where[reviewer.roles][like]=reviewer','/calls?where[fund.committed][greater_than]=0','/calls?where[fund.committed][greater_than]=1000000000', '/programmes?where[id][exists]=true&select[title]=true', '/calls?joins[x][sort]=a', '/dossiers?depth=3'])
    out.push(path, (await bare(server, house.people.assignedReviewer.token, 'GET', path)).text.slice(0,200))
  for (const path of ['/manuscripts/versions?limit=0','/manuscripts/versions?sort=version.title'])
    out.push(path, (await bare(server, house.people.editor1.token, 'GET', path)).text.slice(-300))
  process.stdout.write(out.map(o => typeof o === 'string' ? o : JSON.stringify(o)).join('\n'))
})
