import { createHash } from 'node:crypto'
import { describe, expect, test } from '@jest/globals'
import { assign } from '../../../workflows/rules/assignment'
import type { InstanceInput } from '../../../workflows/rules/assignment'
import { NetworkBuilder, mustFlow, roundFlow } from '../../../workflows/rules/assignment/flow'
import { seededStream, sha256 } from '../../../workflows/rules/randomness'
import { fromTable, named } from './instances'
import { randomInstance } from './random-instances'

interface Share {
  up: bigint
  down: bigint
}

const times = (a: Share, b: Share): Share => ({ up: a.up * b.up, down: a.down * b.down })
const plus = (a: Share, b: Share): Share => ({ up: a.up * b.down + b.up * a.down, down: a.down * b.down })

/** Every outcome of something that draws, with its exact probability. */
function* outcomes<T>(act: (below: (n: number) => number) => T): Generator<[T, Share]> {
  const open: number[][] = [[]]
  while (open.length > 0) {
    const script = open.pop()!
    let share: Share = { up: 1n, down: 1n }
    let at = 0
    try {
      const outcome = act((n) => {
        const drawn = script[at]
        if (drawn === undefined) throw new Undecided(n)
        at++
        share = times(share, { up: 1n, down: BigInt(n) })
        return drawn
      })
      yield [outcome, share]
    } catch (error) {
      if (!(error instanceof Undecided)) throw error
      for (let n = 0; n < error.among; n++) open.push([...script, n])
    }
  }
}

class Undecided extends Error {
  constructor(readonly among: number) {
    super()
  }
}

describe('rounding at random', () => {
  test('the frequencies of all outcomes together are the parts themselves, to the last digit', () => {
    const unit = 6
    // Three works of two seats, four experts of loads 2, no pair more often than four times of six.
    const builder = new NetworkBuilder()
    const works = [0, 1, 2].map(() => builder.node(2 * unit))
    const experts = [0, 1, 2, 3].map(() => builder.node())
    const sink = builder.node(-6 * unit)
    const arcs = works.flatMap((work, w) =>
      experts.map((expert, e) => builder.arc(work, expert, 4, -((w * 7 + e * 5) % 9))),
    )
    for (const expert of experts) builder.arc(expert, sink, 2 * unit)
    const network = builder.build()
    const { flow } = mustFlow(network)
    expect(arcs.some((arc) => flow[arc]! % unit !== 0)).toBe(true)
    const mean = network.cost.map(() => 0)
    const sums = Array.from(mean, (): Share => ({ up: 0n, down: 1n }))
    let all: Share = { up: 0n, down: 1n }
    for (const [rounded, share] of outcomes((below) => roundFlow(network, flow, unit, below))) {
      all = plus(all, share)
      for (const [arc, amount] of rounded.entries()) {
        // Down or up, never further; so every bound that is whole is kept.
        expect([Math.floor(flow[arc]! / unit), Math.ceil(flow[arc]! / unit)]).toContain(amount)
        sums[arc] = plus(sums[arc]!, times(share, { up: BigInt(amount), down: 1n }))
      }
    }
    expect(all.up).toBe(all.down)
    for (const [arc, { up, down }] of sums.entries()) expect(up * BigInt(unit)).toBe(BigInt(flow[arc]!) * down)
  })
})

