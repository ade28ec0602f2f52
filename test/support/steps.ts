import { test } from '@jest/globals'

/**
 * Steps of one story: after one fails the others say so instead of failing for its reason.
 * @param scene what stood before everybody's eyes, told with the step that failed
 */
export function steps(scene?: () => Promise<string>): (name: string, tell: () => Promise<void>) => void {
  let failed: string | null = null
  return (name, tell) => {
    test(name, async () => {
      if (failed !== null) throw new Error(`not told: "${failed}" failed before`)
      failed = name
      try {
        await tell()
      } catch (error) {
        if (!scene) throw error
        throw new Error(`${String(error)}\n\n${await scene()}`, { cause: error })
      }
      failed = null
    })
  }
}
