import { APIError } from 'payload'
import type { CollectionBeforeOperationHook } from 'payload'

const reads = ['read', 'count', 'readDistinct']

/** Refuses every Payload write operation, the Local API's with `overrideAccess` included: only commands change this. */
export const onlyTheEngine: CollectionBeforeOperationHook = ({ operation, args }) => {
  if (!reads.includes(operation)) throw new APIError('only commands change this', 405)
  return args
}
