import { formatYuan } from '../../workflows/rules/money'
import { refTargets } from './refs'
import type { Titles } from './titles'
import { sayWhen } from './when'
import type { Dictionary } from './words'

interface Props {
  /** The key that the value stands under: it says what a number or a code means. */
  name: string
  value: unknown
  words: Dictionary
  titles: Titles
}

type Record_ = Readonly<Record<string, unknown>>

const isRecord = (value: unknown): value is Record_ =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
/** Figures that must not be broken over lines. */
const figures = /^[\d.,\s–/¥-]{1,40}$/
const instant = /^\d{4}-\d\d-\d\dT[\d:.]+Z$/

/** Any value of a JSON column, for reading. */
export function DataView({ name, value, words, titles }: Props) {
  if (Array.isArray(value)) return <List name={name} value={value} words={words} titles={titles} />
  if (!isRecord(value)) return <Single name={name} value={value} words={words} titles={titles} />
  const entries = Object.entries(value)
  if (entries.length === 0) return '—'
  return (
    <dl className="kepu-data">
      {entries.map(([key, inner]) => (
        <div key={key}>
          <dt>{keyWord(key, words)}</dt>
          <dd>
            <DataView name={name === 'caps' ? 'fen' : key} value={inner} words={words} titles={titles} />
          </dd>
        </div>
      ))}
    </dl>
  )
}

/** Keys are columns, or values of a list themselves (a mode, a criterion). */
function keyWord(key: string, words: Dictionary): string {
  const field = words.field(key)
  if (field !== key) return field
  for (const list of ['mode', 'key', 'channel']) {
    const word = words.option(list, key)
    if (word !== key) return word
  }
  return key
}

function List({ name, value, words, titles }: Props & { value: readonly unknown[] }) {
  if (value.length === 0) return '—'
  if (!value.every(isRecord)) {
    return words.join(value.map((each) => words.option(name, String(each))))
  }
  const rows = name === 'criteria' ? value.map(criterion) : value
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))]
  return (
    <div className="kepu-scroll" role="region" tabIndex={0} aria-label={words.field(name)}>
      <table className="kepu-table">
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column} scope="col">
                {keyWord(column, words)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) => (
            <tr key={index}>
              {columns.map((column) => (
                <td key={column}>
                  <DataView name={column} value={row[column]} words={words} titles={titles} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

/** Of a criterion every step is one point: nothing to read. Its gate is one number. */
function criterion({ key, kind, weight, max, gate }: Record_): Record_ {
  const below = typeof gate === 'number' ? gate : (gate as { below?: number } | null | undefined)?.below
  return { key, ...(kind === undefined ? {} : { kind }), weight, ...(max === undefined ? {} : { max }), below }
}

function Single({ name, value, words, titles }: Props) {
  if (value === null || value === undefined || value === '') return '—'
  if (typeof value === 'boolean') return value ? words.admin.values.yes : words.admin.values.no
  if (typeof value === 'number') return <span className="kepu-number">{numberWord(name, value)}</span>
  const text = typeof value === 'string' ? value : JSON.stringify(value)
  if (instant.test(text)) return <time dateTime={text}>{sayWhen(text, words.language, name)}</time>
  const target = refTargets[name]
  const title = titles.get(text)
  if (target && title)
    return title.opens ? <a href={`/admin/collections/${target}/${text}`}>{title.text}</a> : title.text
  if (name === 'file') return <a href={`/files/${text}`}>{words.admin.values.open}</a>
  if (name === 'step' || name === 'from') return stepWord(name, text, words)
  if (name === 'state') return words.state('application', text)
  const said = words.option(name, text)
  return figures.test(said) ? <span className="kepu-number">{said}</span> : said
}

/** Steps of the editors are states of the work that they pass, and one more. */
function stepWord(name: string, text: string, words: Dictionary): string {
  const state = words.state('work', text)
  return state === text ? words.option(name, text) : state
}

/** Scores of the ranking are in hundredths of a point, shares of a plan in hundredths of a percent. */
function numberWord(name: string, value: number): string {
  if (name === 'fen' || name.endsWith('Fen')) return formatYuan(value)
  if (name === 'percent' || name === 'ratioCap') return `${String(value / 100)}%`
  if (name === 'weight') return `${String(value)}%`
  if (['score', 'mean', 'total', 'lowest', 'highest'].includes(name)) return (value / 100).toFixed(2)
  return String(value)
}
