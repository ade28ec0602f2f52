import { levels, pino, stdSerializers } from 'pino'
import type { DestinationStream, Logger } from 'pino'

const hidden = '[hidden]'
const deepest = 6

/** Names of fields that tell who somebody is or let somebody in; compared without case, dashes and underscores. */
const telling = new Set([
  'accountholder',
  'answers',
  'authorization',
  'contact',
  'contactname',
  'contactphone',
  'cookie',
  'cookies',
  'currentpassword',
  'displayname',
  'email',
  'idempotencykey',
  'name',
  'password',
  'passwordagain',
  'phone',
  'query',
  'secret',
  'setcookie',
  'token',
  'user',
  'values',
])
const address = /[\w.+-]+@[\w-]+(?:\.[\w-]+)*/g
const mobile = /(?<!\d)1[3-9]\d{9}(?!\d)/g
const token = /([?&/](?:token|reset|verify)[=/])[\w.-]{16,}/g

const tells = (key: string) => telling.has(key.toLowerCase().replace(/[-_]/g, ''))
const clean = (text: string) => text.replace(token, `$1${hidden}`).replace(address, hidden).replace(mobile, hidden)

/** A value without personal data: telling fields by name, addresses and telephone numbers wherever they stand. */
export function scrubbed(value: unknown, depth = 0): unknown {
  if (typeof value === 'string') return clean(value)
  if (typeof value !== 'object' || value === null || value instanceof Date) return value
  if (depth > deepest) return hidden
  if (value instanceof Error) return scrubbed(stdSerializers.err(value), depth)
  if (Array.isArray(value)) return value.map((each) => scrubbed(each, depth + 1))
  const isError = 'stack' in value
  const kept = (key: string, inner: unknown) =>
    tells(key) && !(isError && key === 'name') && inner != null ? hidden : scrubbed(inner, depth + 1)
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, kept(key, inner)]))
}

/** An error of another realm is none by `instanceof`. */
const isFault = (value: unknown): value is Error =>
  typeof value === 'object' && value !== null && 'stack' in value && 'message' in value

/** The level that was asked for, if there is such a one: what is wrong with it the configuration tells. */
export const levelOf = (asked: string | undefined): string =>
  asked !== undefined && (asked === 'silent' || asked in levels.values) ? asked : 'info'

/** The process's logger: one JSON line each, ISO instants, no personal data. */
export function logger({ level, stream }: { level: string; stream?: DestinationStream }): Logger {
  return pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: {
        level: (label) => ({ level: label }),
        log: (fields) => scrubbed(fields) as Record<string, unknown>,
      },
      hooks: {
        logMethod(args, method) {
          const [first, ...rest] = args as unknown[]
          // An error alone would become the line's text as it is.
          const given = isFault(first) ? [{ err: first }, first.message, ...rest] : [first, ...rest]
          method.apply(this, given.map((each) => (typeof each === 'string' ? clean(each) : each)) as typeof args)
        },
      },
    },
    stream ?? pino.destination(1),
  )
}
