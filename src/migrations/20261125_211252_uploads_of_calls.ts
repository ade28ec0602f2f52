import { MigrateUpArgs, MigrateDownArgs, sql } from '@payloadcms/db-sqlite'

export async function up({ db, payload, req }: MigrateUpArgs): Promise<void> {
  await db.run(sql`ALTER TABLE \`uploads\` ADD \`call\` text;`)
  await db.run(sql`CREATE INDEX \`uploads_call_idx\` ON \`uploads\` (\`call\`);`)
}

export async function down({ db, payload, req }: MigrateDownArgs): Promise<void> {
  await db.run(sql`DROP INDEX \`uploads_call_idx\`;`)
  await db.run(sql`ALTER TABLE \`uploads\` DROP COLUMN \`call\`;`)
}
