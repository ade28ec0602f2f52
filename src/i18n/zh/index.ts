import { admin } from './admin'
import { mail } from './mail'
import { portal } from './portal'
import { refusals } from './refusals'
import { states } from './states'
import { verbs } from './verbs'
import { vocabulary } from './vocabulary'

export const zh = { admin, mail, portal, refusals, states, verbs, vocabulary }

/** The shape that every language must have: the same keys, any words. */
type Words<T> = { [K in keyof T]: T[K] extends string ? string : Words<T[K]> }
export type Catalogue = Words<typeof zh>
