import { describe, expect, test } from '@jest/globals'
import { changeScope } from '../../../workflows/api-key/change-scope'
import { issue } from '../../../workflows/api-key/issue'
import { enrol } from '../../../workflows/expert/enrol'
import { allocate } from '../../../workflows/fund/allocate'
import { close as closeFund } from '../../../workflows/fund/close'
import { create as createFund } from '../../../workflows/fund/create'
import { create as createOrganisation } from '../../../workflows/organisation/create'
import { grantRole } from '../../../workflows/person/grant-role'
import { join } from '../../../workflows/person/join'
import { register } from '../../../workflows/person/register'
import { revokeRole } from '../../../workflows/person/revoke-role'
import { suspend } from '../../../workflows/person/suspend'
import { close as closeProgramme } from '../../../workflows/programme/close'
import type { FundRow } from '../../../workflows/fund/types'
import type { Role } from '../../../workflows/rules/vocabulary'
import { clock, creator, fund, held, human, officer, person, programme, refusalOf, run } from './intake-rows'

const admin = person('admin', 'admin')
const finance = person('finance', 'finance')

describe('a person', () => {
  test('registers as a creator and nothing more', () => {
    expect(run(register, { actor: person('new'), input: { name: '㛃䶮·古丽' } })).toEqual({
      born: 'new',
      patch: { state: 'active', name: '㛃䶮·古丽', roles: ['creator'], organisation: null },
    })
    expect(refusalOf(register, { actor: person('new'), input: { person: 'other', name: 'x' } }).code).toBe('not_yours')
    expect(run(register, { actor: clock, input: { person: 'other', name: 'x' } }).born).toBe('other')
  })

  test('gets roles from an administrator, never from the own hand', () => {
    const grant = (actor: typeof admin, to = human('x')) => ({ actor, subject: to, input: { role: 'officer' } })
    expect(run(grantRole, grant(admin)).patch).toEqual({ roles: ['creator', 'officer'] })
    expect(run(grantRole, grant(clock)).patch).toEqual({ roles: ['creator', 'officer'] })
    expect(refusalOf(grantRole, grant(officer)).code).toBe('role_missing')
    expect(refusalOf(grantRole, grant(admin, human('admin', { roles: ['admin'] }))).code).toBe('not_for_yourself')
    expect(refusalOf(suspend, { actor: admin, subject: human('admin'), input: { reason: 'x' } }).code).toBe(
      'not_for_yourself',
    )
  })

  test.each([
    ['auditor', 'finance'],
    ['auditor', 'approver'],
    ['admin', 'finance'],
    ['admin', 'approver'],
    ['finance', 'admin'],
    ['approver', 'auditor'],
    ...(['officer', 'approver', 'finance', 'auditor', 'admin'] as const).flatMap((staff): [Role, Role][] => [
      ['reviewer', staff],
      [staff, 'reviewer'],
    ]),
  ] as [Role, Role][])('who is %s does not become %s', (has, role) => {
    const subject = human('x', { roles: [has] })
    expect(refusalOf(grantRole, { actor: admin, subject, input: { role } }).code).toBe('roles_at_odds')
  })

  test('may hold the roles of approver and finance, which the payment itself keeps apart', () => {
    const subject = human('x', { roles: ['approver'] })
    expect(run(grantRole, { actor: admin, subject, input: { role: 'finance' } }).patch).toEqual({
      roles: ['approver', 'finance'],
    })
  })

  test('loses a role that is held, and only such a one', () => {
    const subject = human('x', { roles: ['creator', 'officer'] })
    expect(run(revokeRole, { actor: admin, subject, input: { role: 'officer' } }).patch).toEqual({ roles: ['creator'] })
    expect(refusalOf(revokeRole, { actor: admin, subject, input: { role: 'admin' } }).code).toBe('role_not_held')
    expect(refusalOf(grantRole, { actor: admin, subject, input: { role: 'officer' } }).code).toBe('role_held_already')
  })

  test('is put into an organisation that exists, by the office', () => {
    const unit = { ...held('unit', 'active'), name: '某校', kind: null, uscc: null, town: null, parent: null }
    const asked = { actor: officer, subject: human('x'), input: { organisation: 'unit' } }
    expect(run(join, { ...asked, facts: { organisation: unit } }).patch).toEqual({ organisation: 'unit' })
    expect(refusalOf(join, { ...asked, facts: { organisation: null } }).code).toBe('organisation_not_found')
    expect(refusalOf(join, { ...asked, actor: creator, facts: { organisation: unit } }).code).toBe('role_missing')
  })
})

