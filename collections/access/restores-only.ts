import type { CollectionBeforeValidateHook } from 'payload'

/** An older version brings back these fields; whatever else the document holds stays as it is now. */
export const restoresOnly =
  (...names: string[]): CollectionBeforeValidateHook =>
  ({ data, originalDoc, req }) => {
    if (!req.context.isRestoringVersion) return data
    const restored = Object.entries(data ?? {}).filter(([name]) => names.includes(name))
    return { ...(originalDoc as object), ...Object.fromEntries(restored) }
  }
