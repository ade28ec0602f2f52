import { describe, expect, test } from '@jest/globals'
import { conflicts } from '../../workflows/rules/conflicts'
import type { ConflictInput } from '../../workflows/rules/conflicts'

const expert = { person: 'p1', organisation: '科普大学', parentOrganisation: '教育集团', declared: [] as string[] }
const application = {
  id: 'a1',
  applicant: 'p2',
  organisation: '光明医院',
  parentOrganisation: null,
  team: [{ person: 'p3' }],
  applicantsInCall: ['p2', 'p3'],
}
const known = (change: {
  expert?: Partial<ConflictInput['expert']>
  application?: Partial<ConflictInput['application']>
}) => conflicts({ expert: { ...expert, ...change.expert }, application: { ...application, ...change.application } })

describe('an expert and an application', () => {
  test('without anything in common have no conflict', () => {
    expect(known({})).toEqual([])
  })

  test('missing organisations are not the same organisation', () => {
    const none = { organisation: null, parentOrganisation: '' }
    expect(known({ expert: none, application: { organisation: '  ', parentOrganisation: undefined } })).toEqual([])
  })

  test.each<[string, Parameters<typeof known>[0], string[]]>([
    ['the expert applies', { application: { applicant: 'p1' } }, ['same_person']],
    ['the expert is in the team', { application: { team: [{ person: 'p1' }] } }, ['same_person']],
    ['they share an organisation', { application: { organisation: ' 科普 大学' } }, ['same_organisation']],
    [
      'width and case differ',
      { expert: { organisation: 'ＡＢＣ' }, application: { organisation: 'abc' } },
      ['same_organisation'],
    ],
    ['a team member comes from it', { application: { team: [{ organisation: '科普大学' }] } }, ['same_organisation']],
    ['the parent applies', { application: { organisation: '教育集团' } }, ['parent_organisation']],
    ['a daughter applies', { application: { parentOrganisation: '科普大学' } }, ['parent_organisation']],
    ['a sister applies', { application: { parentOrganisation: '教育集团' } }, ['parent_organisation']],
    ['the application was declared', { expert: { declared: ['a1'] } }, ['declared']],
    ['a person was declared', { expert: { declared: ['p3'] } }, ['declared']],
    ['the organisation was declared', { expert: { declared: ['光明医院'] } }, ['declared']],
    [
      'the expert applies elsewhere in the call',
      { application: { applicantsInCall: ['p1'] } },
      ['is_applicant_in_call'],
    ],
  ])('%s', (_, change, codes) => {
    expect(known(change)).toEqual(codes)
  })

  test('every conflict is told, in a fixed order', () => {
    const all = {
      expert: { declared: ['a1'] },
      application: {
        applicant: 'p1',
        organisation: '科普大学',
        parentOrganisation: '教育集团',
        applicantsInCall: ['p1'],
      },
    }
    expect(known(all)).toEqual([
      'same_person',
      'same_organisation',
      'parent_organisation',
      'declared',
      'is_applicant_in_call',
    ])
  })
})
