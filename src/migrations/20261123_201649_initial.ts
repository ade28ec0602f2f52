import { MigrateUpArgs, MigrateDownArgs, sql } from '@payloadcms/db-sqlite'

export async function up({ db, payload, req }: MigrateUpArgs): Promise<void> {
  await db.run(sql`CREATE TABLE \`users_sessions\` (
  	\`_order\` integer NOT NULL,
  	\`_parent_id\` text NOT NULL,
  	\`id\` text PRIMARY KEY NOT NULL,
  	\`created_at\` text,
  	\`expires_at\` text NOT NULL,
  	FOREIGN KEY (\`_parent_id\`) REFERENCES \`users\`(\`id\`) ON UPDATE no action ON DELETE cascade
  );
  `)
  await db.run(sql`CREATE INDEX \`users_sessions_order_idx\` ON \`users_sessions\` (\`_order\`);`)
  await db.run(sql`CREATE INDEX \`users_sessions_parent_id_idx\` ON \`users_sessions\` (\`_parent_id\`);`)
  await db.run(sql`CREATE TABLE \`users\` (
  	\`id\` text PRIMARY KEY NOT NULL,
  	\`name\` text,
  	\`locale\` text DEFAULT 'zh',
  	\`updated_at\` text DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) NOT NULL,
  	\`created_at\` text DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) NOT NULL,
  	\`email\` text NOT NULL,
  	\`reset_password_token\` text,
  	\`reset_password_expiration\` text,
  	\`salt\` text,
  	\`hash\` text,
  	\`reset_password_requested_at\` text,
  	\`_verified\` integer,
  	\`_verificationtoken\` text,
  	\`login_attempts\` numeric DEFAULT 0,
  	\`lock_until\` text
  );
  `)
  await db.run(sql`CREATE INDEX \`users_updated_at_idx\` ON \`users\` (\`updated_at\`);`)
  await db.run(sql`CREATE INDEX \`users_created_at_idx\` ON \`users\` (\`created_at\`);`)
  await db.run(sql`CREATE UNIQUE INDEX \`users_email_idx\` ON \`users\` (\`email\`);`)
  await db.run(sql`CREATE TABLE \`persons\` (
  	\`id\` text PRIMARY KEY NOT NULL,
  	\`state\` text NOT NULL,
  	\`rev\` numeric NOT NULL,
  	\`head\` text NOT NULL,
  	\`touched\` text NOT NULL,
  	\`salt\` text NOT NULL,
  	\`name\` text,
  	\`roles\` text NOT NULL,
  	\`organisation_id\` text,
  	\`reason\` text,
  	\`updated_at\` text DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) NOT NULL,
  	\`created_at\` text DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) NOT NULL,
  	FOREIGN KEY (\`organisation_id\`) REFERENCES \`organisations\`(\`id\`) ON UPDATE no action ON DELETE set null
  );
  `)
  await db.run(sql`CREATE INDEX \`persons_state_idx\` ON \`persons\` (\`state\`);`)
  await db.run(sql`CREATE INDEX \`persons_organisation_idx\` ON \`persons\` (\`organisation_id\`);`)
  await db.run(sql`CREATE INDEX \`persons_updated_at_idx\` ON \`persons\` (\`updated_at\`);`)
  await db.run(sql`CREATE INDEX \`persons_created_at_idx\` ON \`persons\` (\`created_at\`);`)
  await db.run(sql`CREATE TABLE \`organisations\` (
  	\`id\` text PRIMARY KEY NOT NULL,
  	\`state\` text NOT NULL,
  	\`rev\` numeric NOT NULL,
  	\`head\` text NOT NULL,
  	\`touched\` text NOT NULL,
  	\`salt\` text NOT NULL,
  	\`name\` text NOT NULL,
  	\`kind\` text,
  	\`uscc\` text,
  	\`town\` text,
  	\`parent\` text,
  	\`updated_at\` text DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) NOT NULL,
  	\`created_at\` text DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) NOT NULL
  );
  `)
  await db.run(sql`CREATE INDEX \`organisations_state_idx\` ON \`organisations\` (\`state\`);`)
  await db.run(sql`CREATE INDEX \`organisations_updated_at_idx\` ON \`organisations\` (\`updated_at\`);`)
  await db.run(sql`CREATE INDEX \`organisations_created_at_idx\` ON \`organisations\` (\`created_at\`);`)
  await db.run(sql`CREATE TABLE \`experts\` (
  	\`id\` text PRIMARY KEY NOT NULL,
  	\`state\` text NOT NULL,
  	\`rev\` numeric NOT NULL,
  	\`head\` text NOT NULL,
  	\`touched\` text NOT NULL,
  	\`salt\` text NOT NULL,
  	\`person_id\` text NOT NULL,
  	\`organisation_id\` text,
  	\`disciplines\` text,
  	\`speciality\` text,
  	\`rank\` text,
  	\`updated_at\` text DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) NOT NULL,
  	\`created_at\` text DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) NOT NULL,
  	FOREIGN KEY (\`person_id\`) REFERENCES \`persons\`(\`id\`) ON UPDATE no action ON DELETE set null,
  	FOREIGN KEY (\`organisation_id\`) REFERENCES \`organisations\`(\`id\`) ON UPDATE no action ON DELETE set null
  );
  `)
  await db.run(sql`CREATE INDEX \`experts_state_idx\` ON \`experts\` (\`state\`);`)
  await db.run(sql`CREATE INDEX \`experts_person_idx\` ON \`experts\` (\`person_id\`);`)
  await db.run(sql`CREATE INDEX \`experts_organisation_idx\` ON \`experts\` (\`organisation_id\`);`)
  await db.run(sql`CREATE INDEX \`experts_updated_at_idx\` ON \`experts\` (\`updated_at\`);`)
  await db.run(sql`CREATE INDEX \`experts_created_at_idx\` ON \`experts\` (\`created_at\`);`)
  await db.run(sql`CREATE UNIQUE INDEX \`person_idx\` ON \`experts\` (\`person_id\`);`)
  await db.run(sql`CREATE TABLE \`api_keys\` (
  	\`id\` text PRIMARY KEY NOT NULL,
  	\`state\` text NOT NULL,
  	\`rev\` numeric NOT NULL,
  	\`head\` text NOT NULL,
  	\`touched\` text NOT NULL,
  	\`salt\` text NOT NULL,
  	\`client\` text NOT NULL,
  	\`prefix\` text NOT NULL,
  	\`hash\` text NOT NULL,
  	\`channel\` text,
  	\`scope\` text NOT NULL,
  	\`entitlement_rev\` numeric NOT NULL,
  	\`expires_at\` text,
  	\`updated_at\` text DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) NOT NULL,
  	\`created_at\` text DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) NOT NULL
  );
  `)
  await db.run(sql`CREATE INDEX \`api_keys_state_idx\` ON \`api_keys\` (\`state\`);`)
  await db.run(sql`CREATE INDEX \`api_keys_updated_at_idx\` ON \`api_keys\` (\`updated_at\`);`)
  await db.run(sql`CREATE INDEX \`api_keys_created_at_idx\` ON \`api_keys\` (\`created_at\`);`)
  await db.run(sql`CREATE UNIQUE INDEX \`hash_idx\` ON \`api_keys\` (\`hash\`);`)
  await db.run(sql`CREATE TABLE \`programmes\` (
  	\`id\` text PRIMARY KEY NOT NULL,
  	\`state\` text NOT NULL,
  	\`rev\` numeric NOT NULL,
  	\`head\` text NOT NULL,
  	\`touched\` text NOT NULL,
  	\`salt\` text NOT NULL,
  	\`title\` text NOT NULL,
  	\`title_en\` text,
  	\`basis\` text,
  	\`lead_units\` text,
  	\`year\` numeric NOT NULL,
  	\`updated_at\` text DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) NOT NULL,
  	\`created_at\` text DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) NOT NULL
  );
  `)
  await db.run(sql`CREATE INDEX \`programmes_state_idx\` ON \`programmes\` (\`state\`);`)
  await db.run(sql`CREATE INDEX \`programmes_updated_at_idx\` ON \`programmes\` (\`updated_at\`);`)
  await db.run(sql`CREATE INDEX \`programmes_created_at_idx\` ON \`programmes\` (\`created_at\`);`)
  await db.run(sql`CREATE TABLE \`funds\` (
  	\`id\` text PRIMARY KEY NOT NULL,
  	\`state\` text NOT NULL,
  	\`rev\` numeric NOT NULL,
  	\`head\` text NOT NULL,
  	\`touched\` text NOT NULL,
  	\`salt\` text NOT NULL,
  	\`title\` text NOT NULL,
  	\`programme_id\` text NOT NULL,
  	\`year\` numeric NOT NULL,
  	\`allocated\` numeric NOT NULL,
  	\`committed\` numeric NOT NULL,
  	\`paid\` numeric NOT NULL,
  	\`updated_at\` text DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) NOT NULL,
  	\`created_at\` text DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) NOT NULL,
  	FOREIGN KEY (\`programme_id\`) REFERENCES \`programmes\`(\`id\`) ON UPDATE no action ON DELETE set null
  );
  `)
  await db.run(sql`CREATE INDEX \`funds_state_idx\` ON \`funds\` (\`state\`);`)
  await db.run(sql`CREATE INDEX \`funds_programme_idx\` ON \`funds\` (\`programme_id\`);`)
  await db.run(sql`CREATE INDEX \`funds_updated_at_idx\` ON \`funds\` (\`updated_at\`);`)
  await db.run(sql`CREATE INDEX \`funds_created_at_idx\` ON \`funds\` (\`created_at\`);`)
  await db.run(sql`CREATE TABLE \`calls\` (
  	\`id\` text PRIMARY KEY NOT NULL,
  	\`state\` text NOT NULL,
  	\`rev\` numeric NOT NULL,
  	\`head\` text NOT NULL,
  	\`touched\` text NOT NULL,
  	\`salt\` text NOT NULL,
  	\`title\` text NOT NULL,
  	\`title_en\` text,
  	\`programme_id\` text NOT NULL,
  	\`fund_id\` text NOT NULL,
  	\`opens_at\` text NOT NULL,
  	\`closes_at\` text NOT NULL,
  	\`form\` text NOT NULL,
  	\`rubrics\` text NOT NULL,
  	\`plans\` text NOT NULL,
  	\`calendar\` text NOT NULL,
  	\`rules\` text NOT NULL,
  	\`frozen_hash\` text,
  	\`created_by\` text,
  	\`reason\` text,
  	\`updated_at\` text DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) NOT NULL,
  	\`created_at\` text DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) NOT NULL,
  	FOREIGN KEY (\`programme_id\`) REFERENCES \`programmes\`(\`id\`) ON UPDATE no action ON DELETE set null,
  	FOREIGN KEY (\`fund_id\`) REFERENCES \`funds\`(\`id\`) ON UPDATE no action ON DELETE set null
  );
  `)
  await db.run(sql`CREATE INDEX \`calls_state_idx\` ON \`calls\` (\`state\`);`)
  await db.run(sql`CREATE INDEX \`calls_programme_idx\` ON \`calls\` (\`programme_id\`);`)
  await db.run(sql`CREATE INDEX \`calls_fund_idx\` ON \`calls\` (\`fund_id\`);`)
  await db.run(sql`CREATE INDEX \`calls_updated_at_idx\` ON \`calls\` (\`updated_at\`);`)
  await db.run(sql`CREATE INDEX \`calls_created_at_idx\` ON \`calls\` (\`created_at\`);`)
  await db.run(sql`CREATE TABLE \`application_drafts\` (
  	\`id\` text PRIMARY KEY NOT NULL,
  	\`owner_id\` text NOT NULL,
  	\`call_id\` text NOT NULL,
  	\`answers\` text NOT NULL,
  	\`files\` text NOT NULL,
  	\`revision\` numeric NOT NULL,
  	\`application\` text,
  	\`updated_at\` text DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) NOT NULL,
  	\`created_at\` text DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) NOT NULL,
  	FOREIGN KEY (\`owner_id\`) REFERENCES \`persons\`(\`id\`) ON UPDATE no action ON DELETE set null,
  	FOREIGN KEY (\`call_id\`) REFERENCES \`calls\`(\`id\`) ON UPDATE no action ON DELETE set null
  );
  `)
  await db.run(sql`CREATE INDEX \`application_drafts_owner_idx\` ON \`application_drafts\` (\`owner_id\`);`)
  await db.run(sql`CREATE INDEX \`application_drafts_call_idx\` ON \`application_drafts\` (\`call_id\`);`)
  await db.run(sql`CREATE INDEX \`application_drafts_application_idx\` ON \`application_drafts\` (\`application\`);`)
  await db.run(sql`CREATE INDEX \`application_drafts_updated_at_idx\` ON \`application_drafts\` (\`updated_at\`);`)
  await db.run(sql`CREATE INDEX \`application_drafts_created_at_idx\` ON \`application_drafts\` (\`created_at\`);`)
  await db.run(sql`CREATE TABLE \`applications\` (
  	\`id\` text PRIMARY KEY NOT NULL,
  	\`state\` text NOT NULL,
  	\`rev\` numeric NOT NULL,
  	\`head\` text NOT NULL,
  	\`touched\` text NOT NULL,
  	\`salt\` text NOT NULL,
  	\`number\` text NOT NULL,
  	\`title\` text NOT NULL,
  	\`call_id\` text NOT NULL,
  	\`applicant_id\` text NOT NULL,
  	\`organisation_id\` text,
  	\`organisation_name\` text,
  	\`draft\` text NOT NULL,
  	\`slot\` text NOT NULL,
  	\`mode\` text NOT NULL,
  	\`format\` text NOT NULL,
  	\`theme\` text NOT NULL,
  	\`audience\` text NOT NULL,
  	\`requested_fen\` numeric NOT NULL,
  	\`submission\` text NOT NULL,
  	\`version\` numeric NOT NULL,
  	\`dossier\` text NOT NULL,
  	\`check\` text,
  	\`result\` text,
  	\`submitted_at\` text NOT NULL,
  	\`due_at\` text,
  	\`reason\` text,
  	\`blindness\` text,
  	\`updated_at\` text DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) NOT NULL,
  	\`created_at\` text DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) NOT NULL,
  	FOREIGN KEY (\`call_id\`) REFERENCES \`calls\`(\`id\`) ON UPDATE no action ON DELETE set null,
  	FOREIGN KEY (\`applicant_id\`) REFERENCES \`persons\`(\`id\`) ON UPDATE no action ON DELETE set null,
  	FOREIGN KEY (\`organisation_id\`) REFERENCES \`organisations\`(\`id\`) ON UPDATE no action ON DELETE set null
  );
  `)
  await db.run(sql`CREATE INDEX \`applications_state_idx\` ON \`applications\` (\`state\`);`)
  await db.run(sql`CREATE INDEX \`applications_number_idx\` ON \`applications\` (\`number\`);`)
  await db.run(sql`CREATE INDEX \`applications_call_idx\` ON \`applications\` (\`call_id\`);`)
  await db.run(sql`CREATE INDEX \`applications_applicant_idx\` ON \`applications\` (\`applicant_id\`);`)
  await db.run(sql`CREATE INDEX \`applications_organisation_idx\` ON \`applications\` (\`organisation_id\`);`)
  await db.run(sql`CREATE INDEX \`applications_draft_idx\` ON \`applications\` (\`draft\`);`)
  await db.run(sql`CREATE INDEX \`applications_updated_at_idx\` ON \`applications\` (\`updated_at\`);`)
  await db.run(sql`CREATE INDEX \`applications_created_at_idx\` ON \`applications\` (\`created_at\`);`)
  await db.run(sql`CREATE UNIQUE INDEX \`slot_idx\` ON \`applications\` (\`slot\`);`)
  await db.run(sql`CREATE INDEX \`call_state_idx\` ON \`applications\` (\`call_id\`,\`state\`);`)
  await db.run(sql`CREATE TABLE \`submissions\` (
  	\`id\` text PRIMARY KEY NOT NULL,
  	\`state\` text NOT NULL,
  	\`rev\` numeric NOT NULL,
  	\`head\` text NOT NULL,
  	\`touched\` text NOT NULL,
  	\`salt\` text NOT NULL,
  	\`application_id\` text NOT NULL,
  	\`applicant_id\` text NOT NULL,
  	\`version\` numeric NOT NULL,
  	\`receipt\` text NOT NULL,
  	\`hash\` text NOT NULL,
  	\`answers\` text NOT NULL,
  	\`files\` text NOT NULL,
  	\`dossier\` text NOT NULL,
  	\`submitted_at\` text NOT NULL,
  	\`updated_at\` text DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) NOT NULL,
  	\`created_at\` text DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) NOT NULL,
  	FOREIGN KEY (\`application_id\`) REFERENCES \`applications\`(\`id\`) ON UPDATE no action ON DELETE set null,
  	FOREIGN KEY (\`applicant_id\`) REFERENCES \`persons\`(\`id\`) ON UPDATE no action ON DELETE set null
  );
  `)
  await db.run(sql`CREATE INDEX \`submissions_state_idx\` ON \`submissions\` (\`state\`);`)
  await db.run(sql`CREATE INDEX \`submissions_application_idx\` ON \`submissions\` (\`application_id\`);`)
  await db.run(sql`CREATE INDEX \`submissions_applicant_idx\` ON \`submissions\` (\`applicant_id\`);`)
  await db.run(sql`CREATE INDEX \`submissions_receipt_idx\` ON \`submissions\` (\`receipt\`);`)
  await db.run(sql`CREATE INDEX \`submissions_dossier_idx\` ON \`submissions\` (\`dossier\`);`)
  await db.run(sql`CREATE INDEX \`submissions_updated_at_idx\` ON \`submissions\` (\`updated_at\`);`)
  await db.run(sql`CREATE INDEX \`submissions_created_at_idx\` ON \`submissions\` (\`created_at\`);`)
  await db.run(sql`CREATE UNIQUE INDEX \`application_version_idx\` ON \`submissions\` (\`application_id\`,\`version\`);`)
  await db.run(sql`CREATE TABLE \`dossiers\` (
  	\`id\` text PRIMARY KEY NOT NULL,
  	\`state\` text NOT NULL,
  	\`rev\` numeric NOT NULL,
  	\`head\` text NOT NULL,
  	\`touched\` text NOT NULL,
  	\`salt\` text NOT NULL,
  	\`code\` text NOT NULL,
  	\`call_id\` text NOT NULL,
  	\`title\` text NOT NULL,
  	\`mode\` text NOT NULL,
  	\`format\` text NOT NULL,
  	\`answers\` text NOT NULL,
  	\`files\` text NOT NULL,
  	\`updated_at\` text DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) NOT NULL,
  	\`created_at\` text DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) NOT NULL,
  	FOREIGN KEY (\`call_id\`) REFERENCES \`calls\`(\`id\`) ON UPDATE no action ON DELETE set null
  );
  `)
  await db.run(sql`CREATE INDEX \`dossiers_state_idx\` ON \`dossiers\` (\`state\`);`)
  await db.run(sql`CREATE INDEX \`dossiers_code_idx\` ON \`dossiers\` (\`code\`);`)
  await db.run(sql`CREATE INDEX \`dossiers_call_idx\` ON \`dossiers\` (\`call_id\`);`)
  await db.run(sql`CREATE INDEX \`dossiers_updated_at_idx\` ON \`dossiers\` (\`updated_at\`);`)
  await db.run(sql`CREATE INDEX \`dossiers_created_at_idx\` ON \`dossiers\` (\`created_at\`);`)
  await db.run(sql`CREATE TABLE \`reviews\` (
  	\`id\` text PRIMARY KEY NOT NULL,
  	\`state\` text NOT NULL,
  	\`rev\` numeric NOT NULL,
  	\`head\` text NOT NULL,
  	\`touched\` text NOT NULL,
  	\`salt\` text NOT NULL,
  	\`dossier_id\` text NOT NULL,
  	\`call_id\` text NOT NULL,
  	\`reviewer_id\` text NOT NULL,
  	\`scores\` text,
  	\`comment\` text,
  	\`total\` numeric,
  	\`reason\` text,
  	\`due_at\` text,
  	\`submitted_at\` text,
  	\`updated_at\` text DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) NOT NULL,
  	\`created_at\` text DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) NOT NULL,
  	FOREIGN KEY (\`dossier_id\`) REFERENCES \`dossiers\`(\`id\`) ON UPDATE no action ON DELETE set null,
  	FOREIGN KEY (\`call_id\`) REFERENCES \`calls\`(\`id\`) ON UPDATE no action ON DELETE set null,
  	FOREIGN KEY (\`reviewer_id\`) REFERENCES \`persons\`(\`id\`) ON UPDATE no action ON DELETE set null
  );
  `)
  await db.run(sql`CREATE INDEX \`reviews_state_idx\` ON \`reviews\` (\`state\`);`)
  await db.run(sql`CREATE INDEX \`reviews_dossier_idx\` ON \`reviews\` (\`dossier_id\`);`)
  await db.run(sql`CREATE INDEX \`reviews_call_idx\` ON \`reviews\` (\`call_id\`);`)
  await db.run(sql`CREATE INDEX \`reviews_reviewer_idx\` ON \`reviews\` (\`reviewer_id\`);`)
  await db.run(sql`CREATE INDEX \`reviews_updated_at_idx\` ON \`reviews\` (\`updated_at\`);`)
  await db.run(sql`CREATE INDEX \`reviews_created_at_idx\` ON \`reviews\` (\`created_at\`);`)
  await db.run(sql`CREATE UNIQUE INDEX \`dossier_reviewer_idx\` ON \`reviews\` (\`dossier_id\`,\`reviewer_id\`);`)
  await db.run(sql`CREATE TABLE \`review_drafts\` (
  	\`id\` text PRIMARY KEY NOT NULL,
  	\`review_id\` text NOT NULL,
  	\`reviewer_id\` text NOT NULL,
  	\`scores\` text NOT NULL,
  	\`revision\` numeric NOT NULL,
  	\`updated_at\` text DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) NOT NULL,
  	\`created_at\` text DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) NOT NULL,
  	FOREIGN KEY (\`review_id\`) REFERENCES \`reviews\`(\`id\`) ON UPDATE no action ON DELETE set null,
  	FOREIGN KEY (\`reviewer_id\`) REFERENCES \`persons\`(\`id\`) ON UPDATE no action ON DELETE set null
  );
  `)
  await db.run(sql`CREATE UNIQUE INDEX \`review_drafts_review_idx\` ON \`review_drafts\` (\`review_id\`);`)
  await db.run(sql`CREATE INDEX \`review_drafts_reviewer_idx\` ON \`review_drafts\` (\`reviewer_id\`);`)
  await db.run(sql`CREATE INDEX \`review_drafts_updated_at_idx\` ON \`review_drafts\` (\`updated_at\`);`)
  await db.run(sql`CREATE INDEX \`review_drafts_created_at_idx\` ON \`review_drafts\` (\`created_at\`);`)
  await db.run(sql`CREATE TABLE \`decisions\` (
  	\`id\` text PRIMARY KEY NOT NULL,
  	\`state\` text NOT NULL,
  	\`rev\` numeric NOT NULL,
  	\`head\` text NOT NULL,
  	\`touched\` text NOT NULL,
  	\`salt\` text NOT NULL,
  	\`call_id\` text NOT NULL,
  	\`fund_id\` text NOT NULL,
  	\`lines\` text NOT NULL,
  	\`basis\` text NOT NULL,
  	\`rest\` text NOT NULL,
  	\`total_fen\` numeric NOT NULL,
  	\`minutes\` text,
  	\`proposed_by\` text NOT NULL,
  	\`decided_by\` text,
  	\`reason\` text,
  	\`updated_at\` text DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) NOT NULL,
  	\`created_at\` text DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) NOT NULL,
  	FOREIGN KEY (\`call_id\`) REFERENCES \`calls\`(\`id\`) ON UPDATE no action ON DELETE set null,
  	FOREIGN KEY (\`fund_id\`) REFERENCES \`funds\`(\`id\`) ON UPDATE no action ON DELETE set null
  );
  `)
  await db.run(sql`CREATE INDEX \`decisions_state_idx\` ON \`decisions\` (\`state\`);`)
  await db.run(sql`CREATE INDEX \`decisions_call_idx\` ON \`decisions\` (\`call_id\`);`)
  await db.run(sql`CREATE INDEX \`decisions_fund_idx\` ON \`decisions\` (\`fund_id\`);`)
  await db.run(sql`CREATE INDEX \`decisions_updated_at_idx\` ON \`decisions\` (\`updated_at\`);`)
  await db.run(sql`CREATE INDEX \`decisions_created_at_idx\` ON \`decisions\` (\`created_at\`);`)
  await db.run(sql`CREATE TABLE \`notices\` (
  	\`id\` text PRIMARY KEY NOT NULL,
  	\`state\` text NOT NULL,
  	\`rev\` numeric NOT NULL,
  	\`head\` text NOT NULL,
  	\`touched\` text NOT NULL,
  	\`salt\` text NOT NULL,
  	\`title\` text NOT NULL,
  	\`call_id\` text NOT NULL,
  	\`decision\` text NOT NULL,
  	\`lines\` text NOT NULL,
  	\`first_day\` text NOT NULL,
  	\`last_day\` text NOT NULL,
  	\`working_days\` numeric NOT NULL,
  	\`counts_first_day\` text NOT NULL,
  	\`calendar\` text NOT NULL,
  	\`ends_at\` text NOT NULL,
  	\`contact\` text,
  	\`updated_at\` text DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) NOT NULL,
  	\`created_at\` text DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) NOT NULL,
  	FOREIGN KEY (\`call_id\`) REFERENCES \`calls\`(\`id\`) ON UPDATE no action ON DELETE set null
  );
  `)
  await db.run(sql`CREATE INDEX \`notices_state_idx\` ON \`notices\` (\`state\`);`)
  await db.run(sql`CREATE INDEX \`notices_call_idx\` ON \`notices\` (\`call_id\`);`)
  await db.run(sql`CREATE INDEX \`notices_updated_at_idx\` ON \`notices\` (\`updated_at\`);`)
  await db.run(sql`CREATE INDEX \`notices_created_at_idx\` ON \`notices\` (\`created_at\`);`)
  await db.run(sql`CREATE TABLE \`objections\` (
  	\`id\` text PRIMARY KEY NOT NULL,
  	\`state\` text NOT NULL,
  	\`rev\` numeric NOT NULL,
  	\`head\` text NOT NULL,
  	\`touched\` text NOT NULL,
  	\`salt\` text NOT NULL,
  	\`receipt\` text NOT NULL,
  	\`notice_id\` text NOT NULL,
  	\`award\` text NOT NULL,
  	\`name\` text NOT NULL,
  	\`contact\` text NOT NULL,
  	\`ground\` text NOT NULL,
  	\`reply\` text,
  	\`updated_at\` text DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) NOT NULL,
  	\`created_at\` text DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) NOT NULL,
  	FOREIGN KEY (\`notice_id\`) REFERENCES \`notices\`(\`id\`) ON UPDATE no action ON DELETE set null
  );
  `)
  await db.run(sql`CREATE INDEX \`objections_state_idx\` ON \`objections\` (\`state\`);`)
  await db.run(sql`CREATE INDEX \`objections_notice_idx\` ON \`objections\` (\`notice_id\`);`)
  await db.run(sql`CREATE INDEX \`objections_award_idx\` ON \`objections\` (\`award\`);`)
  await db.run(sql`CREATE INDEX \`objections_updated_at_idx\` ON \`objections\` (\`updated_at\`);`)
  await db.run(sql`CREATE INDEX \`objections_created_at_idx\` ON \`objections\` (\`created_at\`);`)
  await db.run(sql`CREATE TABLE \`awards\` (
  	\`id\` text PRIMARY KEY NOT NULL,
  	\`state\` text NOT NULL,
  	\`rev\` numeric NOT NULL,
  	\`head\` text NOT NULL,
  	\`touched\` text NOT NULL,
  	\`salt\` text NOT NULL,
  	\`number\` text NOT NULL,
  	\`title\` text NOT NULL,
  	\`application_id\` text NOT NULL,
  	\`owner_id\` text NOT NULL,
  	\`call_id\` text NOT NULL,
  	\`fund_id\` text NOT NULL,
  	\`decision\` text NOT NULL,
  	\`notice\` text,
  	\`fen\` numeric NOT NULL,
  	\`plan\` text NOT NULL,
  	\`agreement\` text,
  	\`deliverable\` text,
  	\`work\` text,
  	\`updated_at\` text DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) NOT NULL,
  	\`created_at\` text DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) NOT NULL,
  	FOREIGN KEY (\`application_id\`) REFERENCES \`applications\`(\`id\`) ON UPDATE no action ON DELETE set null,
  	FOREIGN KEY (\`owner_id\`) REFERENCES \`persons\`(\`id\`) ON UPDATE no action ON DELETE set null,
  	FOREIGN KEY (\`call_id\`) REFERENCES \`calls\`(\`id\`) ON UPDATE no action ON DELETE set null,
  	FOREIGN KEY (\`fund_id\`) REFERENCES \`funds\`(\`id\`) ON UPDATE no action ON DELETE set null
  );
  `)
  await db.run(sql`CREATE INDEX \`awards_state_idx\` ON \`awards\` (\`state\`);`)
  await db.run(sql`CREATE INDEX \`awards_application_idx\` ON \`awards\` (\`application_id\`);`)
  await db.run(sql`CREATE INDEX \`awards_owner_idx\` ON \`awards\` (\`owner_id\`);`)
  await db.run(sql`CREATE INDEX \`awards_call_idx\` ON \`awards\` (\`call_id\`);`)
  await db.run(sql`CREATE INDEX \`awards_fund_idx\` ON \`awards\` (\`fund_id\`);`)
  await db.run(sql`CREATE INDEX \`awards_updated_at_idx\` ON \`awards\` (\`updated_at\`);`)
  await db.run(sql`CREATE INDEX \`awards_created_at_idx\` ON \`awards\` (\`created_at\`);`)
  await db.run(sql`CREATE UNIQUE INDEX \`application_idx\` ON \`awards\` (\`application_id\`);`)
  await db.run(sql`CREATE TABLE \`payments\` (
  	\`id\` text PRIMARY KEY NOT NULL,
  	\`state\` text NOT NULL,
  	\`rev\` numeric NOT NULL,
  	\`head\` text NOT NULL,
  	\`touched\` text NOT NULL,
  	\`salt\` text NOT NULL,
  	\`award_id\` text NOT NULL,
  	\`owner_id\` text NOT NULL,
  	\`fund_id\` text NOT NULL,
  	\`n\` numeric NOT NULL,
  	\`fen\` numeric NOT NULL,
  	\`gate\` text NOT NULL,
  	\`requested_by\` text,
  	\`approved_by\` text,
  	\`voucher\` text,
  	\`paid_at\` text,
  	\`updated_at\` text DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) NOT NULL,
  	\`created_at\` text DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) NOT NULL,
  	FOREIGN KEY (\`award_id\`) REFERENCES \`awards\`(\`id\`) ON UPDATE no action ON DELETE set null,
  	FOREIGN KEY (\`owner_id\`) REFERENCES \`persons\`(\`id\`) ON UPDATE no action ON DELETE set null,
  	FOREIGN KEY (\`fund_id\`) REFERENCES \`funds\`(\`id\`) ON UPDATE no action ON DELETE set null
  );
  `)
  await db.run(sql`CREATE INDEX \`payments_state_idx\` ON \`payments\` (\`state\`);`)
  await db.run(sql`CREATE INDEX \`payments_award_idx\` ON \`payments\` (\`award_id\`);`)
  await db.run(sql`CREATE INDEX \`payments_owner_idx\` ON \`payments\` (\`owner_id\`);`)
  await db.run(sql`CREATE INDEX \`payments_fund_idx\` ON \`payments\` (\`fund_id\`);`)
  await db.run(sql`CREATE INDEX \`payments_updated_at_idx\` ON \`payments\` (\`updated_at\`);`)
  await db.run(sql`CREATE INDEX \`payments_created_at_idx\` ON \`payments\` (\`created_at\`);`)
  await db.run(sql`CREATE UNIQUE INDEX \`award_n_idx\` ON \`payments\` (\`award_id\`,\`n\`);`)
  await db.run(sql`CREATE TABLE \`deliverables\` (
  	\`id\` text PRIMARY KEY NOT NULL,
  	\`state\` text NOT NULL,
  	\`rev\` numeric NOT NULL,
  	\`head\` text NOT NULL,
  	\`touched\` text NOT NULL,
  	\`salt\` text NOT NULL,
  	\`award_id\` text NOT NULL,
  	\`owner_id\` text NOT NULL,
  	\`version\` numeric NOT NULL,
  	\`files\` text NOT NULL,
  	\`hash\` text NOT NULL,
  	\`note\` text,
  	\`reason\` text,
  	\`updated_at\` text DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) NOT NULL,
  	\`created_at\` text DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) NOT NULL,
  	FOREIGN KEY (\`award_id\`) REFERENCES \`awards\`(\`id\`) ON UPDATE no action ON DELETE set null,
  	FOREIGN KEY (\`owner_id\`) REFERENCES \`persons\`(\`id\`) ON UPDATE no action ON DELETE set null
  );
  `)
  await db.run(sql`CREATE INDEX \`deliverables_state_idx\` ON \`deliverables\` (\`state\`);`)
  await db.run(sql`CREATE INDEX \`deliverables_award_idx\` ON \`deliverables\` (\`award_id\`);`)
  await db.run(sql`CREATE INDEX \`deliverables_owner_idx\` ON \`deliverables\` (\`owner_id\`);`)
  await db.run(sql`CREATE INDEX \`deliverables_updated_at_idx\` ON \`deliverables\` (\`updated_at\`);`)
  await db.run(sql`CREATE INDEX \`deliverables_created_at_idx\` ON \`deliverables\` (\`created_at\`);`)
  await db.run(sql`CREATE TABLE \`ledger\` (
  	\`id\` text PRIMARY KEY NOT NULL,
  	\`fund_id\` text NOT NULL,
  	\`fund_rev\` numeric NOT NULL,
  	\`n\` numeric NOT NULL,
  	\`kind\` text NOT NULL,
  	\`fen\` numeric NOT NULL,
  	\`award\` text,
  	\`payment\` text,
  	\`command\` text NOT NULL,
  	\`at\` text NOT NULL,
  	\`updated_at\` text DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) NOT NULL,
  	\`created_at\` text DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) NOT NULL,
  	FOREIGN KEY (\`fund_id\`) REFERENCES \`funds\`(\`id\`) ON UPDATE no action ON DELETE set null
  );
  `)
  await db.run(sql`CREATE INDEX \`ledger_fund_idx\` ON \`ledger\` (\`fund_id\`);`)
  await db.run(sql`CREATE INDEX \`ledger_award_idx\` ON \`ledger\` (\`award\`);`)
  await db.run(sql`CREATE INDEX \`ledger_payment_idx\` ON \`ledger\` (\`payment\`);`)
  await db.run(sql`CREATE INDEX \`ledger_updated_at_idx\` ON \`ledger\` (\`updated_at\`);`)
  await db.run(sql`CREATE INDEX \`ledger_created_at_idx\` ON \`ledger\` (\`created_at\`);`)
  await db.run(sql`CREATE UNIQUE INDEX \`fund_fundRev_n_idx\` ON \`ledger\` (\`fund_id\`,\`fund_rev\`,\`n\`);`)
  await db.run(sql`CREATE TABLE \`files\` (
  	\`id\` text PRIMARY KEY NOT NULL,
  	\`state\` text NOT NULL,
  	\`rev\` numeric NOT NULL,
  	\`head\` text NOT NULL,
  	\`touched\` text NOT NULL,
  	\`salt\` text NOT NULL,
  	\`owner_id\` text,
  	\`area\` text NOT NULL,
  	\`name\` text,
  	\`mime\` text NOT NULL,
  	\`kind\` text NOT NULL,
  	\`bytes\` numeric NOT NULL,
  	\`sha256\` text NOT NULL,
  	\`facts\` text,
  	\`renditions\` text,
  	\`updated_at\` text DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) NOT NULL,
  	\`created_at\` text DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) NOT NULL,
  	FOREIGN KEY (\`owner_id\`) REFERENCES \`persons\`(\`id\`) ON UPDATE no action ON DELETE set null
  );
  `)
  await db.run(sql`CREATE INDEX \`files_state_idx\` ON \`files\` (\`state\`);`)
  await db.run(sql`CREATE INDEX \`files_owner_idx\` ON \`files\` (\`owner_id\`);`)
  await db.run(sql`CREATE INDEX \`files_sha256_idx\` ON \`files\` (\`sha256\`);`)
  await db.run(sql`CREATE INDEX \`files_updated_at_idx\` ON \`files\` (\`updated_at\`);`)
  await db.run(sql`CREATE INDEX \`files_created_at_idx\` ON \`files\` (\`created_at\`);`)
  await db.run(sql`CREATE TABLE \`works\` (
  	\`id\` text PRIMARY KEY NOT NULL,
  	\`state\` text NOT NULL,
  	\`rev\` numeric NOT NULL,
  	\`head\` text NOT NULL,
  	\`touched\` text NOT NULL,
  	\`salt\` text NOT NULL,
  	\`number\` text NOT NULL,
  	\`title\` text NOT NULL,
  	\`owner_id\` text NOT NULL,
  	\`award_id\` text,
  	\`manuscript\` text NOT NULL,
  	\`format\` text NOT NULL,
  	\`checks\` text NOT NULL,
  	\`pinned\` text,
  	\`version\` numeric NOT NULL,
  	\`release\` text,
  	\`updated_at\` text DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) NOT NULL,
  	\`created_at\` text DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) NOT NULL,
  	FOREIGN KEY (\`owner_id\`) REFERENCES \`persons\`(\`id\`) ON UPDATE no action ON DELETE set null,
  	FOREIGN KEY (\`award_id\`) REFERENCES \`awards\`(\`id\`) ON UPDATE no action ON DELETE set null
  );
  `)
  await db.run(sql`CREATE INDEX \`works_state_idx\` ON \`works\` (\`state\`);`)
  await db.run(sql`CREATE INDEX \`works_number_idx\` ON \`works\` (\`number\`);`)
  await db.run(sql`CREATE INDEX \`works_owner_idx\` ON \`works\` (\`owner_id\`);`)
  await db.run(sql`CREATE INDEX \`works_award_idx\` ON \`works\` (\`award_id\`);`)
  await db.run(sql`CREATE INDEX \`works_updated_at_idx\` ON \`works\` (\`updated_at\`);`)
  await db.run(sql`CREATE INDEX \`works_created_at_idx\` ON \`works\` (\`created_at\`);`)
  await db.run(sql`CREATE TABLE \`manuscripts_audience\` (
  	\`order\` integer NOT NULL,
  	\`parent_id\` text NOT NULL,
  	\`value\` text,
  	\`id\` text(36) PRIMARY KEY NOT NULL,
  	FOREIGN KEY (\`parent_id\`) REFERENCES \`manuscripts\`(\`id\`) ON UPDATE no action ON DELETE cascade
  );
  `)
  await db.run(sql`CREATE INDEX \`manuscripts_audience_order_idx\` ON \`manuscripts_audience\` (\`order\`);`)
  await db.run(sql`CREATE INDEX \`manuscripts_audience_parent_idx\` ON \`manuscripts_audience\` (\`parent_id\`);`)
  await db.run(sql`CREATE TABLE \`manuscripts\` (
  	\`id\` text PRIMARY KEY NOT NULL,
  	\`title\` text NOT NULL,
  	\`abstract\` text NOT NULL,
  	\`body\` text,
  	\`theme\` text NOT NULL,
  	\`format\` text NOT NULL,
  	\`credit_line\` text NOT NULL,
  	\`licence\` text NOT NULL,
  	\`ai_use\` text NOT NULL,
  	\`references\` text,
  	\`files\` text NOT NULL,
  	\`funding\` text NOT NULL,
  	\`updated_at\` text DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) NOT NULL,
  	\`created_at\` text DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) NOT NULL
  );
  `)
  await db.run(sql`CREATE INDEX \`manuscripts_updated_at_idx\` ON \`manuscripts\` (\`updated_at\`);`)
  await db.run(sql`CREATE INDEX \`manuscripts_created_at_idx\` ON \`manuscripts\` (\`created_at\`);`)
  await db.run(sql`CREATE TABLE \`manuscripts_texts\` (
  	\`id\` integer PRIMARY KEY NOT NULL,
  	\`order\` integer NOT NULL,
  	\`parent_id\` text NOT NULL,
  	\`path\` text NOT NULL,
  	\`text\` text,
  	FOREIGN KEY (\`parent_id\`) REFERENCES \`manuscripts\`(\`id\`) ON UPDATE no action ON DELETE cascade
  );
  `)
  await db.run(sql`CREATE INDEX \`manuscripts_texts_order_parent\` ON \`manuscripts_texts\` (\`order\`,\`parent_id\`);`)
  await db.run(sql`CREATE TABLE \`_manuscripts_v_version_audience\` (
  	\`order\` integer NOT NULL,
  	\`parent_id\` text(36) NOT NULL,
  	\`value\` text,
  	\`id\` text(36) PRIMARY KEY NOT NULL,
  	FOREIGN KEY (\`parent_id\`) REFERENCES \`_manuscripts_v\`(\`id\`) ON UPDATE no action ON DELETE cascade
  );
  `)
  await db.run(sql`CREATE INDEX \`_manuscripts_v_version_audience_order_idx\` ON \`_manuscripts_v_version_audience\` (\`order\`);`)
  await db.run(sql`CREATE INDEX \`_manuscripts_v_version_audience_parent_idx\` ON \`_manuscripts_v_version_audience\` (\`parent_id\`);`)
  await db.run(sql`CREATE TABLE \`_manuscripts_v\` (
  	\`id\` text(36) PRIMARY KEY NOT NULL,
  	\`parent_id\` text,
  	\`version_title\` text NOT NULL,
  	\`version_abstract\` text NOT NULL,
  	\`version_body\` text,
  	\`version_theme\` text NOT NULL,
  	\`version_format\` text NOT NULL,
  	\`version_credit_line\` text NOT NULL,
  	\`version_licence\` text NOT NULL,
  	\`version_ai_use\` text NOT NULL,
  	\`version_references\` text,
  	\`version_files\` text NOT NULL,
  	\`version_funding\` text NOT NULL,
  	\`version_updated_at\` text,
  	\`version_created_at\` text,
  	\`created_at\` text DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) NOT NULL,
  	\`updated_at\` text DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) NOT NULL,
  	FOREIGN KEY (\`parent_id\`) REFERENCES \`manuscripts\`(\`id\`) ON UPDATE no action ON DELETE set null
  );
  `)
  await db.run(sql`CREATE INDEX \`_manuscripts_v_parent_idx\` ON \`_manuscripts_v\` (\`parent_id\`);`)
  await db.run(sql`CREATE INDEX \`_manuscripts_v_version_version_updated_at_idx\` ON \`_manuscripts_v\` (\`version_updated_at\`);`)
  await db.run(sql`CREATE INDEX \`_manuscripts_v_version_version_created_at_idx\` ON \`_manuscripts_v\` (\`version_created_at\`);`)
  await db.run(sql`CREATE INDEX \`_manuscripts_v_created_at_idx\` ON \`_manuscripts_v\` (\`created_at\`);`)
  await db.run(sql`CREATE INDEX \`_manuscripts_v_updated_at_idx\` ON \`_manuscripts_v\` (\`updated_at\`);`)
  await db.run(sql`CREATE TABLE \`_manuscripts_v_texts\` (
  	\`id\` integer PRIMARY KEY NOT NULL,
  	\`order\` integer NOT NULL,
  	\`parent_id\` text(36) NOT NULL,
  	\`path\` text NOT NULL,
  	\`text\` text,
  	FOREIGN KEY (\`parent_id\`) REFERENCES \`_manuscripts_v\`(\`id\`) ON UPDATE no action ON DELETE cascade
  );
  `)
  await db.run(sql`CREATE INDEX \`_manuscripts_v_texts_order_parent\` ON \`_manuscripts_v_texts\` (\`order\`,\`parent_id\`);`)
  await db.run(sql`CREATE TABLE \`release_order\` (
  	\`id\` text PRIMARY KEY NOT NULL,
  	\`state\` text NOT NULL,
  	\`rev\` numeric NOT NULL,
  	\`head\` text NOT NULL,
  	\`touched\` text NOT NULL,
  	\`salt\` text NOT NULL,
  	\`updated_at\` text DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) NOT NULL,
  	\`created_at\` text DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) NOT NULL
  );
  `)
  await db.run(sql`CREATE INDEX \`release_order_state_idx\` ON \`release_order\` (\`state\`);`)
  await db.run(sql`CREATE INDEX \`release_order_updated_at_idx\` ON \`release_order\` (\`updated_at\`);`)
  await db.run(sql`CREATE INDEX \`release_order_created_at_idx\` ON \`release_order\` (\`created_at\`);`)
  await db.run(sql`CREATE TABLE \`releases\` (
  	\`id\` text PRIMARY KEY NOT NULL,
  	\`seq\` numeric NOT NULL,
  	\`kind\` text NOT NULL,
  	\`work\` text NOT NULL,
  	\`work_number\` text NOT NULL,
  	\`version\` numeric NOT NULL,
  	\`scope\` text NOT NULL,
  	\`not_before\` text NOT NULL,
  	\`due_last\` text NOT NULL,
  	\`representation_version\` numeric NOT NULL,
  	\`representation\` text,
  	\`reason\` text,
  	\`command\` text NOT NULL,
  	\`at\` text NOT NULL,
  	\`updated_at\` text DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) NOT NULL,
  	\`created_at\` text DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) NOT NULL
  );
  `)
  await db.run(sql`CREATE INDEX \`releases_work_idx\` ON \`releases\` (\`work\`);`)
  await db.run(sql`CREATE INDEX \`releases_work_number_idx\` ON \`releases\` (\`work_number\`);`)
  await db.run(sql`CREATE INDEX \`releases_due_last_idx\` ON \`releases\` (\`due_last\`);`)
  await db.run(sql`CREATE INDEX \`releases_updated_at_idx\` ON \`releases\` (\`updated_at\`);`)
  await db.run(sql`CREATE INDEX \`releases_created_at_idx\` ON \`releases\` (\`created_at\`);`)
  await db.run(sql`CREATE UNIQUE INDEX \`seq_idx\` ON \`releases\` (\`seq\`);`)
  await db.run(sql`CREATE UNIQUE INDEX \`work_version_idx\` ON \`releases\` (\`work\`,\`version\`);`)
  await db.run(sql`CREATE TABLE \`catalogue\` (
  	\`id\` text PRIMARY KEY NOT NULL,
  	\`live\` text NOT NULL,
  	\`seq\` numeric NOT NULL,
  	\`published_seq\` numeric NOT NULL,
  	\`version\` numeric NOT NULL,
  	\`work_number\` text NOT NULL,
  	\`format\` text NOT NULL,
  	\`theme\` text NOT NULL,
  	\`audience\` text NOT NULL,
  	\`title\` text NOT NULL,
  	\`title_text\` text NOT NULL,
  	\`body_text\` text NOT NULL,
  	\`summary\` text NOT NULL,
  	\`scope\` text NOT NULL,
  	\`not_before\` text NOT NULL,
  	\`channels\` text NOT NULL,
  	\`due_last\` text NOT NULL,
  	\`released_at\` text NOT NULL,
  	\`updated_at\` text DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) NOT NULL,
  	\`created_at\` text DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) NOT NULL
  );
  `)
  await db.run(sql`CREATE INDEX \`catalogue_work_number_idx\` ON \`catalogue\` (\`work_number\`);`)
  await db.run(sql`CREATE INDEX \`catalogue_due_last_idx\` ON \`catalogue\` (\`due_last\`);`)
  await db.run(sql`CREATE INDEX \`catalogue_updated_at_idx\` ON \`catalogue\` (\`updated_at\`);`)
  await db.run(sql`CREATE INDEX \`catalogue_created_at_idx\` ON \`catalogue\` (\`created_at\`);`)
  await db.run(sql`CREATE INDEX \`live_publishedSeq_idx\` ON \`catalogue\` (\`live\`,\`published_seq\`);`)
  await db.run(sql`CREATE INDEX \`live_format_publishedSeq_idx\` ON \`catalogue\` (\`live\`,\`format\`,\`published_seq\`);`)
  await db.run(sql`CREATE INDEX \`live_theme_publishedSeq_idx\` ON \`catalogue\` (\`live\`,\`theme\`,\`published_seq\`);`)
  await db.run(sql`CREATE TABLE \`journal\` (
  	\`id\` text PRIMARY KEY NOT NULL,
  	\`subject\` text NOT NULL,
  	\`collection\` text NOT NULL,
  	\`rev\` numeric NOT NULL,
  	\`verb\` text NOT NULL,
  	\`actor\` text NOT NULL,
  	\`command\` text NOT NULL,
  	\`at\` text NOT NULL,
  	\`text\` text NOT NULL,
  	\`hash\` text NOT NULL,
  	\`updated_at\` text DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) NOT NULL,
  	\`created_at\` text DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) NOT NULL
  );
  `)
  await db.run(sql`CREATE INDEX \`journal_actor_idx\` ON \`journal\` (\`actor\`);`)
  await db.run(sql`CREATE INDEX \`journal_command_idx\` ON \`journal\` (\`command\`);`)
  await db.run(sql`CREATE INDEX \`journal_at_idx\` ON \`journal\` (\`at\`);`)
  await db.run(sql`CREATE INDEX \`journal_updated_at_idx\` ON \`journal\` (\`updated_at\`);`)
  await db.run(sql`CREATE INDEX \`journal_created_at_idx\` ON \`journal\` (\`created_at\`);`)
  await db.run(sql`CREATE UNIQUE INDEX \`subject_rev_idx\` ON \`journal\` (\`subject\`,\`rev\`);`)
  await db.run(sql`CREATE TABLE \`commands\` (
  	\`id\` text PRIMARY KEY NOT NULL,
  	\`actor\` text NOT NULL,
  	\`key\` text NOT NULL,
  	\`fingerprint\` text NOT NULL,
  	\`subject\` text NOT NULL,
  	\`verb\` text NOT NULL,
  	\`answer\` text,
  	\`at\` text NOT NULL,
  	\`updated_at\` text DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) NOT NULL,
  	\`created_at\` text DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) NOT NULL
  );
  `)
  await db.run(sql`CREATE INDEX \`commands_updated_at_idx\` ON \`commands\` (\`updated_at\`);`)
  await db.run(sql`CREATE INDEX \`commands_created_at_idx\` ON \`commands\` (\`created_at\`);`)
  await db.run(sql`CREATE UNIQUE INDEX \`actor_key_idx\` ON \`commands\` (\`actor\`,\`key\`);`)
  await db.run(sql`CREATE TABLE \`outbox\` (
  	\`id\` text PRIMARY KEY NOT NULL,
  	\`kind\` text NOT NULL,
  	\`key\` text NOT NULL,
  	\`payload\` text,
  	\`command\` text,
  	\`state\` text NOT NULL,
  	\`not_before\` text NOT NULL,
  	\`lease_until\` text,
  	\`fence\` numeric NOT NULL,
  	\`attempts\` numeric NOT NULL,
  	\`last_error\` text,
  	\`done_at\` text,
  	\`updated_at\` text DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) NOT NULL,
  	\`created_at\` text DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) NOT NULL
  );
  `)
  await db.run(sql`CREATE INDEX \`outbox_updated_at_idx\` ON \`outbox\` (\`updated_at\`);`)
  await db.run(sql`CREATE INDEX \`outbox_created_at_idx\` ON \`outbox\` (\`created_at\`);`)
  await db.run(sql`CREATE UNIQUE INDEX \`key_idx\` ON \`outbox\` (\`key\`);`)
  await db.run(sql`CREATE INDEX \`state_notBefore_idx\` ON \`outbox\` (\`state\`,\`not_before\`);`)
  await db.run(sql`CREATE TABLE \`payload_kv\` (
  	\`id\` text(36) PRIMARY KEY NOT NULL,
  	\`key\` text NOT NULL,
  	\`data\` text NOT NULL
  );
  `)
  await db.run(sql`CREATE UNIQUE INDEX \`payload_kv_key_idx\` ON \`payload_kv\` (\`key\`);`)
  await db.run(sql`CREATE TABLE \`payload_preferences\` (
  	\`id\` text(36) PRIMARY KEY NOT NULL,
  	\`key\` text,
  	\`value\` text,
  	\`updated_at\` text DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) NOT NULL,
  	\`created_at\` text DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) NOT NULL
  );
  `)
  await db.run(sql`CREATE INDEX \`payload_preferences_key_idx\` ON \`payload_preferences\` (\`key\`);`)
  await db.run(sql`CREATE INDEX \`payload_preferences_updated_at_idx\` ON \`payload_preferences\` (\`updated_at\`);`)
  await db.run(sql`CREATE INDEX \`payload_preferences_created_at_idx\` ON \`payload_preferences\` (\`created_at\`);`)
  await db.run(sql`CREATE TABLE \`payload_preferences_rels\` (
  	\`id\` integer PRIMARY KEY NOT NULL,
  	\`order\` integer,
  	\`parent_id\` text(36) NOT NULL,
  	\`path\` text NOT NULL,
  	\`users_id\` text,
  	FOREIGN KEY (\`parent_id\`) REFERENCES \`payload_preferences\`(\`id\`) ON UPDATE no action ON DELETE cascade,
  	FOREIGN KEY (\`users_id\`) REFERENCES \`users\`(\`id\`) ON UPDATE no action ON DELETE cascade
  );
  `)
  await db.run(sql`CREATE INDEX \`payload_preferences_rels_order_idx\` ON \`payload_preferences_rels\` (\`order\`);`)
  await db.run(sql`CREATE INDEX \`payload_preferences_rels_parent_idx\` ON \`payload_preferences_rels\` (\`parent_id\`);`)
  await db.run(sql`CREATE INDEX \`payload_preferences_rels_path_idx\` ON \`payload_preferences_rels\` (\`path\`);`)
  await db.run(sql`CREATE INDEX \`payload_preferences_rels_users_id_idx\` ON \`payload_preferences_rels\` (\`users_id\`);`)
  await db.run(sql`CREATE TABLE \`payload_migrations\` (
  	\`id\` text(36) PRIMARY KEY NOT NULL,
  	\`name\` text,
  	\`batch\` numeric,
  	\`updated_at\` text DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) NOT NULL,
  	\`created_at\` text DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) NOT NULL
  );
  `)
  await db.run(sql`CREATE INDEX \`payload_migrations_updated_at_idx\` ON \`payload_migrations\` (\`updated_at\`);`)
  await db.run(sql`CREATE INDEX \`payload_migrations_created_at_idx\` ON \`payload_migrations\` (\`created_at\`);`)
}

