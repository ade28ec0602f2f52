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
  const stored = typeof value === 'object' && value !== null ? JSON.stringify(value) : (value as string | number)
  await client.execute('pragma foreign_keys = off')
  const done = await client.execute({
    sql: `update "${tableName(slug)}" set "${columnName(payload, slug, column)}" = ? where id = ?`,
    args: [stored, id],
  })
  await client.execute('pragma foreign_keys = on')
  if (done.rowsAffected !== 1) throw new Error('nothing was changed by hand')
}

/** Removes a row behind everybody's back. */
export async function removeByHand(payload: Payload, slug: string, id: string): Promise<void> {
  if (payload.db.name === 'mongoose') {
    await (payload.db as unknown as MongooseAdapter).collections[slug]?.collection.deleteOne({ _id: id } as never)
    return
  }
  const { client } = payload.db as unknown as SQLiteAdapter
  await client.execute({ sql: `delete from "${tableName(slug)}" where id = ?`, args: [id] })
}

/** Puts copies of a row beside it, under other ids and with nothing else changed. */
export async function copyByHand(payload: Payload, slug: string, id: string, copies: readonly string[]): Promise<void> {
  if (payload.db.name === 'mongoose') {
    const { collection } = (payload.db as unknown as MongooseAdapter).collections[slug] ?? {}
    const row = await collection?.findOne({ _id: id } as never)
    await collection?.insertMany(copies.map((copy) => ({ ...row, _id: copy })) as never)
    return
  }
  const { client } = payload.db as unknown as SQLiteAdapter
  const table = tableName(slug)
  const { columns } = await client.execute(`select * from "${table}" limit 0`)
  const others = columns.filter((column) => column !== 'id')
  const into = others.map((column) => `"${column}"`).join()
  const from = others.map((column) => `"${table}"."${column}"`).join()
  await client.execute({
    sql: `insert into "${table}" (id, ${into}) select copies.value, ${from} from "${table}", json_each(?) as copies where "${table}".id = ?`,
    args: [JSON.stringify(copies), id],
  })
}

/** What the database itself keeps in a column. */
export async function storedByHand(payload: Payload, slug: string, id: string, column: string): Promise<unknown> {
  if (payload.db.name === 'mongoose') {
    const { collections } = payload.db as unknown as MongooseAdapter
    const row = await collections[slug]?.collection.findOne({ _id: id } as never)
    return (row as Record<string, unknown> | null | undefined)?.[column]
  }
  const { client } = payload.db as unknown as SQLiteAdapter
  const done = await client.execute({
    sql: `select "${columnName(payload, slug, column)}" from "${tableName(slug)}" where id = ?`,
    args: [id],
  })
  return done.rows[0]?.[0]
}

/** How many rows each of these collections holds, asked by one query. */
export async function countByHand(payload: Payload, slugs: readonly string[]): Promise<Record<string, number>> {
  if (payload.db.name === 'mongoose') {
    const { collections } = payload.db as unknown as MongooseAdapter
    const nameOf = (slug: string) => collections[slug]?.collection.collectionName ?? slug
    const each = (slug: string) => ({ $group: { _id: { $literal: slug }, rows: { $sum: 1 } } })
    const [first = '', ...rest] = slugs
    const union = rest.map((slug) => ({ $unionWith: { coll: nameOf(slug), pipeline: [each(slug)] } }))
    const found = await collections[first]?.collection
      .aggregate<{ _id: string; rows: number }>([each(first), ...union])
      .toArray()
    const known = new Map(found?.map(({ _id, rows }) => [_id, rows]))
    return Object.fromEntries(slugs.map((slug) => [slug, known.get(slug) ?? 0]))
  }
  const { client } = payload.db as unknown as SQLiteAdapter
  const each = (slug: string) => `(select count(*) from "${tableName(slug)}") as "${slug}"`
  const { rows } = await client.execute(`select ${slugs.map(each).join(', ')}`)
  return Object.fromEntries(slugs.map((slug) => [slug, Number(rows[0]?.[slug])]))
}

const tableName = (slug: string) => slug.replaceAll('-', '_')
const columnName = (payload: Payload, slug: string, column: string) => {
  const tables = (payload.db as unknown as SQLiteAdapter).tables as Record<string, unknown>
  const table = tables[tableName(slug)] as Record<string, { name: string }>
  return table[column]?.name ?? column
}
