import { renameSync, writeFileSync } from 'node:fs'

/** Sets the clock of other processes. They may read it at any moment, and must not find it half written. */
export function setClock(file: string, instant: string): void {
  writeFileSync(`${file}.new`, instant)
  renameSync(`${file}.new`, file)
}
