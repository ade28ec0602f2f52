import type { DefaultServerCellComponentProps } from 'payload'
import { CellLink } from './CellLink'
import { dictionary } from './words'

type Props = DefaultServerCellComponentProps & { subject: string }

/** A state in words. */
export function StateCell(props: Props) {
  const { i18n, subject } = props
  return (
    <CellLink {...props}>
      <span className="kepu-state">{dictionary(i18n.language).state(subject, String(props.cellData))}</span>
    </CellLink>
  )
}
