import type { Catalogue } from '../zh'

export const mail: Catalogue['mail'] = {}
