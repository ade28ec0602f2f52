import { formatRuleOf, formatRules } from '../vocabulary'
import type { FileLimitsByFormat, FileRole, Format, FormatRule, SupportMode } from '../vocabulary'

/** What is known of a stored file: its type by its bytes. */
export interface FileFacts {
  id: string
  role: FileRole
  mime: string
  bytes: number
  /** Of what plays, and of documents; absent = not known or none. */
  seconds?: number
  pages?: number
  /** Of pictures: width × height × frames. */
  pixels?: number
  /** Of packages: files. */
  entries?: number
}

/** The facts of a stored file that have a limit, out of all that its probe found. */
export function limitedFacts(
  facts: Readonly<Record<string, unknown>> | null,
): Pick<FileFacts, 'seconds' | 'pages' | 'pixels' | 'entries'> {
  const known = (name: string): number | undefined => {
    const value = facts?.[name]
    return typeof value === 'number' ? value : undefined
  }
  const [seconds, pages, entries, width, height] = ['seconds', 'pages', 'entries', 'width', 'height'].map(known)
  const pixels = width && height ? width * height * (known('frames') ?? 1) : undefined
  return {
    ...(seconds === undefined ? {} : { seconds }),
    ...(pages === undefined ? {} : { pages }),
    ...(entries === undefined ? {} : { entries }),
    ...(pixels === undefined ? {} : { pixels }),
  }
}

export interface FileIssue {
  /** The file; null = the files as a whole. */
  id: string | null
  code:
    | 'type_not_accepted'
    | 'file_empty'
    | 'file_too_large'
    | 'plays_too_long'
    | 'too_many_pages'
    | 'too_many_pixels'
    | 'too_many_entries'
    | 'main_file_missing'
    | 'too_few_files'
    | 'too_many_files'
  params: Record<string, string | number>
}

const evidenceTypes = ['application/pdf', 'image/jpeg', 'image/png', 'image/webp']
export const subtitleTypes: readonly string[] = ['text/vtt', 'application/x-subrip', 'text/plain']

const accepted = (format: Format, role: FileRole): readonly string[] => {
  if (role === 'evidence') return evidenceTypes
  return role === 'subtitles' ? subtitleTypes : formatRules[format].accept
}

const issuesOfFile = (format: Format, rule: FormatRule, file: FileFacts): FileIssue[] => {
  const { id, bytes, mime, seconds = 0, pages = 0, pixels = 0, entries = 0 } = file
  const longest = mime.startsWith('image/') ? rule.maxLoopSeconds : rule.maxSeconds
  const found: (FileIssue | false)[] = [
    bytes === 0 && { id, code: 'file_empty', params: {} },
    !accepted(format, file.role).includes(mime) && { id, code: 'type_not_accepted', params: { mime } },
    bytes > rule.maxBytes && { id, code: 'file_too_large', params: { max: rule.maxBytes, bytes } },
    longest !== null && seconds > longest && { id, code: 'plays_too_long', params: { max: longest, seconds } },
    rule.maxPages !== null &&
      file.role !== 'evidence' &&
      pages > rule.maxPages && { id, code: 'too_many_pages', params: { max: rule.maxPages, pages } },
    mime.startsWith('image/') &&
      pixels > rule.maxPixels && { id, code: 'too_many_pixels', params: { max: rule.maxPixels, pixels } },
    rule.maxEntries !== null &&
      mime === 'application/zip' &&
      entries > rule.maxEntries && { id, code: 'too_many_entries', params: { max: rule.maxEntries, entries } },
  ]
  return found.filter((one) => one !== false)
}

/**
 * Every problem of a work's files with the rules of its format. A work still to be made needs no file.
 * @param ofCall what the call limits further
 */
export const checkFiles = (
  format: Format,
  mode: SupportMode,
  files: readonly FileFacts[],
  ofCall?: FileLimitsByFormat,
): FileIssue[] => {
  const rule = formatRuleOf(format, ofCall)
  const { minFiles, maxFiles, main } = rule
  const own = files.filter((file) => file.role === 'work' || file.role === 'page')
  const count = files.filter((file) => file.role !== 'evidence').length
  const min = mode === 'work_call' ? minFiles : 0
  const issues = files.flatMap((file) => issuesOfFile(format, rule, file))
  if (own.length < min) issues.push({ id: null, code: 'too_few_files', params: { min, count: own.length } })
  else if (min > 0 && !own.some(({ mime }) => main.includes(mime)))
    issues.push({ id: null, code: 'main_file_missing', params: {} })
  if (count > maxFiles) issues.push({ id: null, code: 'too_many_files', params: { max: maxFiles, count } })
  return issues
}
