import config from '@payload-config'
import { cookies, headers } from 'next/headers'
import { redirect } from 'next/navigation'
import { getPayload } from 'payload'
import { cache } from 'react'
import type { Engine, Reader } from '../../workflows/engine'
import { engine } from '../engine'
import { flashCookie, readFlash } from '../flash'
import type { Flash } from '../flash'
import { words } from '../i18n'
import type { Catalogue, Language } from '../i18n'
import { sessionOf } from '../session'
import type { Session } from '../session'

/** What every page is drawn from: who looks, in which language, at which instant of the server. */
export interface View {
  lang: Language
  large: boolean
  w: Catalogue['portal']
  /** The words of the field: roles, formats, criteria … */
  v: Catalogue['vocabulary']
  engine: Engine
  reader: Reader
  now: Date
  actor: Session['actor']
  account: Session['account']
}

/** Language and large print, as the two cookies say; Chinese by default. */
export const look = cache(async (): Promise<Pick<View, 'lang' | 'large' | 'w' | 'v'>> => {
  const jar = await cookies()
  const lang: Language = jar.get('kepu-lang')?.value === 'en' ? 'en' : 'zh'
  const { portal: w, vocabulary: v } = words(lang)
  return { lang, large: jar.get('kepu-print')?.value === 'large', w, v }
})

/** Once per request. */
export const view = cache(async (): Promise<View> => {
  const payload = await getPayload({ config })
  const { actor, account } = await sessionOf(payload, await headers())
  const open = engine()
  return { ...(await look()), engine: open, reader: open.store.reader, now: open.clock.now(), actor, account }
})

export interface SignedInView extends View {
  account: NonNullable<Session['account']>
}

/** The view of somebody who has signed in; others are sent to the sign-in page, and back here afterwards. */
export async function signedIn(path: string): Promise<SignedInView> {
  const seen = await view()
  if (!seen.account) redirect(`/sign-in?next=${encodeURIComponent(path)}`)
  return { ...seen, account: seen.account }
}

/** What a form has to tell this page. */
export async function flashFor(path: string): Promise<Flash | null> {
  const kept = (await cookies()).get(flashCookie(path))?.value
  const { store, clock } = engine()
  return kept ? readFlash(store.reader, clock.now(), kept) : null
}

export type Search = Promise<Record<string, string | string[] | undefined>>
export interface PageProps<P = object> {
  params: Promise<P>
  searchParams: Search
}

/** One value of the query string; the first when there are several. */
export const one = (value: string | string[] | undefined): string | undefined =>
  Array.isArray(value) ? value[0] : value
