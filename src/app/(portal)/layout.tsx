import type { Metadata, Viewport } from 'next'
import type { ReactNode } from 'react'
import { ErrorWordsProvider } from '../../portal/client/error-words'
import { PressGuard } from '../../portal/client/press-guard'
import { look } from '../../portal/view'
import '../../portal/portal.css'

export const dynamic = 'force-dynamic'

export async function generateMetadata(): Promise<Metadata> {
  const { w } = await look()
  return {
    title: w.site.name,
    description: w.site.description,
    formatDetection: { telephone: false, date: false, address: false, email: false },
  }
}

export const viewport: Viewport = { width: 'device-width', initialScale: 1, colorScheme: 'light dark' }

export default async function PortalLayout({ children }: { children: ReactNode }) {
  const { lang, large, w } = await look()
  const { faultTitle: title, fault: text, again } = w.errors
  return (
    <html lang={lang === 'zh' ? 'zh-CN' : 'en'} data-print={large ? 'large' : undefined}>
      <body>
        <PressGuard />
        <ErrorWordsProvider words={{ title, text, again }}>{children}</ErrorWordsProvider>
      </body>
    </html>
  )
}
