import type { Metadata } from 'next'
import { Page } from '../../../portal/components/page'
import { titled } from '../../../portal/metadata'
import { flashFor, look, view } from '../../../portal/view'

export const dynamic = 'force-dynamic'

export async function generateMetadata(): Promise<Metadata> {
  return titled('/verify', (await look()).w.account.verify)
}

/** Where registering leads, and where a dead link ends. The link of the mail itself answers under `/account/verify`. */
export default async function Verify() {
  const { w } = await view()
  const { account } = w
  const flash = await flashFor('/verify')
  return (
    <Page path="/verify" flash={flash}>
      <h1>{account.verify}</h1>
      {flash?.code ? null : <p>{account.verifyWait}</p>}
      <p className="row">
        <a href="/sign-in">{account.signIn}</a> <a href="/register">{account.register}</a>
      </p>
    </Page>
  )
}
