import type { WhereClause } from '../engine'
import { searchable } from '../rules/audience'
import type { CatalogueRow } from './types'

/** What a row is ranked by. */
type Text = Pick<CatalogueRow, 'titleText' | 'bodyText' | 'publishedSeq' | 'summary'>

/** A query as it is looked for. */
export interface Query {
  /** The whole of it in the form of stored text. */
  whole: string
  /** Its words; all of them must be found. */
  words: string[]
}

const longest = 100
const mostWords = 8

export type NoQuery = 'nothing_to_look_for' | 'too_long' | 'too_many_words'

/** The query, or why it is none: no letter and no digit, more than 100 characters, more than eight words. */
export function readQuery(text: string): Query | NoQuery {
  const whole = searchable(text)
  if (!/[\p{L}\p{N}]/u.test(whole)) return 'nothing_to_look_for'
  if (Array.from(whole).length > longest) return 'too_long'
  const words = [...new Set(whole.split(' '))]
  return words.length > mostWords ? 'too_many_words' : { whole, words }
}

/**
 * A coarse sieve for the database: % and _ are wildcards on SQLite and plain signs on MongoDB, so only the pieces
 * between them are asked for; `rank` then looks for the words themselves.
 */
export const sieve = (query: Query): WhereClause[] =>
  pieces(query).map((piece) => ({ or: [{ titleText: { contains: piece } }, { bodyText: { contains: piece } }] }))

/** The same for titles alone. */
export const inTitle = (query: Query): WhereClause[] =>
  pieces(query).map((piece) => ({ titleText: { contains: piece } }))

const pieces = ({ words }: Query) =>
  [...new Set(words.flatMap((word) => word.split(/[%_]+/)))].filter((piece) => piece !== '')

/** How good a find is; compared in this order, larger first. */
export interface Rank {
  /** 4 the title is the query, 3 all words in the title, 2 all in the abstract, 1 in the body. */
  tier: number
  /** How often the words stand in the body; counted only where nothing better was found. */
  count: number
  /** Newer first. */
  seq: number
}

export const byRank = (a: Rank, b: Rank): number => b.tier - a.tier || b.count - a.count || b.seq - a.seq

/** `null` when a word is not there. */
export function rank(query: Query, row: Text): Rank | null {
  const { titleText, bodyText, publishedSeq: seq } = row
  const all = (text: string) => query.words.every((word) => text.includes(word))
  if (titleText === query.whole) return { tier: 4, count: 0, seq }
  if (all(titleText)) return { tier: 3, count: 0, seq }
  if (!query.words.every((word) => titleText.includes(word) || bodyText.includes(word))) return null
  if (all(searchable(row.summary.abstract))) return { tier: 2, count: 0, seq }
  const count = query.words.reduce((sum, word) => sum + bodyText.split(word).length - 1, 0)
  return { tier: 1, count, seq }
}
