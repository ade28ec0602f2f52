export * from './sha256'
export * from './stream'
export * from './tickets'
