export * from './choices'
