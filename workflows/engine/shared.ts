/** What must be one in the whole process: Next bundles a second copy of our modules, so module variables are two. */
const symbol = Symbol.for('kepu')
type Shelf = Map<string, unknown>

/** The thing kept under `name`, made at its first use. */
export function shared<T>(name: string, make: () => T): T {
  const home = globalThis as { [symbol]?: Shelf }
  const shelf = (home[symbol] ??= new Map())
  if (!shelf.has(name)) shelf.set(name, make())
  return shelf.get(name) as T
}
