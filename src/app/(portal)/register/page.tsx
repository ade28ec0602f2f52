import type { Metadata } from 'next'
import { AccountForm } from '../../../portal/components/account-form'
import { TextField } from '../../../portal/components/field'
import { titled } from '../../../portal/metadata'
import { flashFor, look, view } from '../../../portal/view'

export const dynamic = 'force-dynamic'

export async function generateMetadata(): Promise<Metadata> {
  return titled('/register', (await look()).w.account.register)
}

export default async function Register() {
  const { lang, w } = await view()
  const { account } = w
  const flash = await flashFor('/register')
  return (
    <AccountForm
      path="/register"
      title={account.register}
      lead={account.registerLead}
      flash={flash}
      action="/account/register"
      button={account.register}
      links={<a href="/sign-in">{account.haveAccount}</a>}
    >
      <input type="hidden" name="locale" value={lang} />
      <TextField name="name" label={account.name} help={account.nameHelp} autoComplete="name" flash={flash} />
      <TextField name="email" type="email" label={account.email} autoComplete="email" flash={flash} />
      <TextField
        name="password"
        type="password"
        label={account.password}
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
