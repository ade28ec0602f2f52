import { standingOfFiles } from '../../workflows/file/queries'
import type { FileStanding } from '../../workflows/file/queries'
import type { FileRow } from '../../workflows/file/types'
import type { FileChoices } from '../../workflows/rules/choices'
import { engine } from '../engine'
import { labelText, planningText, renditionText } from '../file-words'
import { place } from '../games/place'
import { ChoicesView } from './ChoicesView'
import type { Dictionary } from './words'

export interface NamedFile {
  file: string
  role?: string
  choices?: FileChoices
}

interface Props {
  files: readonly NamedFile[]
  words: Dictionary
}

/** Files by what they are to the work, with the label found in each and where its renditions stand. */
export async function FilesView({ files, words }: Props) {
  if (files.length === 0) return '—'
  const rows = await rowsOf(files)
  const standings = await standingsOf(rows)
  const playable = new Set(place().origin === null ? [] : rows.flatMap(({ id, kind }) => (kind === 'zip' ? [id] : [])))
  const { language } = words
  return (
    <div className="kepu-scroll" role="region" tabIndex={0} aria-label={words.field('files')}>
      <table className="kepu-table">
        <thead>
          <tr>
            {['file', 'role', 'choices', 'aiLabel', 'renditions'].map((column) => (
              <th key={column} scope="col">
                {words.field(column)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {files.map(({ file, role, choices }) => {
            const standing = standings.get(file)
            return (
              <tr key={file}>
                <td>
                  <a href={`/files/${file}`}>{words.admin.values.open}</a>{' '}
                  {playable.has(file) ? <a href={`/play/${file}`}>{words.admin.values.play}</a> : null}
                </td>
                <td>{role === undefined ? '—' : words.option('role', role)}</td>
                <td>
                  <ChoicesView choices={choices} words={words} />
                </td>
                <td>{standing ? labelText(language, standing) : '—'}</td>
                <td>
                  <Renditions standing={standing} words={words} />
                </td>
              </tr>
            )
          })}
        </tbody>
      </table>
    </div>
  )
}

function Renditions({ standing, words }: { standing: FileStanding | undefined; words: Dictionary }) {
  if (!standing) return '—'
  const { renditions } = standing
  if (renditions === null) return planningText(words.language, standing)
  return (
    <ul className="kepu-plain">
      {renditions.map((one) => (
        <li key={`${one.set} ${one.name}`}>{renditionText(words.language, one)}</li>
      ))}
    </ul>
  )
}

/** Beside what the applicant said about generative tools: which labels stand in the files. */
export async function LabelsFound({ files, words }: Props) {
  const found = [...(await standingsOf(await rowsOf(files))).values()]
  const said = [...new Set(found.map((standing) => labelText(words.language, standing)))]
  if (said.length === 0) return null
  return (
    <ul className="kepu-plain">
      {said.map((line) => (
        <li key={line}>{line}</li>
      ))}
    </ul>
  )
}

/** Whoever may read the list of a work's files may know what stands in them. */
const rowsOf = (files: readonly NamedFile[]): Promise<FileRow[]> =>
  engine().store.reader.find<FileRow>('files', { id: { in: files.map(({ file }) => file) } })

function standingsOf(rows: readonly FileRow[]): Promise<Map<string, FileStanding>> {
  const { store, clock } = engine()
  return standingOfFiles(store.reader, rows, clock.now())
}
