import type { Catalogue } from '../zh'

export const vocabulary: Catalogue['vocabulary'] = {}
