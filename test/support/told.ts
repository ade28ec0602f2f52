import { flashCookie, readFlash } from '../../src/flash'
import type { Flash } from '../../src/flash'
import type { House } from '../../src/faces'

/** What the page is told that an answer leads to, found as the page finds it: by the cookie. */
export function toldTo({ engine }: House, { headers }: { headers: Headers }, page: string): Promise<Flash | null> {
  const name = flashCookie(page)
  const cookie = headers.getSetCookie().find((each) => each.startsWith(`${name}=`))
  return readFlash(engine.store.reader, engine.clock.now(), cookie?.slice(name.length + 1).split(';')[0])
}
