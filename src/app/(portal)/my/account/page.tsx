import type { Metadata } from 'next'
import { sessionSeconds } from '../../../../../collections/people/users'
import { fill } from '../../../../i18n'
import { TextField } from '../../../../portal/components/field'
import { Page } from '../../../../portal/components/page'
import { titled } from '../../../../portal/metadata'
import { flashFor, look, signedIn } from '../../../../portal/view'

export const dynamic = 'force-dynamic'

const path = '/my/account'

export async function generateMetadata(): Promise<Metadata> {
  return titled(path, (await look()).w.account.mine)
}

/** The own account: who is signed in, and another password. */
export default async function Account() {
  const { account: own, w } = await signedIn(path)
  const { account } = w
  const flash = await flashFor(path)
  const { currentPassword, newPassword, passwordAgain } = account
  return (
    <Page path={path} flash={flash} labels={{ currentPassword, password: newPassword, passwordAgain }}>
      <h1>{account.mine}</h1>
      <p>
        {own.name} <span className="soft">{own.email}</span>
      </p>
      <h2>{account.change}</h2>
      <p>{fill(account.changeLead, { hours: sessionSeconds / 3600 })}</p>
      <form method="post" action="/account/password" className="form narrow">
        <input type="hidden" name="_next" value={path} />
        <input type="hidden" name="_back" value={path} />
        <TextField
          name="currentPassword"
          type="password"
          label={currentPassword}
          autoComplete="current-password"
          flash={flash}
        />
        <TextField
          name="password"
          type="password"
          label={newPassword}
          help={account.passwordHelp}
          autoComplete="new-password"
          flash={flash}
        />
        <TextField
          name="passwordAgain"
          type="password"
          label={passwordAgain}
          autoComplete="new-password"
          flash={flash}
        />
        <button type="submit" className="primary">
          {account.change}
        </button>
      </form>
    </Page>
  )
}
