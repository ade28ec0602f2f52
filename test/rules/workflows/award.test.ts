import { describe, expect, test } from '@jest/globals'
import { workflow } from '../../../workflows/award'
import { acceptDeliverable } from '../../../workflows/award/accept-deliverable'
import { close } from '../../../workflows/award/close'
import { deliver } from '../../../workflows/award/deliver'
import type { DeliverFacts } from '../../../workflows/award/facts'
import { returnDeliverable } from '../../../workflows/award/return-deliverable'
import { sign } from '../../../workflows/award/sign'
import type { DeliverableRow } from '../../../workflows/deliverable/types'
import { canonical, sha256, stateAllows } from '../../../workflows/engine'
import type { Refusal } from '../../../workflows/engine'
import type { FileRow } from '../../../workflows/file/types'
import { isValidNumber } from '../../../workflows/rules/numbers'
import { defaultPaymentPlan, planPayments } from '../../../workflows/rules/payments'
import { application, award, call, codeOf, drawer, held, mayI, now, payment, person, refusalOf } from './funding-rows'

const owner = person('creator-a', 'creator')
const officer = person('officer', 'officer')
const a = application('a', { state: 'approved' })

const file = (id: string, more: Partial<FileRow> = {}): FileRow => ({
  ...held(id, 'sealed'),
  owner: 'creator-a',
  area: 'sealed',
  name: 'film.mp4',
  mime: 'video/mp4',
  kind: 'video',
  bytes: 10,
  sha256: sha256(id),
  facts: null,
  renditions: null,
  ...more,
})

describe('signing', () => {
  const standing = award(a, 'standing')
  const signing = (one = standing) =>
    sign.decide({
      actor: owner,
      subject: one,
      facts: call(),
      now,
      input: { accountHolder: '张三', agree: true },
      fresh: drawer(),
    })

  test('only the owner signs, and only what stands', () => {
    expect(mayI(sign, owner, standing, call())).toBeNull()
    expect(mayI(sign, person('other', 'creator', 'officer', 'admin'), standing, call())).toBe('not_yours')
    expect(codeOf(stateAllows(sign, award(a, 'objection_hold')))).toBe('wrong_state')
  })

  test('freezes amount and plan, and plans the payments', () => {
    const changes = signing()
    expect(changes.patch?.agreement).toMatchObject({
      fen: 1_000_000,
      planHash: sha256(canonical(standing.plan)),
      callHash: 'f'.repeat(64),
      accountHolder: '张三',
    })
    expect(changes.births?.map(({ collection, state, set }) => [collection, state, set.n, set.fen, set.gate])).toEqual([
      ['payments', 'planned', 1, 600_000, 'agreement_signed'],
      ['payments', 'planned', 2, 400_000, 'deliverable_accepted'],
    ])
    expect(JSON.stringify(changes.answer)).not.toContain('张三')
  })

  test('an instalment of nothing is no payment', () => {
    const tiny = {
      mode: 'pre_funding' as const,
      instalments: planPayments(100, defaultPaymentPlan('pre_funding', 100)),
    }
    expect(signing(award(a, 'standing', { fen: 100, plan: tiny })).births?.map(({ set }) => set.n)).toEqual([2])
  })

  test('the box must be ticked', () => {
    const result = sign.input.safeParse({ accountHolder: '张三', agree: false })
    expect(result.error?.issues.map(({ message }) => message)).toEqual(['agreement_needed'])
  })
})

