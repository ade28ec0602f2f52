import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import {
  AbortMultipartUploadCommand,
  DeleteObjectCommand,
  HeadObjectCommand,
  ListMultipartUploadsCommand,
  ListObjectsV2Command,
  PutObjectCommand,
} from '@aws-sdk/client-s3'
import type { ListMultipartUploadsCommandOutput } from '@aws-sdk/client-s3'
import { MediaRefusal } from '../refusal'
import { answered, answeredOrNull, bucketOf, isTaken, isUnknownToServer, unusable } from './bucket'
import type { Bucket } from './bucket'
import { openCopies } from './copies'
import { hashFile, hashOf, openTempFolder } from './disk'
import type { TempFolder } from './disk'
import { sendFile } from './s3-put'
import type { S3Options } from './s3-options'
import { readObject } from './s3-read'
import { StorageError, StorageUnusable, checked, isId, orphansOf } from './storage'
import type { Area, Storage, StoredFile, Swept } from './storage'

const keyOf = (area: Area, id: string) => `${area}/${checked(id)}`

/**
 * Opens a store in a bucket, whose files have the keys `<prefix><area>/<id>`. The folder at `root` holds what comes in
 * and copies in use. One object more, `<prefix>create-only`, tells whether the server refuses to overwrite when asked to.
 * @throws StorageUnusable when the folder cannot be written, or the bucket not be listed and written
 */
export async function openS3(root: string, options: S3Options): Promise<Storage> {
  const bucket = bucketOf(options)
  const read = (area: Area, id: string) => readObject(bucket, keyOf(area, id))
  const folder = async () => ({
    temp: await openTempFolder(root),
    copies: await openCopies({ folder: join(root, 'copies'), read }),
  })
  const { temp, copies } = await folder().catch((error: unknown) => {
    throw new StorageUnusable('folder', error)
  })
  const createOnly = await refusesToOverwrite(bucket).catch((error: unknown) => {
    throw unusable(error)
  })
  const { tempDir, tempPath, partPath, room } = temp
  const hash = async (key: string) => {
    const opened = await readObject(bucket, key)
    return opened === null ? null : hashOf(opened.stream)
  }
  const list = (area: Area) => listArea(bucket, area)
  return {
    ...{ tempDir, tempPath, partPath, room, list, createOnly },
    local: (use) => copies.local(use),
    async put(area, id, path) {
      await putFile({ bucket, key: keyOf(area, id), hash, sealed: area === 'sealed', createOnly }, path)
      copies.forget(area, id)
    },
    read: async (area, id, range) => readObject(bucket, keyOf(area, id), range),
    stat: async (area, id) => statObject(bucket, keyOf(area, id), id),
    hash: async (area, id) => hash(keyOf(area, id)),
    async remove(area, id) {
      copies.forget(area, id)
      return removeObject(bucket, keyOf(area, id))
    },
    sweep: async (asked) => ({
      orphans: await orphansOf({ list }, asked),
      unfinished: [...(await temp.unfinished(asked)), ...(await unfinishedParts(bucket, asked))],
    }),
    discardUnfinished: async (name) => discard(bucket, temp, name),
    async ready() {
      await answered(firstOf(bucket))
    },
  }
}

const firstOf = ({ client, name, prefix }: Bucket) =>
  client.send(new ListObjectsV2Command({ Bucket: name, Prefix: prefix, MaxKeys: 1 }))

/** Asked by doing: of two writes that may only create, the second must fail. */
async function refusesToOverwrite(bucket: Bucket): Promise<boolean> {
  await firstOf(bucket)
  const { client, name, prefix } = bucket
  const write = () =>
    client.send(
      new PutObjectCommand({ Bucket: name, Key: `${prefix}create-only`, Body: 'written once', IfNoneMatch: '*' }),
    )
  try {
    await write()
    await write()
  } catch (error) {
    if (isTaken(error)) return true
    if (!isUnknownToServer(error)) throw error
  }
  return false
}

