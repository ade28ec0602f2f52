import type { CatalogueAsk } from '../../workflows/release/queries'
import { one } from './view'

const names = ['q', 'format', 'theme', 'audience', 'after'] as const

/** What the address asks the catalogue for. */
export function readAsk(search: Record<string, string | string[] | undefined>): CatalogueAsk {
  const ask: CatalogueAsk = {}
  for (const name of names) {
    const value = one(search[name])?.trim().slice(0, 200)
    if (value) ask[name] = value
  }
  return ask
}

/** The address of a search. */
export function catalogueUrl(ask: CatalogueAsk): string {
  const query = new URLSearchParams(names.flatMap((name): [string, string][] => (ask[name] ? [[name, ask[name]]] : [])))
  return query.size > 0 ? `/catalogue?${query.toString()}` : '/catalogue'
}
