import type { Dictionary } from './words'

/** The journal names a verb with its subject, `decision.confirm`: what changed may be another's. */
export function verbWord(name: string, words: Dictionary): string {
  const [subject = '', verb = ''] = name.split('.')
  return words.verb(subject, verb)
}

export const collectionWord = (slug: string, { admin }: Dictionary): string =>
  (admin.collections.one as Readonly<Record<string, string>>)[slug] ?? slug
