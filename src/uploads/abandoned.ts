import type { OutboxItem } from '../../workflows/engine'

/** Looks, when an upload counts as abandoned, whether it is. Each instant is looked at once. */
export const abandonedRow = (upload: string, until: Date): OutboxItem => ({
  kind: 'abandoned_uploads',
  key: `abandoned_uploads:${upload}:${until.toISOString()}`,
  payload: { upload },
  notBefore: until,
})
