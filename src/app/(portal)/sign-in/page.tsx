import type { Metadata } from 'next'
import { AccountForm } from '../../../portal/components/account-form'
import { TextField } from '../../../portal/components/field'
import { titled } from '../../../portal/metadata'
import { flashFor, look, one, view } from '../../../portal/view'
import type { PageProps } from '../../../portal/view'

export const dynamic = 'force-dynamic'

export async function generateMetadata(): Promise<Metadata> {
  return titled('/sign-in', (await look()).w.account.signIn)
}

export default async function SignIn({ searchParams }: PageProps) {
  const next = one((await searchParams).next)
  const { w } = await view()
  const { account } = w
  const flash = await flashFor('/sign-in')
  const links = (
    <>
      <a href="/register">{account.noAccount}</a> <a href="/forgot">{account.forgot}</a>
    </>
  )
  return (
    <AccountForm
      path="/sign-in"
      title={account.signIn}
      lead={next ? account.why : undefined}
      flash={flash}
      action="/account/sign-in"
      button={account.signIn}
      next={next}
      back={next ? `/sign-in?next=${encodeURIComponent(next)}` : '/sign-in'}
      links={links}
    >
      <TextField name="email" type="email" label={account.email} autoComplete="username" flash={flash} />
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
