import type { Catalogue } from '../zh'

export const states: Catalogue['states'] = {}
