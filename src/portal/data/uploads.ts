import type { Actor, Reader } from '../../../workflows/engine'

export interface UnfinishedUpload {
  id: string
  name: string
  bytes: number
  received: number
  /** When it is removed. */
  until: string
}

/** What a person began to upload and has not finished, the newest first; not what only reserves room. */
export async function myUnfinishedUploads(reader: Reader, actor: Actor): Promise<UnfinishedUpload[]> {
  if (actor.kind !== 'person') return []
  const where = { and: [{ owner: { equals: actor.id } }, { name: { exists: true } }] }
  return reader.find<UnfinishedUpload>('uploads', where, { sort: '-createdAt', limit: 20 })
}
