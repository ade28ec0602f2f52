import { MigrateUpArgs, MigrateDownArgs, sql } from '@payloadcms/db-sqlite'

export async function up({ db, payload, req }: MigrateUpArgs): Promise<void> {
  await db.run(sql`ALTER TABLE \`ledger\` ADD \`corrects\` text;`)
  await db.run(sql`ALTER TABLE \`ledger\` ADD \`reason\` text;`)
  await db.run(sql`CREATE INDEX \`ledger_corrects_idx\` ON \`ledger\` (\`corrects\`);`)
}

export async function down({ db, payload, req }: MigrateDownArgs): Promise<void> {
  await db.run(sql`DROP INDEX \`ledger_corrects_idx\`;`)
  await db.run(sql`ALTER TABLE \`ledger\` DROP COLUMN \`corrects\`;`)
  await db.run(sql`ALTER TABLE \`ledger\` DROP COLUMN \`reason\`;`)
}
