import { S3Client, S3ServiceException } from '@aws-sdk/client-s3'
import { MediaRefusal, errorCode } from '../refusal'
import { USUAL_PATIENCE } from './s3-options'
import type { S3Options } from './s3-options'
import { StorageUnusable } from './storage'

/** A bucket, and how to speak to it. */
export interface Bucket {
  readonly client: S3Client
  readonly name: string
  readonly prefix: string
  readonly tries: number
}

export function bucketOf({ bucket, prefix, patience = USUAL_PATIENCE, ...where }: S3Options): Bucket {
  const { connect, answer, silence, tries } = patience
  // Every file that is being served keeps a connection; those who wait for one would look like a server that is silent.
  const agent = { keepAlive: true, maxSockets: Infinity }
  const client = new S3Client({
    region: where.region,
    forcePathStyle: where.pathStyle,
    ...(where.endpoint === null ? {} : { endpoint: where.endpoint }),
    ...(where.keys === null ? {} : { credentials: { accessKeyId: where.keys.id, secretAccessKey: where.keys.secret } }),
    maxAttempts: tries,
    // We send SHA-256 ourselves; other servers than AWS's do not know the checksums that the SDK would add.
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
    requestHandler: {
      connectionTimeout: connect,
      requestTimeout: answer,
      throwOnRequestTimeout: true,
      socketTimeout: silence,
      httpAgent: agent,
      httpsAgent: agent,
    },
  })
  return { client, name: bucket, prefix, tries }
}

/**
 * What a request answers.
 * @throws MediaRefusal `storage_unavailable` whose cause says what the server said, and nothing that is secret: the SDK's
 * own errors repeat signatures
 */
export async function answered<T>(work: Promise<T>): Promise<T> {
  return work.catch((error: unknown) => {
    throw unavailable(error)
  })
}

export function unavailable(error: unknown): MediaRefusal {
  if (error instanceof MediaRefusal) return error
  const said = [errorCode(error) || nameOf(error), statusOf(error)].filter((each) => each !== undefined)
  return new MediaRefusal('storage_unavailable', {}, new Error(`S3: ${said.join(' ')}`))
}

/** The same, and `null` where there is nothing of that name. */
export const answeredOrNull = <T>(work: Promise<T>): Promise<T | null> =>
  answered(
    work.catch((error: unknown) => {
      if (['NoSuchKey', 'NotFound', 'NoSuchUpload'].includes(nameOf(error))) return null
      throw error
    }),
  )

/** Whether a write that may only create found something there. */
export const isTaken = (error: unknown): boolean => statusOf(error) === 412

/** Whether the server says that it does not know what was asked of it. */
export const isUnknownToServer = (error: unknown): boolean => statusOf(error) === 501

/** Which part of the configuration a first request that failed points to. */
export function unusable(error: unknown): StorageUnusable {
  return new StorageUnusable(faultOf(nameOf(error), statusOf(error)), new Error(nameOf(error)))
}

function faultOf(name: string, status: number | undefined): StorageUnusable['fault'] {
  if (['CredentialsProviderError', 'InvalidAccessKeyId'].includes(name) || status === 403) return 'keys'
  if (['AuthorizationHeaderMalformed', 'PermanentRedirect'].includes(name) || status === 301) return 'region'
  if (['NoSuchBucket', 'InvalidBucketName'].includes(name) || status === 404) return 'bucket'
  return 'endpoint'
}

const nameOf = (error: unknown): string => (error instanceof Error ? error.name : 'unknown')

const statusOf = (error: unknown): number | undefined =>
  error instanceof S3ServiceException ? error.$metadata.httpStatusCode : undefined
