import { byTicket, compareText, ticket } from '../randomness'
import { isOpen, isSenior, wantsSenior } from './model'
import type { Problem } from './problem'

/**
 * What became of an expert's lot: drawn; passed over by rule 4; and where the panels had to be completed, drawn but given
 * up for an exchange, or filled in without having been drawn.
 */
export type LotOutcome = 'drawn' | 'full' | 'institution_cap' | 'given_up' | 'filled_in'

export interface Lot {
  expert: string
  /** SHA-256 of the seed, a line feed, the work's id, a line feed and the expert's id. */
  ticket: string
  outcome: LotOutcome
}

/** One work's draw, as it can be published and repeated. */
export interface WorkDraw {
  work: string
  lots: Lot[]
}

export interface Draw {
  /** Pairs, in the order in which they were drawn. */
  pairs: number[]
  /** In the order of the draws. */
  works: WorkDraw[]
}

/**
 * The seeded random draw (随机抽取), which anybody can repeat with `sha256sum`:
 *
 * 1. The lot of a work is SHA-256(seed ⏎ `work ` id); works draw in the order of their lots (hexadecimal, ascending).
 * 2. For one work, the lot of an expert is SHA-256(seed ⏎ work's id ⏎ expert's id). Who may not review the work (conflict,
 *    or without a discipline or language that is required) has no lot. The seats still wanted go to the lots in order.
 * 3. Where a senior is required and not there yet, the first senior's lot is drawn before all others.
 * 4. Who has as much as allowed by then, or whose institution has as many on this work as allowed, is passed over.
 *
 * Where that leaves a seat empty although there is a way to fill it, see `completedDraw`.
 */
export function drawLots(problem: Problem): Draw {
  const { works, experts, wanted } = problem
  const left = problem.most.slice()
  const draw: Draw = { pairs: [], works: [] }
  for (let w = 0; w < works.length; w++) {
    if (wanted[w] === 0) continue
    const order = lotsOf(problem, w)
    const panel = new Panel(problem, w, left)
    if (wantsSenior(problem, w))
      panel.take(
        order.filter((e) => isSenior(problem, e)),
        1,
      )
    panel.take(order, wanted[w]!)
    draw.pairs.push(...panel.members.map((e) => w * experts.length + e))
    draw.works.push({ work: works[w]!.id, lots: panel.lots })
  }
  return draw
}

/** The draw once its panels are completed: each work's lots say who was given up and who was filled in. */
export function completedDraw({ works, experts, options }: Problem, draw: Draw, chosen: readonly number[]): WorkDraw[] {
  const drawn = new Set(draw.pairs)
  const kept = new Set(chosen)
  const place = new Map(experts.map(({ id }, e) => [id, e]))
  const row = new Map(works.map(({ id }, w) => [id, w * experts.length]))
  const filled = new Map<number, string[]>()
  for (const p of chosen) {
    if (drawn.has(p)) continue
    const start = p - (p % experts.length)
    filled.set(start, [...(filled.get(start) ?? []), experts[p % experts.length]!.id])
  }
  return draw.works.map(({ work, lots }) => {
    const start = row.get(work)!
    const late = new Set(filled.get(start))
    const told = lots.map((lot): Lot => {
      if (late.delete(lot.expert)) return { ...lot, outcome: 'filled_in' }
      const givenUp = lot.outcome === 'drawn' && !kept.has(start + place.get(lot.expert)!)
      return givenUp ? { ...lot, outcome: 'given_up' } : lot
    })
    const more = [...late].map((expert): Lot => ({
      expert,
      ticket: ticket(options.seed, `${work}\n${expert}`),
      outcome: 'filled_in',
    }))
    return { work, lots: [...told, ...more.sort((a, b) => compareText(a.ticket, b.ticket))] }
  })
}

function lotsOf(problem: Problem, work: number): number[] {
  const { works, experts } = problem
  const eligible = experts.flatMap((_, e) => (isOpen(problem, work * experts.length + e, 0) ? [e] : []))
  return byTicket(problem.options.seed, eligible, (e) => `${works[work]!.id}\n${experts[e]!.id}`)
}

class Panel {
  readonly members: number[] = []
  readonly lots: Lot[] = []
  readonly #ofInstitution = new Map<number, number>()
  readonly #seen = new Set<number>()

  constructor(
    readonly problem: Problem,
    readonly work: number,
    readonly left: Int32Array,
  ) {
    for (const p of problem.keptOn[work]!) this.#count(problem.institution[p % problem.experts.length]!)
  }

  #count(institution: number): void {
    if (institution >= 0) this.#ofInstitution.set(institution, (this.#ofInstitution.get(institution) ?? 0) + 1)
  }

  /** Draws in this order until the panel has so many members. */
  take(order: readonly number[], upTo: number): void {
    for (const expert of order) {
      if (this.members.length >= upTo) return
      if (this.#seen.has(expert)) continue
      this.#seen.add(expert)
      this.#draw(expert)
    }
  }

  #draw(expert: number): void {
    const { options, institution, experts, works } = this.problem
    const own = institution[expert]!
    const crowded = own >= 0 && (this.#ofInstitution.get(own) ?? 0) >= (options.perInstitution ?? Infinity)
    const outcome = this.left[expert] === 0 ? 'full' : crowded ? 'institution_cap' : 'drawn'
    const id = experts[expert]!.id
    this.lots.push({ expert: id, ticket: ticket(options.seed, `${works[this.work]!.id}\n${id}`), outcome })
    if (outcome !== 'drawn') return
    this.members.push(expert)
    this.left[expert]!--
    this.#count(own)
  }
}
