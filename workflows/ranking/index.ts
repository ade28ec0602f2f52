export { computeRanking, drawLine, sheetOf } from './compute'
export type { RankingFacts } from './compute'
export { rankCall, rankedStates, rankingFacts, rankingPage } from './queries'
export type * from './types'
