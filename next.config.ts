import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { withPayload } from '@payloadcms/next/withPayload'
import type { NextConfig } from 'next'

const root = path.dirname(fileURLToPath(import.meta.url))

const nextConfig: NextConfig = {
  poweredByHeader: false,
  images: { unoptimized: true },
  // The checks beside the build run tsc over everything.
  typescript: { ignoreBuildErrors: true },
  turbopack: { root },
}

export default withPayload(nextConfig, { devBundleServerPackages: false })
