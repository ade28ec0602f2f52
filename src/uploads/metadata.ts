import { refuse } from '../../workflows/engine'

const longest = 4096
const most = 16

/**
 * The pairs of an `Upload-Metadata` header (tus 1.0.0): `key base64,key base64`. Texts only, nothing is believed.
 * @throws Refusal 400 `upload_malformed`
 */
export function metadataOf(header: string | undefined): ReadonlyMap<string, string> {
  const pairs = (header ?? '').split(',').map((pair) => pair.trim().split(' '))
  const wrong = pairs.some(([, value = '', ...more]) => more.length > 0 || !/^[\w+/-]*={0,2}$/.test(value))
  if (wrong || pairs.length > most || (header ?? '').length > longest)
    throw refuse('upload_malformed', { status: 400, params: { header: 'Upload-Metadata' } })
  return new Map(pairs.map(([key = '', value = '']) => [key, Buffer.from(value, 'base64').toString('utf8')]))
}
