import { conflictsOf } from '../application/expert-conflicts'
import { unitsNamed } from '../application/expert-facts'
import type { ApplicationRow } from '../application/types'
import type { DossierRow } from '../dossier/types'
import type { OrganisationRow } from '../organisation/types'
import type { ReviewRow } from '../review/types'
import type { InstanceInput, Pair } from '../rules/assignment'
import type { PanelFacts } from './types'
import type { PanelWish } from './wish'

/** Ranks of the full senior level (正高级) in the usual series of professional titles. */
const seniorRanks = ['教授', '研究员', '主任医师', '主任药师', '主任护师', '编审', '高级记者', '高级编辑', '研究馆员']

export const isSeniorRank = (rank: string | null): boolean =>
  rank !== null && (rank.includes('正高') || seniorRanks.includes(rank.trim()))

const live = ['assigned', 'accepted', 'submitted']
const isOpen = ({ state }: ReviewRow) => state === 'assigned' || state === 'accepted'

/** How much even loads weigh: a fiftieth of the scale for each review that an expert has already. */
const balance = 20_000

/** Who may be asked: active in the pool, with a reviewer's account. Others only keep what they have. */
function usableExperts({ pool, persons }: PanelFacts): string[] {
  const reviewers = new Set(
    persons.filter(({ state, roles }) => state === 'active' && roles.includes('reviewer')).map(({ id }) => id),
  )
  return pool.filter(({ state, person }) => state === 'active' && reviewers.has(person)).map(({ person }) => person)
}

export interface PanelQuestion {
  instance: InstanceInput
  /** Applications that cannot be sent to review yet, because their blind copy is not ready. */
  notReady: string[]
}

/**
 * A call as an instance of the assignment problem. Works are the applications whose blind copy is ready, and each wants
 * as many reviews as the call says; a review that was assigned is not taken away, one that was declined or recused is
 * never given to the same expert again. Loads count the open reviews of other calls.
 */
export function panelInstance(facts: PanelFacts, wish: PanelWish): PanelQuestion {
  const dossierOf = new Map(facts.dossiers.map((row) => [row.id, row]))
  const ready = facts.applications.filter(({ dossier }) => dossierOf.get(dossier)?.state === 'ready')
  const workOf = new Map(ready.map((row) => [row.dossier, row.id]))
  const reviews = facts.reviews.flatMap((row) => {
    const work = workOf.get(row.dossier)
    return work === undefined ? [] : [{ work, expert: row.reviewer, live: live.includes(row.state) }]
  })
  const usable = usableExperts(facts)
  const people = [...new Set([...usable, ...reviews.map(({ expert }) => expert)])]
  const asked = new Set(usable)
  const experts = people.map((person) => expertOf(facts, wish, person, asked.has(person), reviews, dossierOf))
  const known = new Set(people)
  const forbidden = distinct([
    ...conflictPairs(facts, ready, people),
    ...reviews.filter((row) => !row.live).map(({ work, expert }) => ({ work, expert })),
    ...wish.without
      .map(({ application, expert }) => ({ work: application, expert }))
      .filter(({ work, expert }) => known.has(expert) && ready.some(({ id }) => id === work)),
  ])
  return {
    instance: {
      works: ready.map((row) => workLine(facts, row, dossierOf.get(row.dossier))),
      experts,
      forbidden,
      begun: reviews.filter((row) => row.live).map(({ work, expert }) => ({ work, expert })),
      options: {
        method: wish.method,
        objective: wish.objective,
        weights: { discipline: 6, format: 0, language: 0, past: 2, bid: 0, given: 0 },
        requires: { discipline: wish.requireDiscipline, language: false },
        ...(wish.perInstitution === undefined ? {} : { perInstitution: wish.perInstitution }),
        ...{ senior: wish.senior, balance, probabilityCap: wish.probabilityCap, seed: wish.seed },
      },
    },
    notReady: facts.applications.filter((row) => !ready.includes(row)).map(({ id }) => id),
  }
}

