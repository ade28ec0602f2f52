import { MigrateUpArgs, MigrateDownArgs, sql } from '@payloadcms/db-sqlite'

export async function up({ db, payload, req }: MigrateUpArgs): Promise<void> {
  await db.run(sql`CREATE TABLE \`uploads\` (
  	\`id\` text PRIMARY KEY NOT NULL,
  	\`owner\` text NOT NULL,
  	\`name\` text,
  	\`mime\` text,
  	\`bytes\` numeric NOT NULL,
  	\`received\` numeric NOT NULL,
  	\`fence\` numeric NOT NULL,
  	\`held_until\` text NOT NULL,
  	\`until\` text NOT NULL,
  	\`updated_at\` text DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) NOT NULL,
  	\`created_at\` text DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) NOT NULL
  );
  `)
  await db.run(sql`CREATE INDEX \`uploads_owner_idx\` ON \`uploads\` (\`owner\`);`)
  await db.run(sql`CREATE INDEX \`uploads_until_idx\` ON \`uploads\` (\`until\`);`)
  await db.run(sql`CREATE INDEX \`uploads_updated_at_idx\` ON \`uploads\` (\`updated_at\`);`)
  await db.run(sql`CREATE INDEX \`uploads_created_at_idx\` ON \`uploads\` (\`created_at\`);`)
}

export async function down({ db, payload, req }: MigrateDownArgs): Promise<void> {
  await db.run(sql`DROP TABLE \`uploads\`;`)
}
