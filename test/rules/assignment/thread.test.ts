import { Worker } from 'node:worker_threads'
import { describe, expect, test } from '@jest/globals'
import { openAssigner } from '../../../src/panels/run'
import type { Progress } from '../../../src/panels/job'
import { InstanceError, assign } from '../../../workflows/rules/assignment'
import type { Stage } from '../../../workflows/rules/assignment'
import { randomInstance } from './random-instances'

const large = {
  works: Array.from({ length: 300 }, (_, n) => ({ id: `w${n}`, demand: 5, disciplines: [String(110 + 10 * (n % 9))] })),
  experts: Array.from({ length: 60 }, (_, n) => ({
    ...{ id: `e${n}`, max: 26, senior: n % 7 === 0, institution: `i${n % 10}` },
    disciplines: [String(110 + 10 * (n % 8))],
  })),
  options: { objective: 'bottleneck' },
}

/** Threads are numbered: how many were begun meanwhile, the one that asks left out. */
async function threadsBegun(meanwhile: () => Promise<unknown>): Promise<number> {
  const number = async () => {
    const asking = new Worker('', { eval: true })
    const { threadId } = asking
    await asking.terminate()
    return threadId
  }
  const before = await number()
  await meanwhile()
  return (await number()) - before - 1
}

describe('assigning in a thread of its own', () => {
  const { run: runInThread } = openAssigner()

  test('gives the same bytes as assigning here', async () => {
    const input = randomInstance(77, { senior: true })
    const job = { kind: 'instance', input, wish: { explain: true } } as const
    expect(JSON.stringify(await runInThread(job))).toBe(JSON.stringify(assign(input, { explain: true })))
  })

  test('tells its stages in their order, and that it goes on', async () => {
    const told: Progress[] = []
    await runInThread({ kind: 'instance', input: large, wish: {} }, { onProgress: (progress) => told.push(progress) })
    expect(told.flatMap(({ stage }) => stage ?? [])).toEqual(['reading', 'threshold', 'solving', 'explaining'])
    expect(told.filter(({ stage }) => stage === null).length).toBeGreaterThan(0)
    const ticks = told.map((progress) => progress.ticks)
    expect(ticks).toEqual(ticks.toSorted((a, b) => a - b))
  })

  test('ends when it is cancelled, with the reason', async () => {
    const abort = new AbortController()
    const reason = new Error('the officer pressed stop')
    const running = runInThread(
      { kind: 'instance', input: large, wish: { explain: true } },
      { onProgress: () => abort.abort(reason), signal: abort.signal },
    )
    await expect(running).rejects.toBe(reason)
    await expect(runInThread({ kind: 'instance', input: large, wish: {} }, { signal: abort.signal })).rejects.toBe(
      reason,
    )
  })

  test('what fails while it is told of progress fails the call, and nothing else', async () => {
    const onProgress = () => {
      throw new Error('nobody listens')
    }
    const job = { kind: 'instance', input: large, wish: {} } as const
    await expect(runInThread(job, { onProgress })).rejects.toThrow('nobody listens')
    expect(await runInThread(job)).toMatchObject({ certificate: { exact: true } })
  })

  test('tells what is wrong with an instance as it is told here', async () => {
    const bad = { works: [{ id: 'w', demand: NaN }], experts: [] }
    const told: unknown = await runInThread({ kind: 'instance', input: bad, wish: {} }).catch((error: unknown) => error)
    expect(told).toBeInstanceOf(InstanceError)
    expect((told as InstanceError).issues).toEqual([{ field: 'works.0.demand', code: 'invalid_type' }])
  })
  const small = (seed: number) => ({ kind: 'instance', input: randomInstance(seed, {}), wish: {} }) as const
  const here = (seed: number) => JSON.stringify(assign(small(seed).input))
  const there = async (seed: number) => JSON.stringify(await runInThread(small(seed)))

  test('one call after the other has the same thread, and the same bytes', async () => {
    await there(1)
    const begun = await threadsBegun(async () => {
      for (let seed = 1; seed < 20; seed++) expect(await there(seed)).toBe(here(seed))
    })
    expect(begun).toBe(0)
  })

  test('calls at one time have two threads, and each its own answer and progress', async () => {
    const { run } = openAssigner()
    const told: Stage[][] = Array.from({ length: 6 }, () => [])
    const begun = await threadsBegun(() =>
      Promise.all(
        told.map(async (stages, n) => {
          const onProgress = ({ stage }: Progress) => stages.push(...(stage ? [stage] : []))
          expect(JSON.stringify(await run({ ...small(n) }, { onProgress }))).toBe(here(n))
        }),
      ),
    )
    const each = await threadsBegun(() => openAssigner().run(small(0)))
    expect(begun).toBe(2 * each)
    expect(told).toEqual(told.map(() => ['reading', 'solving', 'explaining']))
    expect(await threadsBegun(() => run(small(4)))).toBe(0)
  })

  test('who waits for a turn can give up, and takes nobody’s turn', async () => {
    const { run } = openAssigner()
    const reason = new Error('the officer left')
    const [busy, waiting] = [new AbortController(), new AbortController()]
    const hold = { kind: 'instance', input: large, wish: { explain: true } } as const
    const held = [0, 1].map(() => run(hold, { signal: busy.signal }))
    const stages: Progress[] = []
    const left = run(small(1), { signal: waiting.signal, onProgress: (progress) => stages.push(progress) })
    const after = run(small(2))
    waiting.abort(reason)
    await expect(left).rejects.toBe(reason)
    expect(stages).toEqual([])
    busy.abort(reason)
    for (const one of held) await expect(one).rejects.toBe(reason)
    expect(JSON.stringify(await after)).toBe(here(2))
  })

  test('a thread that was cancelled or has died takes no other call with it', async () => {
    const abort = new AbortController()
    const reason = new Error('stop')
    const cancelled = runInThread(
      { kind: 'instance', input: large, wish: {} },
      { onProgress: () => abort.abort(reason), signal: abort.signal },
    )
    const beside = there(5)
    await expect(cancelled).rejects.toBe(reason)
    expect(await beside).toBe(here(5))
    expect(await there(6)).toBe(here(6))
    await expect(runInThread({ ...small(7), wish: null as never })).rejects.toMatchObject({ name: 'TypeError' })
    expect(await there(7)).toBe(here(7))
  })
})
