import { describe, expect, test } from '@jest/globals'
import { runInThread } from '../../../src/panels/run'
import type { Progress } from '../../../src/panels/job'
import { InstanceError, assign } from '../../../workflows/rules/assignment'
import { randomInstance } from './random-instances'

const large = {
  works: Array.from({ length: 300 }, (_, n) => ({ id: `w${n}`, demand: 5, disciplines: [String(110 + 10 * (n % 9))] })),
  experts: Array.from({ length: 60 }, (_, n) => ({
    ...{ id: `e${n}`, max: 26, senior: n % 7 === 0, institution: `i${n % 10}` },
    disciplines: [String(110 + 10 * (n % 8))],
  })),
  options: { objective: 'bottleneck' },
}

describe('assigning in a thread of its own', () => {
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

  test('tells what is wrong with an instance as it is told here', async () => {
    const bad = { works: [{ id: 'w', demand: NaN }], experts: [] }
    const told: unknown = await runInThread({ kind: 'instance', input: bad, wish: {} }).catch((error: unknown) => error)
    expect(told).toBeInstanceOf(InstanceError)
    expect((told as InstanceError).issues).toEqual([{ field: 'works.0.demand', code: 'invalid_type' }])
  })
})
