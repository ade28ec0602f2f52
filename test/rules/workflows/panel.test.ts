import { describe, expect, test } from '@jest/globals'
import { conflictsOf } from '../../../workflows/application/expert-conflicts'
import type { ExpertRow } from '../../../workflows/expert/types'
import type { OrganisationRow } from '../../../workflows/organisation/types'
import { panelInstance, panelWishSchema } from '../../../workflows/panel'
import type { PanelFacts } from '../../../workflows/panel'
import type { Role } from '../../../workflows/rules/vocabulary'
import { application, call, dossier, held, human, submission } from './intake-rows'

const organisation = (id: string, name: string, parent: string | null = null): OrganisationRow => ({
  ...held(id, 'active'),
  ...{ name, kind: null, uscc: null, town: null, parent },
})

const pooled = (person: string, of: string | null = null): ExpertRow => ({
  ...held(`of ${person}`, 'active'),
  ...{ person, organisation: of, disciplines: ['170'], speciality: null, rank: null },
})

const reviewer = (id: string, name: string, ...more: Role[]) => human(id, { name, roles: ['reviewer', ...more] })

/** One application with a team of 𠮷田 of 示例画室, by the applicant “creator” of 示例小学, a school of the group 集团. */
const facts: PanelFacts = {
  ...{ call: call(), applications: [application({ state: 'accepted', organisation: 'school' })] },
  ...{ submissions: [submission], dossiers: [dossier('ready')], reviews: [], otherReviews: [] },
  pool: [
    pooled('colleague', 'school'),
    pooled('sister', 'museum'),
    pooled('studio', 'studio'),
    pooled('namesake'),
    pooled('applies'),
    pooled('officer'),
    pooled('free', 'far'),
  ],
  persons: [
    human('creator'),
    reviewer('colleague', '一'),
    reviewer('sister', '二'),
    reviewer('studio', '三'),
    reviewer('namesake', ' 𠮷 田'),
    reviewer('applies', '五'),
    reviewer('officer', '六', 'officer'),
    reviewer('free', '七'),
  ],
  organisations: [
    organisation('school', '示例小学', 'group'),
    organisation('museum', '博物馆', 'group'),
    organisation('group', '集团'),
    organisation('studio', '示例画室'),
    organisation('far', '远方大学'),
  ],
  applying: ['creator', 'applies'],
}

describe('a call as an instance of the assignment problem', () => {
  const { instance } = panelInstance(facts, panelWishSchema.parse({ call: 'call' }))

  test('forbids the very pairs that the assignment by hand would refuse, and no others', () => {
    const refused = instance.experts.filter(({ id }) => {
      const [person, expert] = [
        facts.persons.find((row) => row.id === id)!,
        facts.pool.find((row) => row.person === id)!,
      ]
      const known = { call: null, dossier: null, reviews: [], candidates: [], applicant: facts.persons[0]! }
      const { organisations, applying } = facts
      const candidate = { id, person, expert }
      return (
        conflictsOf(facts.applications[0]!, { ...known, submission, organisations, applying }, candidate).length > 0
      )
    })
    expect(refused.map(({ id }) => id)).toEqual(['colleague', 'sister', 'studio', 'namesake', 'applies'])
    expect(instance.forbidden).toEqual(refused.map(({ id }) => ({ work: 'application', expert: id })))
  })

  test('leaves out whoever holds roles that are kept apart: the assignment would refuse them', () => {
    expect(instance.experts.map(({ id }) => id)).not.toContain('officer')
    expect(instance.experts.map(({ id }) => id)).toContain('free')
  })
})
