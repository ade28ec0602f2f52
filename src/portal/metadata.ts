import type { Metadata } from 'next'
import { fill } from '../i18n'
import { flashFor, look } from './view'

/** The head of a page: its title, with the error word first when a form came back refused. */
export async function titled(path: string, title: string): Promise<Metadata> {
  const { w } = await look()
  const refused = (await flashFor(path))?.code !== undefined
  const whole = fill(w.site.titleOf, { title })
  return { title: refused ? fill(w.site.errorTitle, { title: whole }) : whole }
}
