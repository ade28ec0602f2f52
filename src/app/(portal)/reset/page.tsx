import type { Metadata } from 'next'
import { AccountForm } from '../../../portal/components/account-form'
import { TextField } from '../../../portal/components/field'
import { Page } from '../../../portal/components/page'
import { titled } from '../../../portal/metadata'
import { flashFor, look, one, view } from '../../../portal/view'
import type { PageProps } from '../../../portal/view'

export const dynamic = 'force-dynamic'

export async function generateMetadata(): Promise<Metadata> {
  return titled('/reset', (await look()).w.account.reset)
}

export default async function Reset({ searchParams }: PageProps) {
  const token = one((await searchParams).token)
  const { w } = await view()
  const { account } = w
  const flash = await flashFor('/reset')
  if (!token)
    return (
      <Page path="/reset" flash={flash}>
        <h1>{account.reset}</h1>
        <p>{account.noToken}</p>
        <p>
          <a href="/forgot">{account.forgot}</a>
        </p>
      </Page>
    )
  return (
    <AccountForm
      path="/reset"
      title={account.reset}
      flash={flash}
      action="/account/reset"
      button={account.reset}
      back={`/reset?token=${encodeURIComponent(token)}`}
    >
      <input type="hidden" name="token" value={token} />
      <TextField
        name="password"
        type="password"
        label={account.newPassword}
        help={account.passwordHelp}
        autoComplete="new-password"
        flash={flash}
      />
      <TextField
        name="passwordAgain"
        type="password"
        label={account.passwordAgain}
        autoComplete="new-password"
        flash={flash}
      />
    </AccountForm>
  )
}
