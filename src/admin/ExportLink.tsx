import type { ListViewServerProps } from 'payload'
import { mostRows } from './exported'
import { dictionary } from './words'

/** Before a list's table: what it shows now, as a file. */
export function ExportLink({ collectionSlug, searchParams, i18n }: ListViewServerProps) {
  const { exported } = dictionary(i18n.language).admin
  const query = new URLSearchParams(shown(searchParams)).toString()
  return (
    <p className="kepu-export">
      <a href={`/api/${collectionSlug}/export${query ? `?${query}` : ''}`} download>
        {exported.link}
      </a>{' '}
      <span className="kepu-hint">{exported.about.replace('{max}', String(mostRows))}</span>
    </p>
  )
}

/** The part of the list's address that says which rows it shows, flat again: Payload has made objects of it. */
function shown(params: ListViewServerProps['searchParams']): [string, string][] {
  const flat = (name: string, value: unknown): [string, string][] => {
    if (typeof value === 'string') return [[name, value]]
    return Object.entries(value ?? {}).flatMap(([key, inner]) => flat(`${name}[${key}]`, inner))
  }
  return Object.entries(params ?? {})
    .filter(([name]) => ['search', 'sort'].includes(name) || name.startsWith('where'))
    .flatMap(([name, value]) => flat(name, value))
}
