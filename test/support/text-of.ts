import { existsSync, readFileSync } from 'node:fs'

/** A file as text; '' when it is not there. */
export const textOf = (file: string): string => (existsSync(file) ? readFileSync(file, 'utf8') : '')