/** A pair may be forbidden for several reasons, and an instance has no more rows than pairs. */
const distinct = (pairs: readonly Pair[]): Pair[] => [
  ...new Map(pairs.map((pair) => [JSON.stringify([pair.work, pair.expert]), pair])).values(),
]

const topicsOf = (dossier: DossierRow | undefined): string[] => {
  const topic = dossier?.answers.discipline
  return typeof topic === 'string' ? [topic] : []
}

const workLine = ({ call }: PanelFacts, row: ApplicationRow, dossier: DossierRow | undefined) => ({
  id: row.id,
  demand: call.rules.reviewersPerApplication,
  disciplines: topicsOf(dossier),
  format: row.format,
})

function expertOf(
  facts: PanelFacts,
  { minLoad, maxLoad }: PanelWish,
  person: string,
  usable: boolean,
  reviews: readonly { expert: string; live: boolean }[],
  dossierOf: ReadonlyMap<string, DossierRow>,
) {
  const expert = facts.pool.find((one) => one.person === person)
  const institution = expert?.organisation ?? facts.persons.find(({ id }) => id === person)?.organisation
  const others = facts.otherReviews.filter(({ reviewer }) => reviewer === person)
  const taken = others.filter(isOpen).length
  const held = taken + reviews.filter((one) => one.live && one.expert === person).length
  return {
    id: person,
    min: usable ? Math.min(minLoad, maxLoad) : 0,
    max: usable ? maxLoad : held,
    taken,
    disciplines: expert?.disciplines ?? [],
    senior: isSeniorRank(expert?.rank ?? null),
    ...(institution ? { institution } : {}),
    past: others
      .filter(({ state }) => state === 'submitted')
      .slice(-200)
      .map(({ dossier }) => dossierOf.get(dossier))
      .map((dossier) => ({ disciplines: topicsOf(dossier), ...(dossier ? { format: dossier.format } : {}) })),
  }
}

/** Pairs that the rules on conflicts forbid, by the very check that the assignment itself makes. */
function conflictPairs(facts: PanelFacts, applications: readonly ApplicationRow[], people: readonly string[]) {
  const near = new Nearby(facts)
  const candidates = people.map((id) => ({
    id,
    person: facts.persons.find((one) => one.id === id) ?? null,
    expert: facts.pool.find((one) => one.person === id) ?? null,
  }))
  return applications.flatMap((row) => {
    const submission = facts.submissions.find(({ id }) => id === row.submission) ?? null
    const applicant = facts.persons.find(({ id }) => id === row.applicant) ?? null
    const units = near.units([row.organisation, applicant?.organisation], unitsNamed(row, submission))
    return candidates
      .filter((candidate) => {
        const own = near.units([candidate.person?.organisation, candidate.expert?.organisation], [])
        const organisations = [...new Set([...units, ...own])]
        const known = { call: null, dossier: null, reviews: [], candidates: [], applying: facts.applying }
        return conflictsOf(row, { ...known, submission, applicant, organisations }, candidate).length > 0
      })
      .map(({ id }) => ({ work: row.id, expert: id }))
  })
}

/** Organisations by id and name, with their parents: the few that matter to one pair. */
class Nearby {
  readonly #byId: Map<string, OrganisationRow>
  readonly #byName: Map<string, OrganisationRow[]>

  constructor({ organisations }: PanelFacts) {
    this.#byId = new Map(organisations.map((row) => [row.id, row]))
    this.#byName = new Map()
    for (const row of organisations) this.#byName.set(row.name, [...(this.#byName.get(row.name) ?? []), row])
  }

  units(ids: readonly (string | null | undefined)[], names: readonly string[]): OrganisationRow[] {
    const found = [
      ...ids.flatMap((id) => this.#byId.get(id ?? '') ?? []),
      ...names.flatMap((name) => this.#byName.get(name) ?? []),
    ]
    return [...found, ...found.flatMap(({ parent }) => this.#byId.get(parent ?? '') ?? [])]
  }
}
