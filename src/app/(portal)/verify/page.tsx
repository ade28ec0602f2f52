import type { Metadata } from 'next'
import { AccountForm } from '../../../portal/components/account-form'
import { TextField } from '../../../portal/components/field'
import { Page } from '../../../portal/components/page'
import { titled } from '../../../portal/metadata'
import { flashFor, look, one, view } from '../../../portal/view'
import type { PageProps } from '../../../portal/view'

export const dynamic = 'force-dynamic'

export async function generateMetadata(): Promise<Metadata> {
  return titled('/verify', (await look()).w.account.verify)
}

/** Where registering leads, and where the link of the mail leads, with its token. */
export default async function Verify({ searchParams }: PageProps) {
  const token = one((await searchParams).token)
  const { w } = await view()
  const { account } = w
  const flash = await flashFor('/verify')
  if (!token)
    return (
      <Page path="/verify" flash={flash}>
        <h1>{account.verify}</h1>
        <p>{account.verifyWait}</p>
        <p className="row">
          <a href="/sign-in">{account.signIn}</a> <a href="/register">{account.register}</a>
        </p>
      </Page>
    )
  const links = (
    <>
      <a href="/sign-in">{account.signIn}</a> <a href="/register">{account.verifyAgain}</a>
    </>
  )
  return (
    <AccountForm
      path="/verify"
      title={account.verify}
      lead={account.verifyLead}
      flash={flash}
      action="/account/verify"
      button={account.verifyButton}
      back={`/verify?token=${encodeURIComponent(token)}`}
      links={links}
    >
      <input type="hidden" name="token" value={token} />
      <TextField
        name="password"
        type="password"
        label={account.password}
        autoComplete="current-password"
        flash={flash}
      />
    </AccountForm>
  )
}
