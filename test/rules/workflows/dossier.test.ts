import { describe, expect, test } from '@jest/globals'
import { block } from '../../../workflows/dossier/block'
import { complete } from '../../../workflows/dossier/complete'
import { releaseAnyway } from '../../../workflows/dossier/release-anyway'
import { recordRenditions } from '../../../workflows/file/record-renditions'
import { seal } from '../../../workflows/file/seal'
import { application, clock, creator, dossier, file, officer, person, refusalOf, run, submission } from './intake-rows'

const origin = { submission, application: application({ state: 'accepted' }), labels: {} }
const copy = { id: 'blind-0001', n: 0, mime: 'video/mp4', kind: 'mp4', bytes: 8, sha256: 'd'.repeat(64) }
const asked = { actor: clock, subject: dossier('preparing'), facts: origin }

describe('a blind copy', () => {
  test('is whole with one copy for every file that reviewers get; evidence is not among them', () => {
    const changes = run(complete, { ...asked, input: { files: [copy] } })
    const entry = { file: 'blind-0001', question: 'files', role: 'work', mime: 'video/mp4', kind: 'mp4', bytes: 8 }
    expect(changes.patch).toMatchObject({
      state: 'ready',
      files: [entry],
      answers: { files: [{ file: 'blind-0001', role: 'work' }] },
    })
    expect(changes.births).toEqual([
      {
        collection: 'files',
        id: 'blind-0001',
        state: 'sealed',
        set: expect.objectContaining({ area: 'blind', owner: null, name: null }),
      },
    ])
  })

  test('keeps the notice that an original carries, and not who it names', () => {
    const labelled = { ...origin, labels: { 'film-0001': 'found' as const, 'bill-0001': 'suspected' as const } }
    const changes = run(complete, { ...asked, facts: labelled, input: { files: [copy] } })
    expect(changes.patch).toMatchObject({ files: [{ file: 'blind-0001', label: 'found' }] })
    expect(JSON.stringify(changes)).not.toContain('suspected')
    expect(JSON.stringify(run(complete, { ...asked, input: { files: [copy] } }))).not.toContain('label')
  })

  test('says nothing of the originals', () => {
    const text = JSON.stringify(run(complete, { ...asked, input: { files: [copy] } }))
    for (const word of ['film-0001', 'bill-0001', 'creator', '示例', submission.id, origin.application.id])
      expect(text).not.toContain(word)
  })

  test('is not whole with a copy too few or too many', () => {
    expect(refusalOf(complete, { ...asked, input: { files: [] } }).code).toBe('copies_differ')
    expect(refusalOf(complete, { ...asked, input: { files: [copy, { ...copy, id: 'blind-0002', n: 1 }] } }).code).toBe(
      'copies_differ',
    )
  })

  test('that cannot be made is told on the application, where no reviewer reads', () => {
    const reasons = [{ code: 'blind_copy_not_possible', reason: 'encrypted' }]
    const changes = run(block, { ...asked, input: { reasons } })
    expect(changes.patch).toEqual({ state: 'blocked' })
    expect(changes.patches?.[0]).toMatchObject({
      collection: 'applications',
      set: { blindness: { state: 'blocked', reasons } },
    })
  })

  test('of an earlier version bothers nobody', () => {
    const moved = { ...origin, application: application({ dossier: 'newer' }) }
    expect(run(block, { ...asked, facts: moved, input: { reasons: [{ code: 'x' }] } }).patches).toEqual([])
  })

  test('is made by the system alone; an officer may release a blocked one, with a reason, unless the work is the own one', () => {
    const blocked = { subject: dossier('blocked'), facts: origin, input: { files: [copy], reason: '人工核对' } }
    expect(refusalOf(complete, { ...asked, actor: officer }).code).toBe('only_the_clock')
    expect(refusalOf(releaseAnyway, { ...blocked, actor: clock }).code).toBe('role_missing')
    expect(refusalOf(releaseAnyway, { ...blocked, actor: person('creator', 'officer') }).code).toBe('own_application')
    expect(releaseAnyway.input.safeParse({ files: [], reason: ' ' }).success).toBe(false)
    const changes = run(releaseAnyway, { ...blocked, actor: officer })
    expect(changes.patch?.state).toBe('ready')
    expect(JSON.stringify(changes.patch)).not.toContain('人工核对')
    expect(changes.patches?.[0]?.set).toMatchObject({
      blindness: { state: 'released', note: '人工核对', by: 'officer' },
    })
  })
})

describe('an upload', () => {
  const found = {
    id: 'film-0001',
    owner: 'creator',
    name: 'a.mp4',
    mime: 'video/mp4',
    kind: 'mp4',
    bytes: 9,
    sha256: 'a'.repeat(64),
  }
  test('is registered by the system under the id of its bytes; nobody claims facts of an own file', () => {
    expect(run(seal, { actor: clock, input: found })).toMatchObject({
      born: 'film-0001',
      patch: { area: 'sealed', owner: 'creator' },
    })
    expect(refusalOf(seal, { actor: creator, input: found }).code).toBe('only_the_clock')
    expect(refusalOf(recordRenditions, { actor: creator, subject: file('film-0001') }).code).toBe('only_the_clock')
  })
})
