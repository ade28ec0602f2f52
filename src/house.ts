import type { Payload } from 'payload'
import { StorageUnusable, findTools, mustDrawChinese, openExaminer, openStorage } from '../media'
import { runCommand, system } from '../workflows/engine'
import type { Clock } from '../workflows/engine'
import { ConfigError } from './config'
import type { Config, ConfigName } from './config'
import { openEngine } from './engine'
import type { House } from './faces'
import { gameLinks } from './games/links'
import { setPlace } from './games/place'
import { logger } from './log'
import { prepareDatabase } from './database'

const atFault: Readonly<Record<StorageUnusable['fault'], readonly ConfigName[]>> = {
  folder: ['STORAGE_DIR'],
  endpoint: ['S3_ENDPOINT'],
  region: ['S3_REGION'],
  bucket: ['S3_BUCKET'],
  keys: ['S3_ACCESS_KEY_ID', 'S3_SECRET_ACCESS_KEY'],
}

/** Everything a process of ours needs, opened in order: database, engine, storage, tools. */
export async function openHouse(payload: Payload, config: Config, clock: Clock): Promise<House> {
  const log = logger({ level: config.logLevel })
  await prepareDatabase(payload)
  const engine = openEngine(payload, clock)
  const storage = await openStorage({ root: config.storageDir, s3: config.s3 }).catch((error: unknown) => {
    throw error instanceof StorageUnusable ? new ConfigError(atFault[error.fault]) : error
  })
  if (!storage.createOnly)
    log.warn('the S3 server cannot refuse to overwrite: what is sealed is looked at before, and a race remains')
  if (!(await engine.store.reader.get('release-order', 'main')))
    await runCommand(engine, {
      actor: system,
      subject: 'releaseOrder',
      verb: 'create',
      input: {},
      key: 'release-order-main',
    })
  openGames(config, payload)
  const tools = await findTools()
  return { payload, engine, storage, tools, examiner: openExaminer(tools), config, log }
}

/** Tells the pages of this process where games are played. */
function openGames({ gamesOrigin: origin }: Config, { secret }: Payload): void {
  const links = gameLinks(secret)
  setPlace({ origin, link: (asked, now) => `${origin ?? ''}/links/${links.seal(asked, now)}/` })
}

/** Said at the start and not with the first film: without a Chinese font no film gets subtitles into its picture. */
export async function lookForFonts({ storage, tools, log }: House): Promise<void> {
  if (tools.ffmpeg === null) return
  await mustDrawChinese(tools, await storage.tempPath()).catch((error: unknown) => {
    log.error({ err: String(error) }, 'Chinese text cannot be drawn: install a font such as fonts-noto-cjk')
  })
}
