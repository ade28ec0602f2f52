import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex } from '@noble/hashes/utils.js'

/** Read and hashed at once, in bytes: some milliseconds of work, then the page gets its turn. */
const stride = 512 * 1024

/** sha256 of a file in hex, read piece by piece: the browser's own can only hash what lies in memory as a whole. */
export async function sha256OfFile(file: File): Promise<string> {
  const hash = sha256.create()
  for (let at = 0; at < file.size; at += stride)
    hash.update(new Uint8Array(await file.slice(at, at + stride).arrayBuffer()))
  return bytesToHex(hash.digest())
}
