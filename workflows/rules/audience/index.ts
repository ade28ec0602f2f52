export * from './public-work'
export * from './types'
