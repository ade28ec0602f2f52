import { z } from 'zod'
import type { Command } from '../../workflows/engine'
import { checkLinesFor } from '../../workflows/application/check-list'
import { callRulesSchema } from '../../workflows/call/types'
import { defaultParts } from '../../workflows/call/defaults'
import { disciplines } from '../../workflows/rules/vocabulary'
import type { Format, SupportMode } from '../../workflows/rules/vocabulary'
import { pickSources } from './pick-sources'
import { fieldsOfSchema } from './schema-fields'
import type { CommandField } from './command-input'
import type { Dictionary } from './words'

/** A subject as a form needs it: any columns. */
export type Row = Readonly<Record<string, unknown>>

/** Births that have a page of their own, or that no person asks for by hand. */
export const withoutForm: readonly string[] = ['person.register', 'application.submit', 'decision.propose']

/** Fields that the server draws. */
const drawn: readonly string[] = ['apiKey.issue.prefix', 'apiKey.issue.hash']

export interface CommandForm {
  fields: CommandField[]
  /** Parts that are sent whole: the fields change a copy of them. */
  base: Record<string, unknown>
  /** Parts that always go, also when nothing is left in them. */
  wholes: readonly string[]
}

/** Verbs that change what stands there: their forms start with it. */
export const startsFilled: readonly string[] = ['call.amend', 'apiKey.change_scope', 'work.declare_maps']

/** Parts that replace what stood there before. */
const replaced: Readonly<Record<string, readonly string[]>> = {
  'apiKey.change_scope': ['scope'],
  'work.declare_maps': ['maps'],
}

type Override = (row: Row | null, dictionary: Dictionary) => Omit<CommandForm, 'wholes'> | null

const checked: Override = (row, dictionary) => {
  const { mode, format } = (row ?? {}) as { mode?: SupportMode; format?: Format }
  if (!mode || !format) return null
  const lines = checkLinesFor({ mode, format }).map((key) => ({ key, label: dictionary.option('key', key) }))
  return {
    fields: [{ name: 'check', kind: 'check', label: dictionary.field('check'), required: true, lines }],
    base: {},
  }
}

const callParts: Override = (row, dictionary) => {
  const base = { ...defaultParts(), ...pick(row, ['rules', 'rubrics', 'plans', 'form', 'calendar']) } as Record<
    string,
    unknown
  >
  const rules = fieldsOfSchema(
    z.toJSONSchema(callRulesSchema.omit({ fileLimits: true }), { io: 'input' }),
    dictionary,
    'rules.',
  )
  return {
    fields: [
      ...rules.map((field) => ({ ...field, required: false, part: dictionary.field('rules') })),
      ...weightFields(base.rubrics, dictionary),
      ...percentFields(base.plans, dictionary),
      ...['form', 'calendar', 'rules.fileLimits'].map((name): CommandField => {
        const label = dictionary.field(name.split('.').at(-1) ?? name)
        return { name, kind: 'json', label, required: false, part: dictionary.admin.panel.asData }
      }),
    ],
    base,
  }
}

type Rubrics = Record<string, { criteria?: { key: string }[] } | undefined>

function weightFields(rubrics: unknown, dictionary: Dictionary): CommandField[] {
  return Object.entries((rubrics ?? {}) as Rubrics).flatMap(([mode, rubric]) =>
    (rubric?.criteria ?? []).map(({ key }, index): CommandField => ({
      name: `rubrics.${mode}.criteria.${String(index)}.weight`,
      kind: 'number',
      label: `${dictionary.option('key', key)} (%)`,
      required: false,
      part: `${dictionary.field('rubrics')} · ${dictionary.option('mode', mode)}`,
    })),
  )
}

type Plans = Record<string, { instalments?: { n: number; gate: string }[] } | undefined>

function percentFields(plans: unknown, dictionary: Dictionary): CommandField[] {
  return Object.entries((plans ?? {}) as Plans).flatMap(([mode, plan]) =>
    (plan?.instalments ?? []).map(({ n, gate }, index): CommandField => ({
      name: `plans.${mode}.instalments.${String(index)}.percent`,
      kind: 'percent',
      label: `${String(n)}. ${dictionary.option('gate', gate)} (%)`,
      required: false,
      part: `${dictionary.field('plans')} · ${dictionary.option('mode', mode)}`,
    })),
  )
}

const releaseParts: Override = (_row, dictionary) => {
  const schema = z.object({ channel: z.enum(channelNames) })
  const [channel] = fieldsOfSchema(z.toJSONSchema(schema), dictionary)
  const options = channel?.options ?? []
  const moment = (name: string, label: string, part?: string): CommandField => ({
    ...{ name: `notBefore.${name}`, kind: 'moment', label, required: false },
    ...(part ? { part } : {}),
  })
  return {
    fields: [
      { name: 'scope.channels', kind: 'choices', label: dictionary.field('channels'), required: false, options },
      moment('default', dictionary.field('notBefore')),
      ...options.map(({ value, label }) => moment(value, label, dictionary.admin.panel.byChannel)),
    ],
    base: {},
  }
}

const channelNames = [
  'tv',
  'press',
  'wechat_oa',
  'site',
  'terminal',
  'kepu_china',
  'kepu_chongqing',
  'convergence',
] as const

/** Where a verb's JSON schema does not say enough for a form. `null` = the schema's own fields stand. */
const overrides: Readonly<Record<string, Override>> = {
  'application.accept': checked,
  'application.return_for_correction': checked,
  'application.reject': checked,
  'call.amend': callParts,
  'work.release': releaseParts,
}

/** Fields that an override answers for, so that the schema's own do not stand beside them. */
const answered: Readonly<Record<string, readonly string[]>> = {
  'application.accept': ['check'],
  'application.return_for_correction': ['check'],
  'application.reject': ['check'],
  'call.amend': ['rules', 'rubrics', 'plans', 'form', 'calendar'],
  'call.create': ['rules', 'rubrics', 'plans', 'form', 'calendar'],
  'work.release': ['scope', 'notBefore'],
}

const pick = (row: Row | null, names: readonly string[]) =>
  Object.fromEntries(names.flatMap((name) => (row?.[name] == null ? [] : [[name, row[name]]])))

/** What a person has to say for this verb: simple fields, made from the schema that checks the input. */
export function commandForm(
  command: Pick<Command, 'subject' | 'verb' | 'input'>,
  row: Row | null,
  dictionary: Dictionary,
): CommandForm {
  const name = `${command.subject}.${command.verb}`
  const schema = z.toJSONSchema(command.input, { io: 'input', unrepresentable: 'any' })
  const special = overrides[name]?.(row, dictionary) ?? null
  const skipped = new Set(answered[name] ?? [])
  const own = fieldsOfSchema(schema, dictionary)
    .filter((field) => !skipped.has(field.name.split('.')[0] ?? '') && !drawn.includes(`${name}.${field.name}`))
    .map((field) => sourced(field, dictionary))
  return { fields: [...own, ...(special?.fields ?? [])], base: special?.base ?? {}, wholes: replaced[name] ?? [] }
}

/** Ids are picked from a list, disciplines are named. */
function sourced(field: CommandField, dictionary: Dictionary): CommandField {
  if (field.name === 'disciplines')
    return {
      ...field,
      kind: 'choices',
      options: disciplines.map((one) => ({ value: one.code, label: one[dictionary.language] })),
    }
  const source = pickSources[field.name]
  if (!source) return field
  return { ...field, kind: field.kind === 'list' ? 'picks' : 'pick', source: field.name }
}