export async function down({ db, payload, req }: MigrateDownArgs): Promise<void> {
  await db.run(sql`DROP TABLE \`users_sessions\`;`)
  await db.run(sql`DROP TABLE \`users\`;`)
  await db.run(sql`DROP TABLE \`persons\`;`)
  await db.run(sql`DROP TABLE \`organisations\`;`)
  await db.run(sql`DROP TABLE \`experts\`;`)
  await db.run(sql`DROP TABLE \`api_keys\`;`)
  await db.run(sql`DROP TABLE \`programmes\`;`)
  await db.run(sql`DROP TABLE \`funds\`;`)
  await db.run(sql`DROP TABLE \`calls\`;`)
  await db.run(sql`DROP TABLE \`application_drafts\`;`)
  await db.run(sql`DROP TABLE \`applications\`;`)
  await db.run(sql`DROP TABLE \`submissions\`;`)
  await db.run(sql`DROP TABLE \`dossiers\`;`)
  await db.run(sql`DROP TABLE \`reviews\`;`)
  await db.run(sql`DROP TABLE \`review_drafts\`;`)
  await db.run(sql`DROP TABLE \`decisions\`;`)
  await db.run(sql`DROP TABLE \`notices\`;`)
  await db.run(sql`DROP TABLE \`objections\`;`)
  await db.run(sql`DROP TABLE \`awards\`;`)
  await db.run(sql`DROP TABLE \`payments\`;`)
  await db.run(sql`DROP TABLE \`deliverables\`;`)
  await db.run(sql`DROP TABLE \`ledger\`;`)
  await db.run(sql`DROP TABLE \`files\`;`)
  await db.run(sql`DROP TABLE \`works\`;`)
  await db.run(sql`DROP TABLE \`manuscripts_audience\`;`)
  await db.run(sql`DROP TABLE \`manuscripts\`;`)
  await db.run(sql`DROP TABLE \`manuscripts_texts\`;`)
  await db.run(sql`DROP TABLE \`_manuscripts_v_version_audience\`;`)
  await db.run(sql`DROP TABLE \`_manuscripts_v\`;`)
  await db.run(sql`DROP TABLE \`_manuscripts_v_texts\`;`)
  await db.run(sql`DROP TABLE \`release_order\`;`)
  await db.run(sql`DROP TABLE \`releases\`;`)
  await db.run(sql`DROP TABLE \`catalogue\`;`)
  await db.run(sql`DROP TABLE \`journal\`;`)
  await db.run(sql`DROP TABLE \`commands\`;`)
  await db.run(sql`DROP TABLE \`outbox\`;`)
  await db.run(sql`DROP TABLE \`payload_kv\`;`)
  await db.run(sql`DROP TABLE \`payload_preferences\`;`)
  await db.run(sql`DROP TABLE \`payload_preferences_rels\`;`)
  await db.run(sql`DROP TABLE \`payload_migrations\`;`)
}
