import type { Catalogue } from '../zh'

export const refusals: Catalogue['refusals'] = {}
