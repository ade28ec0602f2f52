import type { Metadata } from 'next'
import { AccountForm } from '../../../portal/components/account-form'
import { TextField } from '../../../portal/components/field'
import { titled } from '../../../portal/metadata'
import { flashFor, look, view } from '../../../portal/view'

export const dynamic = 'force-dynamic'

export async function generateMetadata(): Promise<Metadata> {
  return titled('/forgot', (await look()).w.account.forgot)
}

export default async function Forgot() {
  const { w } = await view()
  const { account } = w
  const flash = await flashFor('/forgot')
  return (
    <AccountForm
      path="/forgot"
      title={account.forgot}
      lead={account.forgotLead}
      flash={flash}
      action="/account/forgot"
      button={account.sendLink}
    >
      <TextField name="email" type="email" label={account.email} autoComplete="email" flash={flash} />
    </AccountForm>
  )
}
