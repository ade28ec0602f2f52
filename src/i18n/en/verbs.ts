import type { Catalogue } from '../zh'

export const verbs: Catalogue['verbs'] = {}
