import { Hono } from 'hono'
import type { House } from './faces'
import { formEntries, localPath, refusing, withSession } from './web'
import type { Web } from './web'

const year = 'Max-Age=31536000; Path=/; SameSite=Lax'

/** Language and large print: two cookies, set by plain forms. */
export function preferences(house: House): Hono<Web> {
  const app = new Hono<Web>()
  app.onError(refusing(house))
  app.use(withSession(house))
  app.post('/', async (c) => {
    const asked = new Map(await formEntries(c))
    const headers = new Headers({ location: localPath(asked.get('_back'), '/') })
    const language = asked.get('lang')
    const print = asked.get('print')
    if (language === 'zh' || language === 'en') headers.append('set-cookie', `kepu-lang=${language}; ${year}`)
    if (print === 'large' || print === 'normal') headers.append('set-cookie', `kepu-print=${print}; ${year}`)
    return new Response(null, { status: 303, headers })
  })
  return app
}
