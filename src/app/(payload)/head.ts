import config from '@payload-config'
import { generatePageMetadata } from '@payloadcms/next/views'
import type { Metadata } from 'next'
import icon from '../(portal)/icon.svg'

interface Args {
  params: Promise<{ segments: string[] }>
  searchParams: Promise<Record<string, string | string[]>>
}

/** The head of an admin page: its title and our icon. Payload's own would show the framework's name and picture to whoever shares a link. */
export async function adminHead({ params, searchParams }: Args): Promise<Metadata> {
  const { title, description } = await generatePageMetadata({ config, params, searchParams })
  const { src } = icon as { src: string }
  return {
    ...(title ? { title } : {}),
    ...(description ? { description } : {}),
    robots: { index: false, follow: false },
    icons: [{ rel: 'icon', type: 'image/svg+xml', url: src }],
  }
}
