import type { DefaultServerCellComponentProps } from 'payload'
import { CellLink } from './CellLink'
import { sayWhen } from './when'
import { languageOf } from './words'

/** An instant in a list, by the clock of Asia/Shanghai whatever the browser's zone is. */
export function InstantCell(props: DefaultServerCellComponentProps) {
  const { field, i18n } = props
  const name = 'name' in field ? field.name : ''
  const iso: unknown = props.cellData
  return (
    <CellLink {...props}>
      {typeof iso === 'string' && iso ? (
        <time dateTime={iso}>{sayWhen(iso, languageOf(i18n.language), name)}</time>
      ) : (
        '—'
      )}
    </CellLink>
  )
}
