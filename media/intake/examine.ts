import type { Facts } from '../facts/facts'
import { probe } from '../facts/probe'
import { readLabel } from '../labels/carriers'
import type { Tools } from '../tools'
import { sniffKind } from './kind'
import type { Declared, Sniffed } from './kind'

/** All that the intake finds out about a file; the facts hold the label. */
export interface Examined extends Sniffed {
  readonly facts: Facts
}

/**
 * Opens a file once for everything: its kind by its content, whether it is whole, what it holds, its label. To be asked in
 * a process that may die of it (`Examiner`).
 * @throws MediaRefusal as `sniffKind` and `probe`
 */
export async function examine(path: string, declared: Declared, tools: Tools): Promise<Examined> {
  const sniffed = await sniffKind(path, declared)
  const facts = await probe(path, sniffed.kind, tools)
  return { ...sniffed, facts: { ...facts, label: await readLabel(path, sniffed.kind, tools) } }
}
