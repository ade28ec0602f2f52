import { describe, expect, test } from '@jest/globals'
import { conflicts, namesOf } from '../../workflows/rules/conflicts'

const expert = { person: 'p1', organisation: '科普大学', parentOrganisation: '教育集团', declared: [] as string[] }
const application = {
  id: 'a1',
  applicant: 'p2',
  organisation: '光明医院',
  parentOrganisation: null,
  team: [{ person: 'p3' }],
  applicantsInCall: ['p2', 'p3'],
}
interface Application {
  applicant: string
  organisation: string | null
  parentOrganisation: string | null | undefined
  team: { person?: string; organisation?: string }[]
  applicantsInCall: string[]
}

function known(change: {
  expert?: Partial<Record<'organisation' | 'parentOrganisation', string | null> & { declared: string[] }>
  application?: Partial<Application>
}) {
  const one = { ...expert, ...change.expert }
  const other: Application & { id: string } = { ...application, ...change.application }
  return conflicts(
    {
      persons: namesOf([one.person]),
      organisations: namesOf([one.organisation]),
      parents: namesOf([one.parentOrganisation]),
      declared: namesOf(one.declared),
    },
    {
      ids: namesOf([other.id]),
      persons: namesOf([other.applicant, ...other.team.map(({ person }) => person)]),
      organisations: namesOf([other.organisation, ...other.team.map(({ organisation }) => organisation)]),
      parents: namesOf([other.parentOrganisation]),
      applicantsInCall: namesOf(other.applicantsInCall),
    },
  )
}

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
