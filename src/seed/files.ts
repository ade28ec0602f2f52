import type { Kind } from '../../media'
import type { FileRow } from '../../workflows/file/types'
import type { SealedFile } from '../files/intake'
import { demoId, system } from './stage'
import type { Stage } from './stage'

/** Seals a file of the demo under its fixed id; one that stands already is not drawn again. */
export async function sealed(
  stage: Stage,
  owner: string,
  name: string,
  draw: (path: string) => Promise<void>,
): Promise<SealedFile> {
  const { storage, examiner, engine } = stage.house
  const id = demoId(`file/${name}`)
  const row = await engine.store.reader.get<FileRow>('files', id)
  if (row)
    return { id, name: row.name ?? name, mime: row.mime, kind: row.kind as Kind, bytes: row.bytes, sha256: row.sha256 }
  if (!(await storage.stat('sealed', id))) {
    const temp = await storage.tempPath()
    await draw(temp)
    await storage.put('sealed', id, temp)
  }
  const { kind, mime, extension, facts } = await storage.local(async (pathOf) =>
    examiner.examine(await pathOf('sealed', id)),
  )
  const bytes = (await storage.stat('sealed', id))?.bytes ?? 0
  const sha256 = (await storage.hash('sealed', id)) ?? ''
  const file = { id, name: `${name.replaceAll('/', '-')}.${extension}`, mime, kind, bytes, sha256 }
  await stage.run({
    as: system,
    name: `seal:${name}`,
    subject: 'file',
    verb: 'seal',
    input: { ...file, owner, facts },
  })
  return file
}
