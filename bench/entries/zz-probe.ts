import { checkJournal } from '../../workflows/engine'
import { house, tell } from './house'
const open = await house()
const store = open.engine.store
const max = new Map<string, number[]>()
const reader = { ...store.reader, find: async (c: string, w: never, o: never) => {
  const b = performance.now()
  const r = await store.reader.find(c, w, o)
  const t = performance.now() - b
  const k = `${c} ${Object.keys(w as object).join()} ${String(r.length > 150 ? 'full' : 'part')}`
  max.set(k, [...(max.get(k) ?? []), t])
  return r
} }
// gaps between turns
let last = performance.now(); const gaps: number[] = []; let run = true
const spin = () => { const n = performance.now(); gaps.push(n - last); last = n; if (run) setImmediate(spin) }
spin()
await checkJournal({ ...store, reader } as never)
run = false
for (const [k, v] of max) console.log(k, v.length, 'median', v.sort((a,b)=>a-b)[v.length>>1]!.toFixed(1), 'max', v.at(-1)!.toFixed(1))
gaps.sort((a,b)=>b-a); console.log('gaps', gaps.slice(0,15).map(g=>g.toFixed(0)).join(' '))
void tell
process.exit(0)
