import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { titled } from '../../../portal/metadata'
import { look } from '../../../portal/view'

export const dynamic = 'force-dynamic'

export async function generateMetadata(): Promise<Metadata> {
  return titled('/', (await look()).w.errors.notFoundTitle)
}

/** Every address that nothing else answers. */
export default function Missing(): never {
  notFound()
}
