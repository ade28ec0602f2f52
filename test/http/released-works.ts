import { createHash, randomUUID } from 'node:crypto'
import { writeFile } from 'node:fs/promises'
import { z } from 'zod'
import { command, hasRole, registry, runCommand, system } from '../../workflows/engine'
import type { Workflow } from '../../workflows/engine'
import { states } from '../../workflows/rules/states'
import type { Format } from '../../workflows/rules/vocabulary'
import { blocksToLexical, companionsOf, stampOf } from '../../workflows/work'
import type { Client, TestServer } from '../support/server'

const planting = z.strictObject({
  number: z.string(),
  title: z.string(),
  owner: z.string(),
  manuscript: z.string(),
  format: z.string(),
})

/** A work from nothing, so that a test of publication need not begin with a call. */
const planted: Workflow = {
  subject: 'work',
  collection: 'works',
  states: states.work,
  sees: () => true,
  commands: [
    command<null, null, z.infer<typeof planting>>({
      subject: 'work',
      verb: 'plant',
      from: 'birth',
      to: ['sci_review'],
      roles: ['editor1'],
      input: planting,
      who: hasRole('editor1'),
      facts: () => Promise.resolve(null),
      decide: ({ input, fresh }) => ({
        born: fresh(),
        patch: { state: 'sci_review', ...input, checks: [], version: 0 },
      }),
    }),
  ],
}

/** A file whose bytes need not be what its type says. */
interface Planted {
  bytes: Buffer
  mime: string
  role?: string
  rendition?: Buffer
}

export interface Given {
  title: string
  abstract?: string
  body?: string
  format?: Format
  theme?: string
  audience?: string[]
  files?: Planted[]
  /** Originals that came in by the real way; what a release needs of them is made by the worker. */
  originals?: (string | { file: string; role: string })[]
  aiUse?: string
  /** What an editor declares about its maps; `null`: nobody does, and it stays in the first review. */
  maps?: object | null
}

export interface Desk {
  /** Who made all the works. */
  maker: Client & { id: string }
  /** Four eyes times two: everybody whom a release needs. */
  science: Client
  editors: [Client, Client, Client]
  /** A work that waits for its release. */
  cleared(given: Given): Promise<{ id: string; number: string; files: string[]; manuscript: string }>
  released(given: Given, input?: object): Promise<{ id: string; number: string; files: string[]; manuscript: string }>
  rewrite(manuscript: string, data: object): Promise<void>
  /** Proposed by one editor, published by another. */
  corrected(work: string, reason: string): Promise<void>
}