describe('organisations and experts', () => {
  test('a credit code has 18 signs and none that is mistaken for another', () => {
    const ok = (uscc: string) => createOrganisation.input.safeParse({ name: '某校', kind: 'institution', uscc }).success
    expect(ok('12500107MB0000000X')).toBe(true)
    expect(ok('12500107MB000000OX')).toBe(false)
    expect(ok('12500107MB0000000')).toBe(false)
  })

  test('an officer enrols others, with the organisation that they belong to', () => {
    const unit = { ...held('unit', 'active'), name: '某校', kind: null, uscc: null, town: null, parent: null }
    const facts = { person: human('x', { organisation: 'unit' }), organisation: unit }
    const input = { person: 'x', disciplines: ['170'], speciality: '水文', rank: '研究员' }
    expect(run(enrol, { actor: officer, facts, input }).patch).toMatchObject({ person: 'x', organisation: 'unit' })
    expect(refusalOf(enrol, { actor: officer, facts: { ...facts, person: null }, input }).code).toBe('person_not_found')
    expect(refusalOf(enrol, { actor: person('x', 'officer'), facts, input }).code).toBe('not_for_yourself')
    expect(enrol.input.safeParse({ ...input, disciplines: ['999'] }).success).toBe(false)
  })
})

describe('keys of media clients', () => {
  const input = { client: '区融媒体中心', channel: 'convergence', scope: {}, prefix: 'kpc_abcd', hash: 'a'.repeat(64) }

  test('only a hash is kept', () => {
    expect(run(issue, { actor: admin, input }).patch).toMatchObject({
      hash: 'a'.repeat(64),
      entitlementRev: 1,
      expiresAt: null,
    })
    expect(issue.input.safeParse({ ...input, key: 'secret' }).success).toBe(false)
    expect(refusalOf(issue, { actor: officer, input }).code).toBe('role_missing')
    expect(refusalOf(issue, { actor: admin, input: { ...input, expiresAt: '2026-01-01T00:00:00Z' } }).code).toBe(
      'instant_in_the_past',
    )
  })

  test('another scope ends all cursors', () => {
    const subject = { ...held('key', 'active'), ...input, entitlementRev: 3, expiresAt: null }
    const changes = run(changeScope, { actor: admin, subject, input: { scope: { formats: ['video'] } } })
    expect(changes.patch).toEqual({ scope: { formats: ['video'] }, entitlementRev: 4 })
  })
})

describe('funds and programmes', () => {
  test('an allocation is one line of the ledger and the new sum', () => {
    const subject: FundRow = { ...fund, allocated: 500 }
    const changes = run(allocate, { actor: finance, subject, input: { fen: 1_000 } })
    expect(changes).toEqual({
      patch: { allocated: 1_500 },
      ledger: [{ id: 'new-1', fund: 'fund', kind: 'allocate', fen: 1_000 }],
    })
  })

  test('is finance’s work, in whole fen', () => {
    expect(refusalOf(allocate, { actor: officer, subject: fund, input: { fen: 1 } }).code).toBe('role_missing')
    expect(refusalOf(createFund, { actor: officer, input: { title: 'x', programme: 'p', year: 2026 } }).code).toBe(
      'role_missing',
    )
    for (const fen of [0, -1, 0.5, 2 ** 53, '1']) expect(allocate.input.safeParse({ fen }).success).toBe(false)
    const brimming: FundRow = { ...fund, allocated: Number.MAX_SAFE_INTEGER }
    expect(refusalOf(allocate, { actor: finance, subject: brimming, input: { fen: 1 } }).code).toBe('not_an_amount')
  })

  test('nothing is closed that calls or payments still draw on', () => {
    expect(refusalOf(closeProgramme, { actor: officer, subject: programme, facts: { running: 1 } }).code).toBe(
      'calls_running',
    )
    const close = (subject: FundRow, running: number) => ({ actor: finance, subject, facts: { running } })
    expect(refusalOf(closeFund, close(fund, 1)).code).toBe('calls_running')
    expect(refusalOf(closeFund, close({ ...fund, allocated: 9, committed: 5, paid: 4 }, 0)).code).toBe(
      'commitments_open',
    )
    expect(run(closeFund, close({ ...fund, allocated: 9, committed: 5, paid: 5 }, 0)).patch?.state).toBe('closed')
  })
})
