import { MigrateUpArgs, MigrateDownArgs, sql } from '@payloadcms/db-sqlite'

export async function up({ db, payload, req }: MigrateUpArgs): Promise<void> {
  await db.run(sql`CREATE TABLE \`kept_forms\` (
  	\`id\` text PRIMARY KEY NOT NULL,
  	\`sealed\` text NOT NULL,
  	\`until\` text NOT NULL,
  	\`updated_at\` text DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) NOT NULL,
  	\`created_at\` text DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) NOT NULL
  );
  `)
  await db.run(sql`CREATE INDEX \`kept_forms_until_idx\` ON \`kept_forms\` (\`until\`);`)
  await db.run(sql`CREATE INDEX \`kept_forms_updated_at_idx\` ON \`kept_forms\` (\`updated_at\`);`)
  await db.run(sql`CREATE INDEX \`kept_forms_created_at_idx\` ON \`kept_forms\` (\`created_at\`);`)
}

export async function down({ db, payload, req }: MigrateDownArgs): Promise<void> {
  await db.run(sql`DROP TABLE \`kept_forms\`;`)
}
