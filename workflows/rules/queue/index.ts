export * from './time-left'
