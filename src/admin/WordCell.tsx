import type { DefaultServerCellComponentProps } from 'payload'
import { CellLink } from './CellLink'
import { collectionWord, verbWord } from './journal-words'
import { dictionary } from './words'

/** A text that is a code, in words: a verb or a collection of the journal, a town, a kind, a condition. */
export function WordCell(props: DefaultServerCellComponentProps) {
  const { field, i18n } = props
  const words = dictionary(i18n.language)
  const name = 'name' in field ? field.name : ''
  const held = typeof props.cellData === 'string' ? props.cellData : '—'
  const said = { verb: () => verbWord(held, words), collection: () => collectionWord(held, words) }[name]
  return <CellLink {...props}>{said ? said() : words.option(name, held)}</CellLink>
}
