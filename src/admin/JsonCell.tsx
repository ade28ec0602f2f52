import type { DefaultServerCellComponentProps } from 'payload'
import { CellLink } from './CellLink'
import { dictionary } from './words'

/** A list of codes in words; other JSON is for the document. */
export function JsonCell(props: DefaultServerCellComponentProps) {
  const { field, i18n } = props
  const words = dictionary(i18n.language)
  const value: unknown = props.cellData
  const name = 'name' in field ? field.name : ''
  const codes = Array.isArray(value) && value.every((each) => typeof each === 'string') ? value : null
  return (
    <CellLink {...props}>
      {codes ? words.join(codes.map((code) => words.option(name, code))) : value ? '…' : '—'}
    </CellLink>
  )
}
