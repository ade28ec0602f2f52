import { MigrateUpArgs, MigrateDownArgs, sql } from '@payloadcms/db-sqlite'

export async function up({ db, payload, req }: MigrateUpArgs): Promise<void> {
  await db.run(sql`ALTER TABLE \`outbox\` ADD \`progress_since\` text;`)
  await db.run(sql`ALTER TABLE \`outbox\` ADD \`progress_at\` text;`)
}

export async function down({ db, payload, req }: MigrateDownArgs): Promise<void> {
  await db.run(sql`ALTER TABLE \`outbox\` DROP COLUMN \`progress_since\`;`)
  await db.run(sql`ALTER TABLE \`outbox\` DROP COLUMN \`progress_at\`;`)
}