describe('handing in', () => {
  const video = application('a', { state: 'approved', format: 'video' })
  const facts = (files: FileRow[], more: Partial<DeliverFacts> = {}) =>
    ({
      application: video,
      submission: { hash: 'h'.repeat(64), files: [] },
      files,
      earlier: 0,
      ...more,
    }) as DeliverFacts
  const delivering = (named: string[], given: DeliverFacts, note = '') =>
    deliver.decide({
      actor: owner,
      subject: award(a, 'signed'),
      facts: given,
      now,
      input: { files: named, note },
      fresh: drawer(),
    })

  test('keeps the files by id and hash, and counts the versions', () => {
    const changes = delivering(['one'], facts([file('one')], { earlier: 1 }))
    expect(changes.patch).toEqual({ state: 'delivered', deliverable: 'new-1' })
    expect(changes.births?.[0]?.set).toMatchObject({
      version: 2,
      files: [{ file: 'one', sha256: sha256('one'), mime: 'video/mp4', bytes: 10 }],
    })
  })

  test('the hash tells the files and not the note, so that the note can be erased', () => {
    const hashOf = (named: string[], note: string) =>
      (delivering(named, facts([file('one'), file('two')]), note).answer as { hash: string }).hash
    expect(hashOf(['one'], 'a')).toBe(hashOf(['one'], 'b'))
    expect(hashOf(['one'], 'a')).not.toBe(hashOf(['two'], 'a'))
  })

  test.each([
    ['another person’s file', file('one', { owner: 'somebody' })],
    ['a blind copy', file('one', { owner: null, area: 'blind' })],
    ['an erased file', file('one', { state: 'erased' })],
  ])('%s is as if it were not there', (_what, other) => {
    expect(refusalOf(() => delivering(['one'], facts([other])))).toBe('files_wrong')
  })

  test('a film needs a file, an article may stand by its text', () => {
    expect(refusalOf(() => delivering([], facts([])))).toBe('files_wrong')
    expect(refusalOf(() => delivering([], facts([], { application: a })))).toBeNull()
    expect(refusalOf(() => delivering(['one', 'one'], facts([file('one')])))).toBe('files_wrong')
  })

  const wrong = (...rows: FileRow[]): unknown => {
    try {
      delivering(
        rows.map(({ id }) => id),
        facts(rows),
      )
      return []
    } catch (error) {
      return (error as Refusal).issues.map(({ field, code }) => [field, code])
    }
  }

  test.each<[string, Partial<FileRow>, [string, string][]]>([
    [
      'an archive',
      { mime: 'application/zip' },
      [
        ['files.0', 'type_not_accepted'],
        ['files', 'main_file_missing'],
      ],
    ],
    ['a picture alone', { mime: 'image/png' }, [['files', 'main_file_missing']]],
    ['more bytes than a film may have', { bytes: 600 * 1024 * 1024 }, [['files.0', 'file_too_large']]],
    ['a film that plays too long', { facts: { seconds: 301 } }, [['files.0', 'plays_too_long']]],
  ])('of a film, %s is refused, and said at its place', (_what, more, told) => {
    expect(wrong(file('one', more))).toEqual(told)
  })

  test('a film comes with a poster and subtitles', () => {
    const beside = [file('two', { mime: 'image/png' }), file('three', { mime: 'text/vtt' })]
    expect(wrong(file('one'), ...beside)).toEqual([])
  })
})

describe('what was handed in', () => {
  const handedIn: DeliverableRow = {
    ...held('deliverable', 'handed_in'),
    award: 'award-a',
    owner: 'creator-a',
    version: 1,
    files: [],
    hash: sha256('deliverable'),
    note: null,
    reason: null,
  }
  const delivered = award(a, 'delivered', { deliverable: 'deliverable' })
  const facts = { deliverable: handedIn, application: a }

  test('is accepted by an officer who is not its maker', () => {
    expect(mayI(acceptDeliverable, officer, delivered, facts)).toBeNull()
    expect(mayI(acceptDeliverable, person('creator-a', 'officer'), delivered, facts)).toBe('two_people_needed')
    expect(mayI(returnDeliverable, person('creator-a', 'officer'), delivered, facts)).toBe('two_people_needed')
    expect(mayI(acceptDeliverable, owner, delivered, facts)).toBe('role_missing')
  })

  test('becomes a work before scientific review, with its manuscript asked for', () => {
    const changes = acceptDeliverable.decide({
      actor: officer,
      subject: delivered,
      facts,
      now,
      input: {},
      fresh: drawer(),
    })
    expect(changes.patch).toEqual({ state: 'accepted', work: 'new-1' })
    const work = changes.births?.[0]
    expect(work).toMatchObject({
      collection: 'works',
      id: 'new-1',
      state: 'sci_review',
      set: { manuscript: 'new-2', format: 'article' },
    })
    expect(isValidNumber(work?.set.number as string)).toBe(true)
    expect(changes.outbox?.[0]).toEqual({
      kind: 'manuscript',
      key: 'manuscript:new-1',
      payload: { work: 'new-1', manuscript: 'new-2', application: 'a', deliverable: 'deliverable' },
    })
  })

  test('goes back with a reason', () => {
    const changes = returnDeliverable.decide({
      actor: officer,
      subject: delivered,
      facts,
      now,
      input: { reason: '缺字幕' },
      fresh: drawer(),
    })
    expect(changes.patch).toEqual({ state: 'signed' })
    expect(changes.patches?.[0]).toMatchObject({ set: { state: 'returned', reason: '缺字幕' } })
  })
})

test('an award closes when all is paid, and not before', () => {
  const accepted = award(a, 'accepted')
  const paid = payment(accepted, 1, 'paid')
  expect(mayI(close, officer, accepted, [paid, payment(accepted, 2, 'approved')])).toBe('payments_open')
  expect(mayI(close, person('f', 'finance'), accepted, [paid, payment(accepted, 2, 'paid')])).toBeNull()
})

test('the owner does not see an award before the public notice', () => {
  const sees = (state: string) => workflow.sees(owner, award(a, state), {} as never)
  expect([sees('proposed'), sees('public_notice')]).toEqual([false, true])
  expect(workflow.sees(person('other', 'creator'), award(a, 'closed'), {} as never)).toBe(false)
})
