export * from './cholesky'
export * from './f-distribution'
export * from './normal'
export * from './random'
