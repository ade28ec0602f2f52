export * from './alpha'
export * from './icc'
export * from './kappa'
export * from './more-reviewers'
