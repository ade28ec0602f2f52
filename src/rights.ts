import type { Rights } from '../media'
import type { Licence } from '../workflows/rules/vocabulary'
import { words } from './i18n'

/** Addresses of licences that have one. */
const licenceUrls: Partial<Record<string, string>> = {
  'cc-by-4.0': 'https://creativecommons.org/licenses/by/4.0/',
  'cc-by-nc-4.0': 'https://creativecommons.org/licenses/by-nc/4.0/',
}

interface Said {
  number: string
  creditLine: string
  licence: Licence
  version: number
}

/** What a file says of whose it is. Files speak Chinese: it is the language that credit lines are written in. */
export function rightsOf({ number, creditLine, licence, version }: Said): Rights {
  const url = licenceUrls[licence]
  const name = words('zh').vocabulary.licences[licence]
  return { credit: creditLine, licence: name, ...(url ? { licenceUrl: url } : {}), work: number, version }
}
