import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { lexicalEditor } from '@payloadcms/richtext-lexical'
import { en } from '@payloadcms/translations/languages/en'
import { zh } from '@payloadcms/translations/languages/zh'
import { buildConfig } from 'payload'
import sharp from 'sharp'
import { collections } from './collections'
import { payloadEmailAdapter } from './src/accounts/outbox'
import { adminParts, translations } from './src/admin'
import { presented } from './src/admin/presentation'
import { database } from './src/database'
import { engine } from './src/engine'
import { levelOf, logger } from './src/log'
import { enqueue } from './src/outbox'

const root = process.env.KEPU_ROOT ?? path.dirname(fileURLToPath(import.meta.url))

const quiet = Object.fromEntries(
  [
    'APIError',
    'AuthenticationError',
    'Forbidden',
    'Locked',
    'NotFound',
    'QueryError',
    'UnauthorizedError',
    'ValidationError',
  ].map((name) => [name, 'debug' as const]),
)

export default database(root).then((db) =>
  buildConfig({
    secret: process.env.PAYLOAD_SECRET ?? '',
    serverURL: process.env.SERVER_URL ?? '',
    telemetry: false,
    collections: collections.map(presented),
    db,
    editor: lexicalEditor(),
    email: payloadEmailAdapter((item) => enqueue(engine(), item)),
    // What somebody may not do, or did wrong, is told to them; it is no fault of ours.
    loggingLevels: quiet,
    logger: logger({ level: levelOf(process.env.LOG_LEVEL) }),
    graphQL: { disable: true },
    i18n: { fallbackLanguage: 'zh', supportedLanguages: { zh, en }, translations },
    maxDepth: 3,
    defaultDepth: 0,
    sharp,
    admin: {
      ...adminParts,
      user: 'users',
      importMap: { baseDir: root, importMapFile: path.join(root, 'src/app/(payload)/admin/importMap.js') },
      timezones: { defaultTimezone: 'Asia/Shanghai' },
    },
    typescript: { autoGenerate: false, outputFile: path.join(root, 'src/payload-types.ts') },
  }),
)
