import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { Script } from 'node:vm'

/**
 * Where the code of this bundle is kept: a start on one database runs other parts of it than one on the other.
 *
 * @param {string} file the bundle
 */
export const keptCode = (file) => `${file}.${(process.env.DATABASE_URL ?? 'file').split(':')[0]}.code`

/**
 * Loads a CommonJS bundle with the machine code that V8 kept of an earlier start: compiling is a third of what a start
 * costs, and tests start hundreds of servers. The first process that ends by itself keeps the code for those after it.
 *
 * @param {string} file the bundle, in ASCII
 * @returns {any} what the bundle exports
 */
export function load(file) {
  const kept = keptCode(file)
  const cachedData = existsSync(kept) ? readFileSync(kept) : undefined
  const around = '(function (exports, require, module, __filename, __dirname) {'
  const script = new Script(`${around}${readFileSync(file, 'latin1')}\n})`, { filename: file, cachedData })
  if (!cachedData)
    process.once('exit', () => {
      writeFileSync(`${kept}.${process.pid}`, script.createCachedData())
      renameSync(`${kept}.${process.pid}`, kept)
    })
  const module = { exports: {} }
  script.runInThisContext()(module.exports, createRequire(file), module, file, path.dirname(file))
  return module.exports
}
