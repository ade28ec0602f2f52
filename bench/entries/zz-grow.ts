import { house } from './house'
import { releaseWorks } from './works'
const open = await house()
const { client } = open.payload.db as never as { client: { execute(s: string): Promise<{rows: unknown[]}> } }
await client.execute('pragma synchronous = off')
if (process.argv[2] === 'none') { await client.execute('delete from sqlite_stat1'); await client.execute('analyze sqlite_schema') }
const [p] = await open.engine.store.reader.find<{id: string}>('persons', {}, { limit: 1 })
const t = new Map<string, number[]>()
const db = open.payload.db as never as { drizzle: { batch(s: unknown): Promise<unknown> } }
void db
const store = { ...open.engine.store, commit: async (plan: never) => { const b = performance.now(); await open.engine.store.commit(plan); const k = 'commit'; t.set(k, [...(t.get(k) ?? []), performance.now() - b]) } }
for (let k = 0; k < 6; k++) {
if (process.argv[3] === "gc") { (globalThis as never as {gc(): void}).gc(); await new Promise((r) => setTimeout(r, 50)); (globalThis as never as {gc(): void}).gc() }
t.clear(); const b = performance.now(), c = process.cpuUsage().user
await releaseWorks({ ...open.engine, store } as never, 300, p!.id, () => undefined)
console.log("wall", (performance.now() - b) / 300, "cpu", (process.cpuUsage().user - c) / 300e3, "commit median", t.get("commit")!.sort((x, y) => x - y)[150], "rss", process.memoryUsage.rss() >> 20)
}
process.exit(0)
