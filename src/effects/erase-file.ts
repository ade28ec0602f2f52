import { isNamed } from '../../workflows/file/erase-unnamed'
import type { FileRow } from '../../workflows/file/types'
import type { House } from '../faces'
import type { Effect } from '../worker'

/** Removes the bytes of an erased file and of what was made of it, unless something came to name it meanwhile. */
export const eraseFileEffect =
  ({ engine, storage, log }: Pick<House, 'engine' | 'storage' | 'log'>): Effect =>
  async ({ payload }) => {
    const { file: id } = payload as { file: string }
    const { reader } = engine.store
    const file = await reader.get<FileRow>('files', id)
    if (file?.state !== 'erased') return
    if (await isNamed(reader, file)) {
      log.error({ file: id }, 'an erased file is named: its bytes are kept')
      return
    }
    await storage.remove('sealed', id)
    for (const { entries } of Object.values(file.renditions ?? {}))
      for (const made of Object.values(entries)) if (made.state === 'ready') await storage.remove('renditions', made.id)
  }
