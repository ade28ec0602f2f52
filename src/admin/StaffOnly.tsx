import type { ServerProps } from 'payload'
import { dictionary } from './words'

/** Before the sign-in: who works here, and where everybody else signs in. */
export function StaffOnly({ i18n }: ServerProps) {
  const { login } = dictionary(i18n.language).admin
  return (
    <p className="kepu-hint">
      {login.staffOnly} <a href="/sign-in">{login.portal}</a>
    </p>
  )
}
