import type { Metadata } from 'next'
import { callsOpenNow, callsPast } from '../../../../workflows/call/queries'
import { CallCard } from '../../../portal/components/call-card'
import { Page } from '../../../portal/components/page'
import { titled } from '../../../portal/metadata'
import { flashFor, look, view } from '../../../portal/view'

export const dynamic = 'force-dynamic'

export async function generateMetadata(): Promise<Metadata> {
  return titled('/calls', (await look()).w.calls.title)
}

export default async function Calls() {
  const { w, reader, now } = await view()
  const calls = [...(await callsOpenNow(reader, now)), ...(await callsPast(reader, now))]
  return (
    <Page path="/calls" flash={await flashFor('/calls')}>
      <h1>{w.calls.title}</h1>
      <p>{w.calls.lead}</p>
      {calls.length === 0 ? (
        <p className="empty">{w.calls.empty}</p>
      ) : (
        calls.map((call) => <CallCard key={call.id} call={call} level="h2" />)
      )}
    </Page>
  )
}
