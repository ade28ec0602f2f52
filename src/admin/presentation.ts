import type { CollectionConfig, Field, SelectField } from 'payload'
import type { Role } from '../../workflows/rules/vocabulary'
import { words } from '../i18n'
import { exportEndpoint } from './export'
import { exported } from './exported'
import { places } from './places'
import type { Place } from './places'
import { hasOneOf } from './roles-of'
import { dictionary } from './words'

const chinese = () => dictionary('zh')
const english = () => dictionary('en')

const bothOf = <T>(say: (of: ReturnType<typeof dictionary>) => T) => ({ zh: say(chinese()), en: say(english()) })

/**
 * A noun as the admin shows it: names in both languages, its place in the navigation, who finds it there, how its
 * columns are drawn, what may be begun from its list, and its history. Nothing here opens or shuts a door.
 */
export function presented(collection: CollectionConfig): CollectionConfig {
  const place = places[collection.slug]
  if (!place) return collection
  const fields = collection.fields.map((field) => presentedField(field, collection, place))
  return {
    ...collection,
    labels: labelsOf(collection.slug),
    fields,
    admin: adminOf(collection, place),
    ...(collection.slug in exported ? { endpoints: [exportEndpoint(collection.slug)] } : {}),
  }
}

function labelsOf(slug: string) {
  const named = (language: 'zh' | 'en', group: 'one' | 'many') => {
    const { collections } = words(language).admin
    return (collections[group] as Readonly<Record<string, string>>)[slug] ?? slug
  }
  return {
    singular: { zh: named('zh', 'one'), en: named('en', 'one') },
    plural: { zh: named('zh', 'many'), en: named('en', 'many') },
  }
}

function adminOf(
  { slug, admin = {}, custom }: CollectionConfig,
  { group, subject, readers, columns }: Place,
): CollectionConfig['admin'] {
  const groups = { zh: words('zh').admin.groups[group], en: words('en').admin.groups[group] }
  const held = custom?.held === true
  return {
    ...admin,
    group: groups,
    hidden: admin.hidden ?? hiddenTo(readers),
    ...(columns && !admin.defaultColumns ? { defaultColumns: columns } : {}),
    components: {
      ...admin.components,
      ...(subject ? { beforeList: [{ path: '/src/admin/BirthPanel#BirthPanel', serverProps: { subject } }] } : {}),
      ...(slug in exported ? { beforeListTable: ['/src/admin/ExportLink#ExportLink'] } : {}),
      ...(held ? { views: { edit: { history } } } : {}),
    },
  }
}

const hiddenTo =
  (readers: readonly Role[]) =>
  ({ user }: { user: unknown }) =>
    !hasOneOf(user, readers)

const history = {
  path: '/history' as const,
  Component: '/src/admin/HistoryView#HistoryView',
  tab: {
    label: ({ t }: { t: (key: never) => string }) => t('kepu:history' as never),
    href: '/history' as const,
    order: 50,
    condition: ({ req }: { req: { user: unknown } }) => hasOneOf(req.user, ['officer', 'auditor', 'admin']),
  },
}

function presentedField(field: Field, collection: CollectionConfig, place: Place): Field {
  if (field.type === 'ui') return { ...field, admin: { ...field.admin, disableListColumn: true } }
  if (!('name' in field) || field.name === 'id') return field
  const label = bothOf((of) => of.field(field.name))
  const drawn = componentsOf(field, collection, place)
  const { components = {}, ...admin } = (field.admin ?? {}) as { components?: object }
  return {
    ...field,
    label,
    ...(field.type === 'select' ? { options: optionsOf(field, place) } : {}),
    admin: { ...admin, ...(noise.has(field.name) ? { hidden: true } : {}), components: { ...components, ...drawn } },
  }
}

/** Columns that only programs read. */
const noise: ReadonlySet<string> = new Set([
  'slot',
  'draft',
  'touched',
  'salt',
  'head',
  'titleText',
  'bodyText',
  'dueLast',
])

function optionsOf({ name, options }: SelectField, { subject }: Place) {
  return options.map((option) => {
    const value = typeof option === 'string' ? option : option.value
    const label = bothOf((of) => (name === 'state' && subject ? of.state(subject, value) : of.option(name, value)))
    return { value, label }
  })
}

function componentsOf(field: Field, { slug, custom, fields }: CollectionConfig, { subject }: Place): object {
  const name = 'name' in field ? field.name : ''
  const onlyRead = custom?.held === true || custom?.appendOnly === true
  if (field.type === 'json') return { Field: '/src/admin/JsonField#JsonField', Cell: '/src/admin/JsonCell#JsonCell' }
  if (!onlyRead) return {}
  if (name === 'state' && subject)
    return {
      Cell: { path: '/src/admin/StateCell#StateCell', serverProps: { subject } },
      Field: {
        ...plain,
        serverProps: { subject, told: fields.some((each) => 'name' in each && each.name === 'commands') },
      },
    }
  if (slug === 'reviews' && name === 'total')
    return { Field: '/src/admin/ScoreField#ScoreField', Cell: '/src/admin/ScoreField#ScoreCell' }
  if (said.has(name) && field.type === 'text') return { Field: plain, Cell: '/src/admin/WordCell#WordCell' }
  if (field.type === 'date') return { Field: '/src/admin/InstantField#InstantField' }
  return plainTypes.has(field.type) && !hasField(field) ? { Field: plain } : {}
}

/** Texts that are codes. */
const said: ReadonlySet<string> = new Set(['verb', 'collection', 'gate', 'town', 'kind'])

const plain = { path: '/src/admin/PlainField#PlainField' }
const plainTypes: ReadonlySet<string> = new Set(['text', 'number', 'select', 'relationship'])

/** Whether the column says itself how it is drawn. */
const hasField = ({ admin }: Field): boolean =>
  (admin as { components?: { Field?: unknown } } | undefined)?.components?.Field !== undefined
