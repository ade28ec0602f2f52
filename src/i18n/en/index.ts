import type { Catalogue } from '../zh'
import { admin } from './admin'
import { mail } from './mail'
import { portal } from './portal'
import { refusals } from './refusals'
import { states } from './states'
import { verbs } from './verbs'
import { vocabulary } from './vocabulary'

export const en: Catalogue = { admin, mail, portal, refusals, states, verbs, vocabulary }
