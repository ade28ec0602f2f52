'use client'

import type { Catalogue } from '../i18n'
import type { CommandField } from './command-input'
import type { Refused } from './send-command'

/** What the fields of a form are called, check lines among them, by their path in the input. */
export const labelsOf = (fields: readonly CommandField[]): Readonly<Record<string, string>> =>
  Object.fromEntries(
    fields.flatMap(({ name, label, lines = [] }) => [
      [name, label] as const,
      ...lines.map((line) => [`${name}.${line.key}`, line.label] as const),
    ]),
  )

interface Props {
  labels?: Readonly<Record<string, string>>
  refused: Refused
  states?: Readonly<Record<string, string>>
  verbs?: Readonly<Record<string, string>>
  words: Catalogue['admin']['panel']
  onReload?: () => void
}

/** Why a command was refused, what changed meanwhile, and what can be done. What was typed stays where it is. */
export function RefusedBox({
  refused: { code, title, params, issues },
  labels = {},
  states = {},
  verbs = {},
  words,
  onReload,
}: Props) {
  const named = (names: Readonly<Record<string, string>>, key: unknown) => names[String(key)] ?? String(key)
  const changed = code === 'changed_meanwhile'
  return (
    <div className="kepu-refused" role="alert">
      <p>
        {changed
          ? words.changed.replace('{state}', named(states, params.state)).replace('{verb}', named(verbs, params.verb))
          : title}
      </p>
      {issues.length > 0 ? (
        <ul>
          {issues.map((issue) => (
            <li key={`${issue.field} ${issue.title}`}>
              {labels[issue.field] ? `${labels[issue.field] ?? ''}: ` : ''}
              {issue.title}
            </li>
          ))}
        </ul>
      ) : null}
      <p className="kepu-hint">{words.kept}</p>
      {onReload && (changed || code === 'key_reused') ? (
        <button type="button" className="kepu-button kepu-button--plain" onClick={onReload}>
          {words.reload}
        </button>
      ) : null}
    </div>
  )
}