describe('random assignment', () => {
  test('no pair has more than its capped probability, and the seats of a work add up', () => {
    for (let number = 0; number < 100; number++) {
      const input = randomInstance(30_000 + number, { method: 'random', probabilityCap: 400 })
      const { probabilities, pairs, works } = assign(input)
      for (const { thousandths } of probabilities ?? []) expect(thousandths).toBeLessThanOrEqual(400)
      for (const { work, demand } of works) {
        const own = probabilities?.filter((one) => one.work === work) ?? []
        const kept = pairs.filter((one) => one.work === work && one.kept !== null).length
        const wanted = Math.max(0, demand - kept)
        expect(own.reduce((sum, one) => sum + one.thousandths, 0)).toBeLessThanOrEqual(wanted * 1000)
      }
    }
  })

  test('with fixed and begun pairs and least loads, a draw keeps what people decided and every rule', () => {
    for (let number = 0; number < 150; number++) {
      const rule = [{}, { senior: true }, { perInstitution: 1 }, { perInstitution: 2 }][number % 4]!
      const input = randomInstance(31_000 + number, { ...rule, method: 'random', probabilityCap: 600 })
      const { pairs, probabilities, experts } = assign(input)
      const expertOf = new Map(input.experts.map((one) => [one.id, one]))
      const sum = (rows: readonly { thousandths: number }[]) => rows.reduce((all, one) => all + one.thousandths, 0)
      for (const { id: work } of input.works) {
        const own = pairs.filter((pair) => pair.work === work)
        const chances = probabilities!.filter((one) => one.work === work)
        const seniors = chances.filter(({ expert }) => expertOf.get(expert)?.senior)
        if ('senior' in rule && sum(seniors) >= 1000)
          expect([number, own.some(({ expert }) => expertOf.get(expert)?.senior)]).toEqual([number, true])
        for (const { institution } of input.experts) {
          if (institution === undefined || rule.perInstitution === undefined) continue
          const of = own.filter(({ expert }) => expertOf.get(expert)?.institution === institution)
          const there = of.filter(({ kept }) => kept !== null).length
          expect([number, of.length <= Math.max(there, rule.perInstitution)]).toEqual([number, true])
        }
      }
      for (const { expert, load, min } of experts) {
        const kept = pairs.filter((pair) => pair.expert === expert && pair.kept !== null).length
        const held = kept + (expertOf.get(expert)?.taken ?? 0)
        const expected = sum(probabilities!.filter((one) => one.expert === expert)) / 1000
        // Whoever has the least load in the mean has it in every draw.
        if (held + expected >= min) expect([number, load >= min]).toEqual([number, true])
        expect(load).toBeLessThanOrEqual(Math.max(held, expertOf.get(expert)!.max))
      }
    }
  })

  test('a bidder who wants one work above all gets it no more often than the cap says', () => {
    const input = fromTable([[1, 0, 0]], { method: 'random', probabilityCap: 500 })
    const draws = Array.from({ length: 400 }, (_, n) =>
      named(assign({ ...input, options: { ...input.options, seed: `seed ${n}` } }).pairs),
    )
    const often = draws.filter((one) => one === 'w0e0').length
    expect(assign(input).probabilities?.find(({ expert }) => expert === 'e0')?.thousandths).toBe(500)
    // Four standard deviations of 400 throws of a coin are 40.
    expect(Math.abs(often - 200)).toBeLessThan(40)
  })

  test('the seed draws panels and changes no probability, even between equals', () => {
    for (const rules of [{}, { perInstitution: 1 }, { senior: true }]) {
      const rows = [0, 1, 2].map(() => [0.5, 0.5, 0.5, 0.5, 0.5, 0.5])
      const input = fromTable(rows, { demand: 2, max: 3, method: 'random', probabilityCap: 500, ...rules })
      const experts = input.experts.map((one, n) => ({ ...one, institution: `i${n % 2}`, senior: n < 3 }))
      const answers = ['a', 'b', 'c', 'd'].map((seed) =>
        assign({ ...input, experts, options: { ...input.options, seed } }),
      )
      for (const { probabilities, totals } of answers) {
        expect(probabilities).toEqual(answers[0]!.probabilities)
        expect([totals.short, totals.withoutSenior]).toEqual([0, 0])
      }
      expect(new Set(answers.map(({ pairs }) => named(pairs))).size).toBeGreaterThan(1)
    }
  })

  test('whatever is drawn keeps loads, conflicts, institutions and seniors', () => {
    const rows = [
      [0.9, 0.5, 0.4, 0.3, 0.2, 0.1],
      [0.8, 0.7, 0.4, 0.3, null, 0.1],
      [0.7, 0.6, 0.5, 0.4, 0.3, 0.2],
    ]
    for (const rules of [{ perInstitution: 1 }, { senior: true }]) {
      const input = fromTable(rows, { demand: 2, max: 2, method: 'random', probabilityCap: 600, ...rules })
      const experts = input.experts.map((one, n) => ({ ...one, institution: `i${n % 3}`, senior: n < 4 }))
      for (let n = 0; n < 60; n++) {
        const {
          pairs,
          totals,
          experts: loads,
        } = assign({
          ...input,
          ...{ experts, options: { ...input.options, seed: String(n) } },
        })
        expect([totals.short, totals.withoutSenior]).toEqual([0, 0])
        expect(named(pairs)).not.toContain('w1e4')
        for (const { load } of loads) expect(load).toBeLessThanOrEqual(2)
        if (!('perInstitution' in rules)) continue
        const places = pairs.map(({ work, expert }) => work + String(Number(expert.slice(1)) % 3))
        expect(new Set(places).size).toBe(places.length)
      }
    }
  })
})

