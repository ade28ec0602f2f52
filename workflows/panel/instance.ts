import { namesOfApplication, namesOfCandidate } from '../application/expert-conflicts'
import type { ApplicationRow } from '../application/types'
import type { DossierRow } from '../dossier/types'
import { rolesAtOdds } from '../person/guards'
import type { ReviewRow } from '../review/types'
import type { InstanceInput, Pair } from '../rules/assignment'
import { conflicts, namesOf } from '../rules/conflicts'
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

/** Who may be asked: active in the pool, with a reviewer's account and no role at odds with it. Others only keep what they have. */
function usableExperts({ pool, persons }: PanelFacts): string[] {
  const reviewers = new Set(
    persons
      .filter(({ state, roles }) => state === 'active' && roles.includes('reviewer') && !rolesAtOdds(roles))
      .map(({ id }) => id),
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
  const works = new Set(workOf.values())
  const forbidden = distinct([
    ...conflictPairs(facts, ready, people),
    ...reviews.filter((row) => !row.live).map(({ work, expert }) => ({ work, expert })),
    ...wish.without
      .map(({ application, expert }) => ({ work: application, expert }))
      .filter(({ work, expert }) => known.has(expert) && works.has(work)),
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
function conflictPairs(
  { persons, pool, submissions, organisations, applying }: PanelFacts,
  applications: readonly ApplicationRow[],
  people: readonly string[],
): Pair[] {
  const personOf = new Map(persons.map((row) => [row.id, row]))
  const expertOf = new Map(pool.map((row) => [row.person, row]))
  const submissionOf = new Map(submissions.map((row) => [row.id, row]))
  const candidates = people.map((id) => {
    const candidate = { id, person: personOf.get(id) ?? null, expert: expertOf.get(id) ?? null }
    return { id, names: namesOfCandidate(candidate, organisations) }
  })
  const applicantsInCall = namesOf(applying)
  return applications.flatMap((row) => {
    const submission = submissionOf.get(row.submission) ?? null
    const applicant = personOf.get(row.applicant) ?? null
    const names = namesOfApplication(row, { submission, applicant, organisations }, applicantsInCall)
    return candidates
      .filter((candidate) => conflicts(candidate.names, names).length > 0)
      .map(({ id }) => ({ work: row.id, expert: id }))
  })
}
