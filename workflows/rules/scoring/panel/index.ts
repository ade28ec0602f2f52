export * from './expected-rank'
export * from './line-groups'
export * from './rank-intervals'
