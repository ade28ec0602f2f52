import { notFound } from 'next/navigation'

export const dynamic = 'force-dynamic'

/** Every address that nothing else answers. */
export default function Missing(): never {
  notFound()
}
