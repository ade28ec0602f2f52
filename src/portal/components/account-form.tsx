import type { ReactNode } from 'react'
import type { Flash } from '../../flash'
import { view } from '../view'
import { Page } from './page'

interface Props {
  path: string
  title: string
  lead?: string
  flash: Flash | null
  action: string
  button: string
  next?: string | undefined
  back?: string
  links?: ReactNode
  children: ReactNode
}

/** The one shape of all account pages: a title, a short form, one button. */
export async function AccountForm({
  path,
  title,
  lead,
  flash,
  action,
  button,
  next,
  back = path,
  links,
  children,
}: Props) {
  const { account, w } = await view()
  const { email, name, password, passwordAgain } = w.account
  const labels = { email, name, password, passwordAgain }
  return (
    <Page path={path} flash={flash} labels={labels}>
      <h1>{title}</h1>
      {lead ? <p>{lead}</p> : null}
      {account ? (
        <p className="note">
          {w.account.signedIn} <a href="/my">{w.account.toMy}</a>
        </p>
      ) : null}
      <form method="post" action={action} className="form narrow">
        {next ? <input type="hidden" name="_next" value={next} /> : null}
        <input type="hidden" name="_back" value={back} />
        {children}
        <button type="submit" className="primary">
          {button}
        </button>
      </form>
      {links ? <p className="row">{links}</p> : null}
    </Page>
  )
}
