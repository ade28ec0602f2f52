import type { Metadata } from 'next'
import { Missing } from '../../../portal/components/missing'
import { titled } from '../../../portal/metadata'
import { look } from '../../../portal/view'

export const dynamic = 'force-dynamic'

export async function generateMetadata(): Promise<Metadata> {
  return titled('/', (await look()).w.errors.notFoundTitle)
}

/** Every address that nothing else answers. */
export default function NowhereElse() {
  return <Missing />
}
