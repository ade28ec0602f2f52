import type { CollectionBeforeOperationHook } from 'payload'

/** Of what is sent to be changed these fields are taken, and everything else is dropped. Own code is not limited. */
export const onlyTheseFields = (...names: string[]): CollectionBeforeOperationHook => {
  const hook: CollectionBeforeOperationHook = ({ args, operation, req }) => {
    if (operation !== 'update' || req.payloadAPI === 'local') return args
    const asked = args as { data?: Record<string, unknown> }
    asked.data = Object.fromEntries(Object.entries(asked.data ?? {}).filter(([name]) => names.includes(name)))
    return args
  }
  return hook
}
