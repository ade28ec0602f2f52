import type { MongooseAdapter } from '@payloadcms/db-mongodb'
import type { SQLiteAdapter } from '@payloadcms/db-sqlite'
import type { Payload } from 'payload'

/** Changes a column of a row behind everybody's back, with the database's own means. */
export async function changeByHand(
  payload: Payload,
  slug: string,
  id: string,
  column: string,
  value: unknown,
): Promise<void> {
  if (payload.db.name === 'mongoose') {
    const db = payload.db as unknown as MongooseAdapter
    const done = await db.collections[slug]?.collection.updateOne({ _id: id } as never, { $set: { [column]: value } })
    if (done?.modifiedCount !== 1) throw new Error('nothing was changed by hand')
    return
  }
  const { client } = payload.db as unknown as SQLiteAdapter
  const name = column.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
  const stored = typeof value === 'object' && value !== null ? JSON.stringify(value) : (value as string | number)
  const done = await client.execute({
    sql: `update "${slug.replaceAll('-', '_')}" set "${name}" = ? where id = ?`,
    args: [stored, id],
  })
  if (done.rowsAffected !== 1) throw new Error('nothing was changed by hand')
}

/** Removes a row behind everybody's back. */
export async function removeByHand(payload: Payload, slug: string, id: string): Promise<void> {
  if (payload.db.name === 'mongoose') {
    await (payload.db as unknown as MongooseAdapter).collections[slug]?.collection.deleteOne({ _id: id } as never)
    return
  }
  const { client } = payload.db as unknown as SQLiteAdapter
  await client.execute({ sql: `delete from "${slug.replaceAll('-', '_')}" where id = ?`, args: [id] })
}
