import type { ReactNode } from 'react'

interface Props {
  label: string
  children: ReactNode
}

/** A column that is read here and changed by commands only. */
export const ReadOnly = ({ label, children }: Props) => (
  <div className="field-type kepu-readonly">
    <p className="field-label">{label}</p>
    <div className="kepu-readonly__value">{children}</div>
  </div>
)
