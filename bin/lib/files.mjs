import { readdirSync, statSync } from 'node:fs'
import path from 'node:path'

/** The project's root. */
export const root = path.resolve(import.meta.dirname, '../..')

/**
 * All files under a file or folder of the project, relative to its root, sorted; none when it does not exist.
 *
 * @param {string} start relative to the root
 */
export function filesUnder(start) {
  const found = statSync(path.join(root, start), { throwIfNoEntry: false })
  if (!found) return []
  if (found.isFile()) return [start]
  return readdirSync(path.join(root, start), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(root, path.join(entry.parentPath, entry.name)))
    .sort()
}
