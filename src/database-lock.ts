import type { Transaction } from '@libsql/client'
import { shared } from '../workflows/engine'
import type { Config } from './config'

/** Another process writes into the same SQLite file. */
export class DatabaseInUse extends Error {
  constructor(file: string) {
    super(
      [
        `数据库 ${file} 正由另一个进程使用，未启动。请先停止那个进程，或改用 MongoDB。`,
        `The database ${file} is in use by another process; nothing was started. Stop that process first, or use MongoDB.`,
      ].join('\n'),
    )
    this.name = 'DatabaseInUse'
  }
}

const kept = () => shared<{ lock: Transaction | null }>('database-lock', () => ({ lock: null }))

/**
 * Claims an SQLite file for this process, which serves, seeds or migrates: by a lock of SQLite's own on a file beside it,
 * which the system gives back when the process ends, however it ends. MongoDB takes any number of processes. The check
 * claims nothing and runs beside a server.
 * @throws DatabaseInUse
 */
export async function claimDatabase({ databaseUrl, testShareDatabase }: Config): Promise<void> {
  if (!databaseUrl.startsWith('file:') || testShareDatabase) return
  const { createClient } = await import('@libsql/client')
  const client = createClient({ url: `${databaseUrl}.lock` })
  try {
    kept().lock = await client.transaction('write')
  } catch (error) {
    client.close()
    throw /SQLITE_BUSY|database is locked/.test(String(error))
      ? new DatabaseInUse(databaseUrl.slice('file:'.length))
      : error
  }
}
