import { createHash } from 'node:crypto'
import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, describe, expect, test } from '@jest/globals'
import { ConfigError, configVariables, localSecret, readConfig } from '../../src/config'

const strong = 'Vt7pQ2mZr9LxW4cKb8NsYd3GhJf6TuEoAq1'
const outside = { PAYLOAD_SECRET: strong }
const production = { NODE_ENV: 'production', PAYLOAD_SECRET: strong, SERVER_URL: 'https://kepu.example.cn' }
const dir = mkdtempSync(path.join(tmpdir(), 'kepu-config-'))
afterAll(() => rmSync(dir, { recursive: true, force: true }))

const wrong = (env: Record<string, string>): string[] => {
  try {
    readConfig(env, '/srv')
    return []
  } catch (error) {
    if (error instanceof ConfigError) return [...error.variables]
    throw error
  }
}

describe('the configuration', () => {
  test('needs nothing but a secret, and then listens on this machine only', () => {
    expect(readConfig(outside, '/srv')).toEqual({
      aiLabelPropagator: '科普共创',
      environment: 'development',
      port: 3000,
      host: '127.0.0.1',
      databaseUrl: 'file:/srv/.data/kepu.db',
      secret: strong,
      serverUrl: 'http://localhost:3000',
      gamesOrigin: 'http://games.localhost:3000',
      gamesFrames: [],
      serverOrigins: ['http://localhost:3000', 'http://127.0.0.1:3000'],
      storageDir: '/srv/.data/files',
      s3: null,
      mailTransport: { kind: 'file', dir: '/srv/.data/mail' },
      mailFrom: '科普共创 <no-reply@localhost>',
      trustProxy: 0,
      uploadDays: 7,
      virusScan: null,
      uploadDiskReserve: 2 * 1024 ** 3,
      uploadQuota: 20 * 1024 ** 3,
      logLevel: 'info',
      worker: true,
      seedDemo: false,
      testClock: null,
      testCrashAt: null,
      testShareDatabase: false,
    })
  })

  test('in production listens to the outside and wants its own address', () => {
    expect(readConfig(production).host).toBe('0.0.0.0')
    expect(wrong({ ...production, SERVER_URL: '' })).toEqual(['SERVER_URL'])
  })

  test('refuses a secret that is missing, short, from an example, repeated or of little variety in production', () => {
    for (const secret of [
      '',
      'short',
      'change-me-change-me-change-me-change-me',
      'a-secret-for-tests-only-0123456789abcdef',
      'Xk9!Xk9!Xk9!Xk9!Xk9!Xk9!Xk9!Xk9!Xk9!',
      'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab',
      'the-quick-brown-fox-jumps-over-lazy-dog',
      'thequickbrownfoxjumpsoverthelazydogthe',
      'The_Quick_Brown_Fox_Jumps_Over_The_Lazy_Dog_2026!',
      'jiu-long-po-qu-ke-pu-chuang-zuo-zi-zhu-2026',
      'Kepu2026!Jiulongpo#Chongqing$Server%',
    ])
      expect(wrong({ ...production, PAYLOAD_SECRET: secret })).toEqual(['PAYLOAD_SECRET'])
  })

  test('takes what is drawn, however it is written', () => {
    // Drawn once: a test that draws anew would now and then draw what looks like words.
    const bytes = createHash('sha512').update('any').digest()
    for (const secret of [bytes.toString('base64'), bytes.toString('hex'), bytes.subarray(0, 24).toString('base64url')])
      expect(wrong({ ...production, PAYLOAD_SECRET: secret })).toEqual([])
  })

  test('in production is reached by https, or on this machine alone', () => {
    const at = (SERVER_URL: string) => wrong({ ...production, SERVER_URL })
    for (const url of ['http://kepu.example.cn', 'http://10.0.0.5:3000', 'http://127.evil.example'])
      expect([url, at(url)]).toEqual([url, ['SERVER_URL']])
    for (const url of [
      'https://kepu.example.cn',
      'http://localhost:3000',
      'http://127.0.0.1:3000',
      'http://[::1]:3000',
    ])
      expect([url, at(url)]).toEqual([url, []])
    expect(wrong({ ...outside, SERVER_URL: 'http://10.0.0.5:3000' })).toEqual([])
  })

  test('names every wrong variable at once, in both languages, and repeats no value', () => {
    const env = { ...outside, PORT: '99999', MAIL_TRANSPORT: 'pigeon:hunter2', LOG_LEVEL: 'loud', WORKER: 'perhaps' }
    expect(wrong(env)).toEqual(['PORT', 'MAIL_TRANSPORT', 'LOG_LEVEL', 'WORKER'])
    try {
      readConfig(env)
    } catch (error) {
      const { message } = error as Error
      expect(message.split('\n')).toHaveLength(2 + 4 * 3)
      expect(message).toContain('请写成 file:目录')
      expect(message).toContain('write file:folder')
      expect(message).not.toContain('hunter2')
    }
  })

  test('lets a test move the clock only where nobody else can reach it', () => {
    const moved = { ...outside, TEST_CLOCK: 'now.txt', TEST_CRASH_AT: 'call.open:after', TEST_SHARE_DATABASE: 'on' }
    expect(wrong(moved)).toEqual(['TEST_CLOCK', 'TEST_CRASH_AT', 'TEST_SHARE_DATABASE'])
    expect(wrong({ ...moved, DATABASE_URL: 'file:/data/test-1.db', HOST: '0.0.0.0' })).toEqual([
      'TEST_CLOCK',
      'TEST_CRASH_AT',
      'TEST_SHARE_DATABASE',
    ])
    expect(wrong({ ...moved, DATABASE_URL: 'mongodb://127.0.0.1:27017/live-test' })).toHaveLength(3)
    expect(wrong({ ...moved, DATABASE_URL: 'mongodb://127.0.0.1:27017/test-7?replicaSet=rs' })).toEqual([])
    expect(readConfig({ ...moved, DATABASE_URL: 'file:/data/test-1.db' }, '/srv').testClock).toBe('/srv/now.txt')
  })

  test('writes demo data anywhere but in production', () => {
    expect(readConfig({ ...outside, SEED_DEMO: 'on' }).seedDemo).toBe(true)
    expect(wrong({ ...production, SEED_DEMO: 'on' })).toEqual(['SEED_DEMO'])
  })

  test('asks for a sender before it sends by SMTP', () => {
    const smtp = { ...outside, MAIL_TRANSPORT: 'smtp://mail.example.cn:587' }
    expect(wrong(smtp)).toEqual(['MAIL_FROM'])
    expect(readConfig({ ...smtp, MAIL_FROM: '科普共创 <kepu@example.cn>' }).mailTransport).toEqual({
      kind: 'smtp',
      url: 'smtp://mail.example.cn:587',
    })
  })

  test('keeps files in a bucket where one is named, and takes nothing for a bucket that is half told', () => {
    const keys = { S3_ACCESS_KEY_ID: 'key', S3_SECRET_ACCESS_KEY: 'secret' }
    const bucket = { bucket: 'kepu', region: 'us-east-1', endpoint: null, pathStyle: true, prefix: '', keys: null }
    expect(readConfig({ ...outside, S3_BUCKET: 'kepu' }).s3).toEqual(bucket)
    const more = {
      S3_ENDPOINT: 'https://s3.example.cn',
      S3_REGION: 'cn-north-1',
      S3_PREFIX: 'a/b',
      S3_PATH_STYLE: 'off',
    }
    expect(readConfig({ ...outside, S3_BUCKET: 'kepu', ...keys, ...more }).s3).toEqual({
      ...{ ...bucket, endpoint: 'https://s3.example.cn', region: 'cn-north-1' },
      ...{ prefix: 'a/b/', pathStyle: false, keys: { id: 'key', secret: 'secret' } },
    })
    expect(wrong({ ...outside, ...keys })).toEqual(['S3_BUCKET'])
    expect(wrong({ ...outside, S3_BUCKET: 'kepu', S3_ACCESS_KEY_ID: 'key' })).toEqual(['S3_SECRET_ACCESS_KEY'])
    expect(wrong({ ...outside, S3_BUCKET: 'kepu', S3_SECRET_ACCESS_KEY: 'secret' })).toEqual(['S3_ACCESS_KEY_ID'])
    for (const [name, value] of [
      ['S3_BUCKET', 'Not A Bucket'],
      ['S3_ENDPOINT', 'https://user:secret@s3.example.cn'],
      ['S3_ENDPOINT', 's3.example.cn'],
      ['S3_PREFIX', '/a'],
    ] as const)
      expect(wrong({ ...outside, S3_BUCKET: 'kepu', [name]: value })).toEqual([name])
  })

  test('takes a server address without path only', () => {
    expect(wrong({ ...outside, SERVER_URL: 'https://kepu.example.cn/app' })).toEqual(['SERVER_URL'])
    expect(readConfig({ ...outside, SERVER_URL: 'https://kepu.example.cn/' }).serverUrl).toBe('https://kepu.example.cn')
  })

  test('plays games under another host name, or nowhere', () => {
    const apart = { ...production, GAMES_ORIGIN: 'https://kepu-games.example.cn/' }
    expect(readConfig(production).gamesOrigin).toBeNull()
    expect(readConfig({ ...apart, GAMES_FRAMES: 'https://www.example.cn/  https://m.example.cn' })).toMatchObject({
      gamesOrigin: 'https://kepu-games.example.cn',
      serverOrigins: ['https://kepu.example.cn'],
      gamesFrames: ['https://www.example.cn', 'https://m.example.cn'],
    })
    for (const games of ['https://kepu.example.cn:8443', 'http://kepu-games.example.cn', 'https://a.cn/play'])
      expect([games, wrong({ ...production, GAMES_ORIGIN: games })]).toEqual([games, ['GAMES_ORIGIN']])
    for (const frames of ['www.example.cn', "https://a.cn;script-src 'none'", 'https://*.cn'])
      expect([frames, wrong({ ...apart, GAMES_FRAMES: frames })]).toEqual([frames, ['GAMES_FRAMES']])
  })

  test('draws a local secret once, for its owner only', () => {
    const secret = localSecret(dir)
    expect(localSecret(dir)).toBe(secret)
    expect(secret.length).toBeGreaterThanOrEqual(32)
    expect(statSync(path.join(dir, 'secret')).mode & 0o777).toBe(0o600)
    expect(wrong({ ...production, PAYLOAD_SECRET: secret })).toEqual([])
  })

  test('tells of every variable what it is for', () => {
    expect(new Set(configVariables.map(({ name }) => name)).size).toBe(configVariables.length)
  })
})
