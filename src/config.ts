import { randomBytes, randomUUID } from 'node:crypto'
import { existsSync, linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { z } from 'zod'
import type { S3Options, Scanner } from '../media'
import { configVariables } from './config-variables'
import type { ConfigName } from './config-variables'
import { isWeak } from './weak-secret'

export { configVariables } from './config-variables'
export type { ConfigName, ConfigVariable } from './config-variables'

const levels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const
export type LogLevel = (typeof levels)[number]

export type MailTransport = { kind: 'file'; dir: string } | { kind: 'smtp'; url: string }

/** What the environment says, checked. All folders are absolute. */
export interface Config {
  environment: 'development' | 'test' | 'production'
  port: number
  host: string
  /** `file:` with an absolute path, or the address of a MongoDB replica set. */
  databaseUrl: string
  secret: string
  /** Scheme and host, without a slash at the end. */
  serverUrl: string
  /** The same, and what else people call this machine. */
  serverOrigins: string[]
  /** Where games are played, as scheme and host; null = nowhere. */
  gamesOrigin: string | null
  /** Sites that may show released games in a frame, besides our own pages. */
  gamesFrames: string[]
  storageDir: string
  /** The bucket that holds the files; null = `storageDir` does. */
  s3: S3Options | null
  /** The most that one person may have stored and under way together, in bytes. */
  uploadQuota: number
  /** What no new upload may use of the disk, in bytes. */
  uploadDiskReserve: number
  /** How long an upload waits to be gone on with, in days. */
  uploadDays: number
  /** Who looks at every upload for viruses; null = nobody. */
  virusScan: Scanner | null
  mailTransport: MailTransport
  mailFrom: string
  /** Proxies of our own before this process, each of which adds to `X-Forwarded-For`. */
  trustProxy: number
  logLevel: LogLevel
  worker: boolean
  /** Who passes works on, as the label of generated content names it. */
  aiLabelPropagator: string
  seedDemo: boolean
  testClock: string | null
  testCrashAt: string | null
  testShareDatabase: boolean
}

/** The environment cannot be used; the message says, in Chinese and English, which variables and what to do. */
export class ConfigError extends Error {
  constructor(readonly variables: readonly ConfigName[]) {
    super(explainConfig(variables))
    this.name = 'ConfigError'
  }
}

/** One block of lines for people: each variable, in Chinese and English, and what to do about it. */
export function explainConfig(variables: readonly ConfigName[]): string {
  const lines = configVariables
    .filter(({ name }) => variables.includes(name))
    .flatMap(({ name, remedy }) => [`  ${name}`, `    ${remedy.zh}。`, `    ${remedy.en}.`])
  return ['配置有误，未启动：', 'The configuration is not usable; nothing was started:', ...lines].join('\n')
}

type Env = Readonly<Record<string, string | undefined>>

/**
 * Reads the configuration. An empty variable counts as not set; relative paths are taken from `root`.
 * @throws ConfigError naming every variable that is wrong; values are never repeated, since some are secret
 */
export function readConfig(env: Env, root: string = env.KEPU_ROOT ?? process.cwd()): Config {
  const given = Object.fromEntries(configVariables.map(({ name }) => [name, env[name]?.trim() || undefined]))
  const result = schema.safeParse(given)
  if (!result.success) throw new ConfigError(named(result.error))
  const values = result.data
  const production = values.NODE_ENV === 'production'
  const serverUrl = new URL(values.SERVER_URL ?? `http://localhost:${values.PORT}`).origin
  const dir = values.MAIL_TRANSPORT.startsWith('file:') ? values.MAIL_TRANSPORT.slice('file:'.length) : null
  return {
    environment: values.NODE_ENV,
    port: values.PORT,
    host: hostOf(values),
    databaseUrl: values.DATABASE_URL.startsWith('file:')
      ? `file:${path.resolve(root, values.DATABASE_URL.slice('file:'.length))}`
      : values.DATABASE_URL,
    secret: values.PAYLOAD_SECRET,
    serverUrl,
    serverOrigins: alsoCalled(serverUrl),
    gamesOrigin: gamesOriginOf(values),
    gamesFrames: values.GAMES_FRAMES,
    storageDir: path.resolve(root, values.STORAGE_DIR),
    s3: bucketOf(values),
    uploadQuota: values.UPLOAD_QUOTA_GB * gibibyte,
    uploadDiskReserve: values.UPLOAD_DISK_RESERVE_GB * gibibyte,
    uploadDays: values.UPLOAD_DAYS,
    virusScan: scannerOf(values.VIRUS_SCAN),
    mailTransport:
      dir === null ? { kind: 'smtp', url: values.MAIL_TRANSPORT } : { kind: 'file', dir: path.resolve(root, dir) },
    mailFrom: values.MAIL_FROM ?? '科普共创 <no-reply@localhost>',
    trustProxy: values.TRUST_PROXY,
    logLevel: values.LOG_LEVEL,
    worker: values.WORKER,
    aiLabelPropagator: values.AI_LABEL_PROPAGATOR,
    seedDemo: !production && values.SEED_DEMO,
    testClock: values.TEST_CLOCK ? path.resolve(root, values.TEST_CLOCK) : null,
    testCrashAt: values.TEST_CRASH_AT ?? null,
    testShareDatabase: values.TEST_SHARE_DATABASE,
  }
}

const named = (error: z.ZodError): ConfigName[] =>
  configVariables.map(({ name }) => name).filter((name) => error.issues.some(({ path: [first] }) => first === name))

/**
 * The secret of an installation that is not in production: drawn once and kept in `<dir>/secret`, readable by its owner
 * only. Two processes that start at once get the same one.
 */
export function localSecret(dir: string): string {
  const file = path.join(dir, 'secret')
  if (!existsSync(file)) {
    mkdirSync(dir, { recursive: true })
    const draft = path.join(dir, `secret-${randomUUID()}`)
    writeFileSync(draft, randomBytes(48).toString('base64url'), { mode: 0o600 })
    // A link appears with its whole content or, when another process was first, not at all.
    try {
      linkSync(draft, file)
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    } finally {
      rmSync(draft)
    }
  }
  return readFileSync(file, 'utf8').trim()
}

const onOff = z.stringbool({ truthy: ['on', 'true', 'yes', '1'], falsy: ['off', 'false', 'no', '0'] })
const gibibyte = 1024 ** 3
const gigabytes = z.stringFormat('gigabytes', /^\d{1,6}(?:\.\d{1,6})?$/).transform(Number)
const isMongo = (url: string) => /^mongodb(\+srv)?:\/\/[^/]+\/[^/?]+/.test(url)
const mailbox = /^(?:[^<>\r\n]*<[^\s<>@]+@[^\s<>@]+>|[^\s<>@]+@[^\s<>@]+)$/

/** Scheme and host, nothing else. No sign in it means anything in a policy's list. */
const address = z.string().refine((url) => URL.canParse(url) && /^https?:\/\/[^/?#@;,*'\s]+\/?$/.test(url))

const fields = z.object({
  NODE_ENV: z.enum(['development', 'test', 'production']).default('development'),
  PORT: z
    .stringFormat('port', /^\d{1,5}$/)
    .transform(Number)
    .pipe(z.number().max(65_535))
    .default(3000),
  HOST: z
    .string()
    .regex(/^[\w.:-]+$/)
    .optional(),
  DATABASE_URL: z
    .string()
    .refine((url) => /^file:.+/.test(url) || isMongo(url))
    .default('file:.data/kepu.db'),
  PAYLOAD_SECRET: z.string().refine((secret) => Array.from(secret).length >= 32),
  SERVER_URL: address.optional(),
  GAMES_ORIGIN: address.optional(),
  GAMES_FRAMES: z
    .string()
    .default('')
    .transform((list) => list.split(/\s+/).filter((each) => each !== ''))
    .pipe(z.array(address.transform((url) => new URL(url).origin))),
  STORAGE_DIR: z.string().default('.data/files'),
  S3_BUCKET: z
    .string()
    .regex(/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/)
    .optional(),
  S3_ENDPOINT: z
    .string()
    .refine((url) => URL.canParse(url) && /^https?:\/\/[^/?#@]+\/?$/.test(url))
    .optional(),
  S3_REGION: z
    .string()
    .regex(/^[\w-]{1,50}$/)
    .default('us-east-1'),
  S3_ACCESS_KEY_ID: z.string().optional(),
  S3_SECRET_ACCESS_KEY: z.string().optional(),
  S3_PATH_STYLE: onOff.default(true),
  S3_PREFIX: z
    .string()
    .regex(/^[\w.-][\w./-]{0,200}$/)
    .optional(),
  UPLOAD_QUOTA_GB: gigabytes.default(20),
  UPLOAD_DISK_RESERVE_GB: gigabytes.default(2),
  UPLOAD_DAYS: z
    .stringFormat('days', /^[1-9]\d{0,2}$/)
    .transform(Number)
    .default(7),
  VIRUS_SCAN: z
    .string()
    .regex(/^clamd:\/\/[\w.-]+:\d{1,5}$/)
    .optional(),
  MAIL_TRANSPORT: z
    .string()
    .refine((way) => /^file:.+/.test(way) || (/^smtps?:\/\/.+/.test(way) && URL.canParse(way)))
    .default('file:.data/mail'),
  MAIL_FROM: z.string().regex(mailbox).optional(),
  TRUST_PROXY: z.stringFormat('hops', /^\d$/).transform(Number).default(0),
  LOG_LEVEL: z.enum(levels).default('info'),
  WORKER: onOff.default(true),
  AI_LABEL_PROPAGATOR: z.string().max(100).default('科普共创'),
  SEED_DEMO: onOff.default(false),
  TEST_CLOCK: z.string().optional(),
  TEST_CRASH_AT: z.string().optional(),
  TEST_SHARE_DATABASE: onOff.default(false),
})
type Values = z.output<typeof fields>

const scannerOf = (address: string | undefined): Scanner | null => {
  if (address === undefined) return null
  const { hostname, port } = new URL(address)
  return { host: hostname, port: Number(port) }
}

/** Outside of production a name that every browser takes for this machine. */
const gamesOriginOf = ({ GAMES_ORIGIN, NODE_ENV, PORT }: Values): string | null => {
  if (GAMES_ORIGIN !== undefined) return new URL(GAMES_ORIGIN).origin
  return NODE_ENV === 'production' ? null : `http://games.localhost:${PORT}`
}

/** On one machine people open the address that the start prints as well as the one that is configured. */
function alsoCalled(serverUrl: string): string[] {
  const { protocol, hostname, port } = new URL(serverUrl)
  const names = ['localhost', '127.0.0.1']
  if (!names.includes(hostname)) return [serverUrl]
  return names.map((name) => new URL(`${protocol}//${name}:${port}`).origin)
}

/** Cookies know hosts and no ports. */
const isApart = (games: string, server: string): boolean => new URL(games).hostname !== new URL(server).hostname

const bucketOf = (values: Values): S3Options | null => {
  const { S3_BUCKET: bucket, S3_ACCESS_KEY_ID: id, S3_SECRET_ACCESS_KEY: secret, S3_PREFIX: prefix = '' } = values
  if (bucket === undefined) return null
  return {
    bucket,
    region: values.S3_REGION,
    endpoint: values.S3_ENDPOINT ?? null,
    pathStyle: values.S3_PATH_STYLE,
    prefix: prefix === '' || prefix.endsWith('/') ? prefix : `${prefix}/`,
    keys: id === undefined || secret === undefined ? null : { id, secret },
  }
}

const hostOf = ({ HOST, NODE_ENV }: Pick<Values, 'HOST' | 'NODE_ENV'>) =>
  HOST ?? (NODE_ENV === 'production' ? '0.0.0.0' : '127.0.0.1')

/** What may not stand together, by the variable to change. */
const conflicts: readonly [ConfigName, (values: Values) => boolean][] = [
  ['PAYLOAD_SECRET', (values) => values.NODE_ENV === 'production' && isWeak(values.PAYLOAD_SECRET)],
  ['SERVER_URL', (values) => values.NODE_ENV === 'production' && !isSafeAddress(values.SERVER_URL)],
  [
    'GAMES_ORIGIN',
    ({ NODE_ENV, GAMES_ORIGIN: games, SERVER_URL: server = 'http://localhost' }) =>
      games !== undefined && ((NODE_ENV === 'production' && !isSafeAddress(games)) || !isApart(games, server)),
  ],
  ['MAIL_FROM', (values) => values.MAIL_TRANSPORT.startsWith('smtp') && values.MAIL_FROM === undefined],
  ['S3_BUCKET', (values) => values.S3_BUCKET === undefined && namesS3(values)],
  ['S3_ACCESS_KEY_ID', (values) => values.S3_ACCESS_KEY_ID === undefined && values.S3_SECRET_ACCESS_KEY !== undefined],
  [
    'S3_SECRET_ACCESS_KEY',
    (values) => values.S3_SECRET_ACCESS_KEY === undefined && values.S3_ACCESS_KEY_ID !== undefined,
  ],
  ['SEED_DEMO', (values) => values.NODE_ENV === 'production' && values.SEED_DEMO],
  ['TEST_CLOCK', (values) => values.TEST_CLOCK !== undefined && !isForTests(values)],
  ['TEST_SHARE_DATABASE', (values) => values.TEST_SHARE_DATABASE && !isForTests(values)],
  ['TEST_CRASH_AT', (values) => values.TEST_CRASH_AT !== undefined && !isForTests(values)],
]

const schema = fields.superRefine((values, context) => {
  for (const [name, holds] of conflicts) if (holds(values)) context.addIssue({ code: 'custom', path: [name] })
})

const namesS3 = ({ S3_ENDPOINT, S3_ACCESS_KEY_ID, S3_SECRET_ACCESS_KEY, S3_PREFIX }: Values): boolean =>
  [S3_ENDPOINT, S3_ACCESS_KEY_ID, S3_SECRET_ACCESS_KEY, S3_PREFIX].some((value) => value !== undefined)

const isLoopback = (host: string) => /^(?:127(?:\.\d{1,3}){3}|::1|\[::1\]|localhost)$/.test(host)

/** Over plain http anybody on the way reads passwords and sessions; only this machine's own address has no way. */
const isSafeAddress = (url: string | undefined): boolean =>
  url !== undefined && (url.startsWith('https:') || isLoopback(new URL(url).hostname))

/** A server that nobody outside can reach, over a database that says by its name that it is for tests. */
function isForTests(values: Values): boolean {
  const { DATABASE_URL: url } = values
  const name = url.startsWith('file:') ? path.basename(url) : (/^[^/]+\/\/[^/]+\/([^/?]+)/.exec(url)?.[1] ?? '')
  return isLoopback(hostOf(values)) && name.startsWith('test')
}
