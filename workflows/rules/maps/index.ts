export * from './maps'