interface Putting {
  readonly bucket: Bucket
  readonly key: string
  readonly hash: (key: string) => Promise<string | null>
  readonly sealed: boolean
  readonly createOnly: boolean
}

/**
 * Sends a file and takes it away here. What the server did not confirm by a checksum is read back.
 * @throws as `Storage.put`
 */
async function putFile({ bucket, key, hash, sealed, createOnly }: Putting, path: string): Promise<void> {
  const lies = sealed && !createOnly && (await hash(key)) !== null
  const sent = lies ? 'taken' : await sendFile(bucket, key, path, sealed && createOnly)
  if (sent !== 'confirmed' && (await hash(key)) !== (await hashFile(path))) {
    if (sent === 'taken') throw new StorageError('storage_sealed_differs')
    // Ours, and wrong: nothing else could ever be sealed under its id.
    if (sealed) await removeObject(bucket, key)
    throw new MediaRefusal('storage_unavailable', {}, new Error('S3: other bytes came back than were sent'))
  }
  await rm(path, { force: true })
}

async function statObject({ client, name, prefix }: Bucket, key: string, id: string): Promise<StoredFile | null> {
  const found = await answeredOrNull(client.send(new HeadObjectCommand({ Bucket: name, Key: prefix + key })))
  return found && { id, bytes: found.ContentLength ?? 0, modified: found.LastModified ?? new Date(0) }
}

/** A deletion does not say whether there was anything. */
async function removeObject(bucket: Bucket, key: string): Promise<boolean> {
  const there = (await statObject(bucket, key, '')) !== null
  const { client, name, prefix } = bucket
  if (there) await answered(client.send(new DeleteObjectCommand({ Bucket: name, Key: prefix + key })))
  return there
}

/** In the order of ids, since a bucket lists its keys so. */
async function* listArea({ client, name, prefix }: Bucket, area: Area): AsyncIterable<StoredFile> {
  const folder = `${prefix}${area}/`
  let from: string | undefined
  do {
    const asked = { Bucket: name, Prefix: folder, ...(from === undefined ? {} : { ContinuationToken: from }) }
    const page = await answered(client.send(new ListObjectsV2Command(asked)))
    for (const { Key = '', Size = 0, LastModified = new Date(0) } of page.Contents ?? []) {
      const id = Key.slice(folder.length)
      if (isId(id)) yield { id, bytes: Size, modified: LastModified }
    }
    from = page.NextContinuationToken
  } while (from !== undefined)
}

/** How an upload in parts that was neither completed nor given up is called: `parts:<area>/<id>/<upload>`. */
const PARTS = /^parts:((sealed|renditions|blind)\/([0-9a-f-]{36}))\/(.+)$/

async function unfinishedParts({ client, name, prefix }: Bucket, { olderThanSeconds }: Swept): Promise<string[]> {
  const before = Date.now() - olderThanSeconds * 1000
  const found: string[] = []
  let from: { KeyMarker?: string | undefined; UploadIdMarker?: string | undefined } | undefined = {}
  while (from !== undefined) {
    const asked = new ListMultipartUploadsCommand({ Bucket: name, Prefix: prefix, ...from })
    const page: ListMultipartUploadsCommandOutput = await answered(client.send(asked))
    for (const { Key = '', UploadId = '', Initiated = new Date(0) } of page.Uploads ?? [])
      if (Initiated.getTime() < before) found.push(`parts:${Key.slice(prefix.length)}/${UploadId}`)
    from = page.IsTruncated ? { KeyMarker: page.NextKeyMarker, UploadIdMarker: page.NextUploadIdMarker } : undefined
  }
  return found.filter((each) => PARTS.test(each)).sort()
}

async function discard({ client, name, prefix }: Bucket, temp: TempFolder, unfinished: string): Promise<void> {
  const [, key, , , UploadId] = PARTS.exec(unfinished) ?? []
  if (key === undefined) return temp.discard(unfinished)
  const upload = { Bucket: name, Key: prefix + key, UploadId }
  await answeredOrNull(client.send(new AbortMultipartUploadCommand(upload)))
}
