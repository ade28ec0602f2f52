import type { DefaultServerCellComponentProps } from 'payload'
import type { ReactNode } from 'react'

type Props = Pick<DefaultServerCellComponentProps, 'link' | 'linkURL' | 'collectionSlug' | 'rowData'> & {
  children: ReactNode
}

/** The first column of a list leads to the document. */
export function CellLink({ link, linkURL, collectionSlug, rowData, children }: Props) {
  if (!link) return children
  const { id } = rowData as { id: string }
  return <a href={linkURL ?? `/admin/collections/${collectionSlug}/${encodeURIComponent(id)}`}>{children}</a>
}
