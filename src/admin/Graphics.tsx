import type { ServerProps } from 'payload'
import { dictionary } from './words'

/** The name as it stands over the sign-in. */
export const Logo = ({ i18n }: ServerProps) => {
  const { admin } = dictionary(i18n.language)
  return (
    <span className="kepu-logo">
      <strong>{admin.name}</strong>
      <span>{admin.nameOther}</span>
    </span>
  )
}

/** One sign for the corner of every page. */
export const Icon = () => (
  <svg className="kepu-icon" viewBox="0 0 32 32" width="18" height="18" aria-hidden="true">
    <rect x="1" y="1" width="30" height="30" rx="6" fill="none" stroke="currentColor" strokeWidth="2" />
    <text x="16" y="22" fontSize="17" textAnchor="middle" fill="currentColor">
      科
    </text>
  </svg>
)
