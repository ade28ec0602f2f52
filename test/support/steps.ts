import { test } from '@jest/globals'

/** Steps of one story: after one fails the others say so instead of failing for its reason. */
export function steps(): (name: string, tell: () => Promise<void>) => void {
  let failed: string | null = null
  return (name, tell) => {
    test(name, async () => {
      if (failed !== null) throw new Error(`not told: "${failed}" failed before`)
      failed = name
      await tell()
      failed = null
    })
  }
}
