import type { Catalogue } from '../zh'

export const portal: Catalogue['portal'] = {}
