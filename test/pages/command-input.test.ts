import { describe, expect, test } from '@jest/globals'
import { registry } from '../../workflows/engine'
import { workflows } from '../../workflows'
import { commandForm, withoutForm } from '../../src/admin/command-fields'
import { readInput, startValues } from '../../src/admin/command-input'
import type { CommandField, FieldValue } from '../../src/admin/command-input'
import { dictionary } from '../../src/admin/words'

const words = dictionary('zh')
const known = registry(workflows)
const formOf = (subject: string, verb: string, row: Record<string, unknown> | null = null) =>
  commandForm(known.find(subject, verb).command, row, words)

const field = (name: string, kind: CommandField['kind'], required = false): CommandField => ({
  ...{ name, kind, required },
  label: name,
})
const read = (one: CommandField, value: FieldValue) => readInput([one], { [one.name]: value })

describe('what is typed becomes the input of a command', () => {
  test.each([
    ['12,000.50', 1_200_050],
    ['１２０００', 1_200_000],
  ])('%s yuan are %d fen', (text, fen) => {
    expect(read(field('fen', 'yuan'), text)).toEqual({ ok: true, input: { fen } })
  })

  test.each(['1e3', '12.005', '-5'])('%s is no amount', (text) => {
    expect(read(field('fen', 'yuan'), text)).toEqual({ ok: false, problems: [{ field: 'fen', code: 'not_an_amount' }] })
  })

  test('24:00 in Shanghai is 16:00 UTC of the same day', () => {
    expect(read(field('closesAt', 'moment'), { day: '2026-12-31', time: '24:00' })).toEqual({
      ok: true,
      input: { closesAt: '2026-12-31T16:00:00.000Z' },
    })
  })

  test('a day without a time is asked for again', () => {
    const problems = [{ field: 'closesAt', code: 'not_a_moment' }]
    expect(read(field('closesAt', 'moment'), { day: '2026-12-31', time: '' })).toEqual({ ok: false, problems })
  })

  test('what must be said and is not is named', () => {
    expect(read(field('reason', 'longtext', true), '   ')).toEqual({
      ok: false,
      problems: [{ field: 'reason', code: 'required' }],
    })
  })

  test('a check list sends the lines that were answered, with what was said', () => {
    expect(
      read(field('check', 'check'), { a: { ok: true, note: '' }, b: { ok: false, note: ' x ' }, c: { note: 'y' } }),
    ).toEqual({
      ok: true,
      input: {
        check: [
          { key: 'a', ok: true },
          { key: 'b', ok: false, note: 'x' },
        ],
      },
    })
  })
})

describe('a form of changes', () => {
  const row = {
    title: '旧',
    closesAt: '2026-12-31T16:00:00.000Z',
    rules: { caps: { work_call: 100_00, project_grant: 200_00 }, minAmountFen: 1 },
    rubrics: { work_call: { criteria: [{ key: 'science', weight: 100 }], ties: [] } },
    plans: {},
  }
  const { fields, base } = formOf('call', 'amend', row)
  const start = startValues(fields, { ...base, ...row })

  test('starts with what stands there', () => {
    expect(start.title).toBe('旧')
    expect(start.closesAt).toEqual({ day: '2026-12-31', time: '24:00' })
    expect(start['rules.caps.work_call']).toBe('100.00')
  })

  test('sends nothing that was not touched', () => {
    expect(readInput(fields, start, start, base)).toEqual({ ok: true, input: {} })
  })

  test('sends a part whole when one thing in it was changed, and leaves the subject as it was', () => {
    const read = readInput(
      fields,
      { ...start, 'rules.caps.work_call': '300', 'rubrics.work_call.criteria.0.weight': '90' },
      start,
      base,
    )
    expect(read).toEqual({
      ok: true,
      input: {
        rules: { caps: { work_call: 300_00, project_grant: 200_00 }, minAmountFen: 1 },
        rubrics: { work_call: { criteria: [{ key: 'science', weight: 90 }], ties: [] } },
      },
    })
    expect(row.rules.caps.work_call).toBe(100_00)
  })

  test('that empties a scope says so', () => {
    const form = formOf('apiKey', 'change_scope')
    expect(
      readInput(form.fields, { 'scope.formats': [] }, { 'scope.formats': ['video'] }, form.base, form.wholes),
    ).toEqual({
      ok: true,
      input: { scope: {} },
    })
  })
})

describe('the form of every verb that staff may give', () => {
  const staffVerbs = workflows
    .flatMap(({ commands }) => commands)
    .filter(({ quiet, subject, verb, roles }) => {
      const forStaff = roles.some((role) => !['system', 'owner', 'reviewer', 'anyone'].includes(role))
      return !quiet && forStaff && !withoutForm.includes(`${subject}.${verb}`)
    })

  test.each(staffVerbs.map((command) => [`${command.subject}.${command.verb}`, command] as const))(
    '%s has a field for all that must be said, and every field has a name',
    (name, command) => {
      const row = { mode: 'work_call', format: 'video' }
      const { fields } = commandForm(command, row, words)
      const empty = command.input.safeParse({})
      const asked = new Set(fields.map((one) => one.name.split('.')[0]))
      const missing = empty.success ? [] : empty.error.issues.map(({ path }) => String(path[0]))
      const drawn = name === 'apiKey.issue' ? ['prefix', 'hash'] : []
      expect(missing.filter((part) => !asked.has(part) && !drawn.includes(part))).toEqual([])
      expect(fields.filter(({ label, name: path }) => label === path)).toEqual([])
    },
  )
})
