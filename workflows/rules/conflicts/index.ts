export * from './conflicts'
export * from './types'