/** An editorial office with everything to release works. */
export async function openDesk(server: TestServer): Promise<Desk> {
  const { house } = server
  const owner = await server.person('作者')
  const science = await server.person('科学审核', 'science_reviewer')
  const first = await server.person('一审', 'editor1')
  const second = await server.person('二审', 'editor2')
  const third = await server.person('三审', 'editor3')
  let works = 0

  /** An original, and what is made of it for the release of words with this stamp: no more than the test asks for. */
  async function sealed(id: string, { bytes, mime, rendition }: Planted, stamp: string): Promise<void> {
    await put('sealed', id, bytes)
    const made = rendition ? randomUUID() : null
    if (rendition && made) await put('renditions', made, rendition)
    const input = {
      id,
      owner: owner.id,
      name: '张三的手机.bin',
      mime,
      kind: mime.split('/')[1],
      bytes: bytes.length,
      sha256: sha256(bytes),
    }
    const bySystem = (verb: string, asked: object, of?: string) =>
      runCommand(house.engine, { actor: system, subject: 'file', verb, id: of, input: asked, key: `${verb}-${id}` })
    await bySystem('seal', input)
    const common = { revision: 1, required: true, by: 'still' }
    const plan = {
      stamp,
      work: null,
      version: 1,
      label: 'none',
      entries: made ? { poster: { state: 'wanted', ...common } } : {},
    }
    await bySystem('plan_renditions', { set: 'release', plan }, id)
    if (rendition && made) {
      const poster = { state: 'ready', ...common, id: made, mime, bytes: rendition.length, sha256: sha256(rendition) }
      await bySystem('record_renditions', { set: 'release', stamp, results: { poster } }, id)
    }
  }

  async function put(area: 'sealed' | 'renditions', id: string, bytes: Buffer) {
    const temp = await house.storage.tempPath()
    await writeFile(temp, bytes)
    await house.storage.put(area, id, temp)
  }

  const desk: Desk = {
    maker: owner,
    science,
    editors: [first, second, third],
    async cleared({
      title,
      abstract = '摘要',
      body = '正文',
      format = 'article',
      theme = 'H',
      audience = ['youth'],
      files = [],
      originals = [],
      aiUse = 'none',
      maps = { shown: 'no' },
    }) {
      const number = `KP-2026-TEST${String(++works).padStart(3, '0')}-0`
      const manuscript = randomUUID()
      const named = originals.map((one) => (typeof one === 'string' ? { file: one, role: 'work' } : one))
      const rights = { creditLine: '作者', licence: 'cc-by-4.0', aiUse: 'none' } as const
      const known = await house.engine.store.reader.find<{ id: string; mime: string }>('files', {
        id: { in: named.map(({ file }) => file) },
      })
      const given = files.map((one) => ({ ...one, id: randomUUID() }))
      for (const { id, role = 'work' } of given) named.push({ file: id, role })
      for (const one of given) {
        const beside = companionsOf({ format, files: named }, [...known, ...given], one.id)
        await sealed(one.id, one, stampOf({ number }, rights, beside))
      }
      await house.payload.create({
        collection: 'manuscripts',
        overrideAccess: true,
        data: {
          ...{
            id: manuscript,
            title,
            abstract,
            format,
            theme,
            audience,
            ...{ ...rights, aiUse },
          },
          body: blocksToLexical([{ type: 'paragraph', text: body }]),
          files: named.map((one, index) => ({ ...one, position: index + 1 })),
          funding: { funded: false },
        } as never,
      })
      const { id } = await runCommand(
        { ...house.engine, registry: registry([planted]) },
        {
          ...{
            actor: { kind: 'person', id: 'planter', roles: ['editor1'], organisation: null },
            subject: 'work',
            verb: 'plant',
            key: `plant-${number}`,
          },
          input: { number, title, owner: owner.id, manuscript, format },
        },
      )
      await science.command('work', 'pass_science', {}, id)
      if (maps) await first.command('work', 'declare_maps', { maps }, id)
      for (const editor of maps ? [first, second, third] : []) await editor.command('work', 'pass', {}, id)
      return { id, number, files: named.map(({ file }) => file), manuscript }
    },
    async released(given, input = {}) {
      const work = await desk.cleared(given)
      await third.command('work', 'release', input, work.id)
      return work
    },
    async rewrite(manuscript, data) {
      await house.payload.update({ collection: 'manuscripts', id: manuscript, data, overrideAccess: true })
    },
    async corrected(work, reason) {
      await first.command('work', 'propose_correction', { reason }, work)
      await third.command('work', 'correct', {}, work)
    },
  }
  return desk
}

const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex')

export interface Pulled {
  status: number
  headers: Headers
  /** The text as it came; '' for none. */
  text: string
}

/** A media client: everything it asks carries its key. */
export interface MediaClient {
  id: string
  key: string
  ask(path: string, headers?: Record<string, string>, method?: string): Promise<Pulled>
  /** The JSON of a 200. */
  read<T>(path: string, headers?: Record<string, string>): Promise<T>
  /** Status and code of a refusal. */
  refused(path: string, headers?: Record<string, string>): Promise<string>
}

/** A key is issued as an administrator does it, and used as a newsroom does. */
export async function mediaClient(server: TestServer, admin: Client, input: object = {}): Promise<MediaClient> {
  const issued = await admin.command('apiKey', 'issue', { client: '区融媒体中心', channel: 'press', ...input })
  const key = issued.key ?? ''
  const client: MediaClient = {
    id: issued.id,
    key,
    async ask(path, headers = {}, method = 'GET') {
      const response = await fetch(`${server.url}/content/v1${path}`, {
        method,
        headers: { authorization: `Bearer ${key}`, ...headers },
      })
      return { status: response.status, headers: response.headers, text: await response.text() }
    },
    async read<T>(path: string, headers?: Record<string, string>) {
      const { status, text } = await client.ask(path, headers)
      if (status !== 200) throw new Error(`${path}: ${String(status)} ${text}`)
      return JSON.parse(text) as T
    },
    async refused(path, headers) {
      const { status, text } = await client.ask(path, headers)
      return `${String(status)} ${(JSON.parse(text) as { code: string }).code}`
    },
  }
  return client
}
