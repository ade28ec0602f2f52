import type { Json } from '../engine'

/** A plain value as a JSON column takes it: interfaces have no index signature, so the compiler wants to be told. */
export const asJson = (value: object): Json => value as Json
