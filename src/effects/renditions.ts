import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { v5 as uuidv5 } from 'uuid'
import { KINDS, makeRendition, planRenditions } from '../../media'
import type { Facts, Kind } from '../../media'
import { runCommand, system } from '../../workflows/engine'
import type { House } from '../faces'
import type { Effect } from '../worker'

interface FileRow {
  id: string
  state: string
  area: 'sealed' | 'blind'
  kind: Kind
  facts: Facts | null
  renditions: unknown
}

/** Makes what can be made of an original (small and web pictures, a film's poster) and records it by a command. */
export const renditionsEffect =
  (house: House): Effect =>
  async ({ key, payload }) => {
    const { file: id } = payload as { file: string }
    const file = await house.engine.store.reader.get<FileRow>('files', id)
    if (!file) throw new Error('the file is not there')
    // Recorded by a worker that was lost before it could say so: made again they might differ in a byte.
    if (file.renditions || file.state !== 'sealed') return
    const source = house.storage.path(file.area, id)
    const renditions: Record<string, object> = {}
    for (const planned of planRenditions(file.kind, file.facts ?? {}, house.tools)) {
      if (!('how' in planned) || !planned.how) {
        renditions[planned.name] = { impossible: planned.whyNot }
        continue
      }
      const temp = await house.storage.tempPath()
      const made = await makeRendition(source, file.kind, planned.how, house.tools, temp)
      if ('impossible' in made) {
        renditions[planned.name] = made
        continue
      }
      // The same original and the same name give the same id, so a second run writes nothing new.
      const rendition = uuidv5(`${id}/${planned.name}`, uuidv5.URL)
      const { size } = await stat(temp)
      const sha256 = await hashOf(temp)
      await house.storage.put('renditions', rendition, temp)
      renditions[planned.name] = { id: rendition, mime: KINDS[made.kind].mime, bytes: size, sha256 }
    }
    await runCommand(house.engine, {
      actor: system,
      subject: 'file',
      verb: 'record_renditions',
      id,
      key,
      input: { renditions },
    })
  }

async function hashOf(path: string): Promise<string> {
  const hash = createHash('sha256')
  for await (const chunk of createReadStream(path)) hash.update(chunk as Buffer)
  return hash.digest('hex')
}