describe('the seeded public draw', () => {
  const input: InstanceInput = {
    works: ['K-001', 'K-002', '科普-003'].map((id) => ({ id, demand: 2 })),
    experts: ['赵', '钱', '孙', '李', '周', '吴'].map((id) => ({ id, max: 2 })),
    forbidden: [{ work: 'K-001', expert: '赵' }],
    options: { method: 'draw', seed: '2026-06-01 14:00 双色球 05 11 17 22 28 31 + 09' },
  }

  test('anybody can repeat it with SHA-256 and nothing of ours', () => {
    const seed = input.options!.seed!
    const lot = (name: string) => createHash('sha256').update(`${seed}\n${name}`).digest('hex')
    const loads = new Map(input.experts.map(({ id }) => [id, 0]))
    const drawn: string[] = []
    for (const { id } of input.works.toSorted((a, b) => (lot(`work ${a.id}`) < lot(`work ${b.id}`) ? -1 : 1))) {
      const lots = input.experts
        .filter((expert) => !(id === 'K-001' && expert.id === '赵'))
        .map((expert) => ({ id: expert.id, lot: lot(`${id}\n${expert.id}`) }))
        .sort((a, b) => (a.lot < b.lot ? -1 : 1))
      const panel = lots.filter((one) => loads.get(one.id)! < 2).slice(0, 2)
      for (const one of panel) loads.set(one.id, loads.get(one.id)! + 1)
      drawn.push(...panel.map((one) => `${id}${one.id}`))
    }
    const answer = assign(input)
    expect(answer.draw?.completed).toBe(false)
    expect(named(answer.pairs).split(' ').sort()).toEqual(drawn.sort())
    for (const { work, lots } of answer.draw?.works ?? [])
      for (const { expert, ticket } of lots) expect(ticket).toBe(lot(`${work}\n${expert}`))
  })

  test('another seed draws others; the same seed the same', () => {
    const panel = (seed: string) => named(assign({ ...input, options: { method: 'draw', seed } }).pairs)
    expect(panel('a')).toBe(panel('a'))
    expect(new Set(Array.from({ length: 20 }, (_, n) => panel(String(n)))).size).toBeGreaterThan(10)
  })

  test('everybody eligible is drawn about equally often', () => {
    const counts = new Map<string, number>()
    for (let n = 0; n < 600; n++) {
      const { pairs } = assign({
        works: [{ id: 'w', demand: 1 }],
        experts: ['a', 'b', 'c'].map((id) => ({ id, max: 1 })),
        options: { method: 'draw', seed: String(n) },
      })
      for (const { expert } of pairs) counts.set(expert, (counts.get(expert) ?? 0) + 1)
    }
    // 200 each; five standard deviations are 58.
    for (const count of counts.values()) expect(Math.abs(count - 200)).toBeLessThan(58)
  })

  test('where lots alone leave a seat empty that could be filled, drawn experts are exchanged, and it is said', () => {
    const only = {
      works: ['w0', 'w1'].map((id) => ({ id, demand: 1 })),
      experts: ['e0', 'e1'].map((id) => ({ id, max: 1 })),
    }
    const forbidden = [{ work: 'w0', expert: 'e1' }]
    const completed = Array.from({ length: 20 }, (_, n) =>
      assign({ ...only, forbidden, options: { method: 'draw', seed: String(n) } }),
    )
    for (const { pairs } of completed) expect(named(pairs)).toBe('w0e0 w1e1')
    expect(new Set(completed.map(({ draw }) => draw?.completed))).toEqual(new Set([true, false]))
    for (const { draw } of completed) {
      expect(draw?.exact).toBe(true)
      const told = draw?.works.flatMap(({ work, lots }) => lots.map((lot) => `${work}${lot.expert} ${lot.outcome}`))
      expect(told?.toSorted()).toEqual(
        draw?.completed
          ? ['w0e0 filled_in', 'w1e0 given_up', 'w1e1 filled_in']
          : ['w0e0 drawn', expect.stringMatching(/^w1e[01] (?:drawn|full)$/), 'w1e1 drawn'].slice(0, told?.length ?? 0),
      )
      for (const { work, lots } of draw?.works ?? [])
        for (const { expert, ticket: lot } of lots) {
          const seed = completed.find((one) => one.draw === draw)?.seed
          expect(lot).toBe(createHash('sha256').update(`${seed}\n${work}\n${expert}`).digest('hex'))
        }
    }
  })

  test('an institution’s and a senior’s rule hold in the draw', () => {
    const experts = input.experts.map((one, n) => ({ ...one, institution: `i${n % 3}`, senior: n % 2 === 0 }))
    for (let n = 0; n < 30; n++) {
      const options = { method: 'draw', seed: String(n), perInstitution: 1, senior: true } as const
      const { works, pairs } = assign({ ...input, experts, options })
      expect(works.map(({ short, lacksSenior }) => [short, lacksSenior])).toEqual([0, 1, 2].map(() => [0, false]))
      const place = new Map(experts.map(({ id, institution }) => [id, institution]))
      const seats = pairs.map(({ work, expert }) => `${work} ${place.get(expert) ?? ''}`)
      expect(new Set(seats).size).toBe(seats.length)
    }
  })
})

describe('randomness that anybody can repeat', () => {
  test('SHA-256 is that of the standard, in any script', () => {
    expect(sha256('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad')
    for (const text of ['', 'x'.repeat(55), 'x'.repeat(56), 'x'.repeat(64), '科普共创 👩🏽‍🌾 \ud800', 'é'.repeat(500)])
      expect(sha256(text)).toBe(createHash('sha256').update(text).digest('hex'))
  })

  test('the stream is the blocks of SHA-256 over seed and count, word by word', () => {
    const block = (n: number) => createHash('sha256').update(`seed\n${n}`).digest()
    const words = [0, 1].flatMap((n) => Array.from({ length: 8 }, (_, word) => block(n).readUInt32BE(4 * word)))
    const draw = seededStream('seed')
    expect(words.map(() => draw(2 ** 32))).toEqual(words)
    const small = seededStream('seed')
    expect(words.map(() => small(1000))).toEqual(words.map((word) => word % 1000))
    for (const limit of [0, -1, 1.5, NaN, 2 ** 33]) expect(() => draw(limit)).toThrow(RangeError)
  })
})
