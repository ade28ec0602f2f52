import type { Representation } from './types'

/** What the files of a work say of themselves, where they say that they were generated or that it looks so; the stronger counts. */
export const ownLabel = ({ files }: Pick<Representation, 'files'>): 'found' | 'suspected' | null =>
  (['found', 'suspected'] as const).find((state) => files.some(({ aiLabel }) => aiLabel === state)) ?? null
