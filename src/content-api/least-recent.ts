/** A map that forgets what was not asked for longest, when it grows beyond `most` (sum of weights). */
export interface LeastRecent<T> {
  get(key: string): T | undefined
  set(key: string, value: T): void
  delete(key: string): void
}

export function leastRecent<T>(most: number, weigh: (value: T) => number): LeastRecent<T> {
  const rows = new Map<string, T>()
  let weight = 0
  const drop = (key: string) => {
    const value = rows.get(key)
    if (value === undefined) return
    weight -= weigh(value)
    rows.delete(key)
  }
  return {
    get(key) {
      const value = rows.get(key)
      if (value === undefined) return undefined
      rows.delete(key)
      rows.set(key, value)
      return value
    },
    set(key, value) {
      drop(key)
      rows.set(key, value)
      weight += weigh(value)
      for (const oldest of rows.keys()) {
        if (weight <= most || rows.size === 1) return
        drop(oldest)
      }
    },
    delete: drop,
  }
}
