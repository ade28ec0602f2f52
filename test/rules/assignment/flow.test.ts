import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import {
  Detours,
  NetworkBuilder,
  NetworkError,
  checkFlow,
  cheapestFlow,
  exchangeCosts,
  fromDimacs,
  toDimacs,
} from '../../../workflows/rules/assignment/flow'
import type { Network } from '../../../workflows/rules/assignment/flow'
import { highs } from './oracle'

type Arc = readonly [from: number, to: number, lower: number, upper: number, cost: number]

function networkOf(supplies: readonly number[], arcs: readonly Arc[]): Network {
  const builder = new NetworkBuilder()
  for (const supply of supplies) builder.node(supply)
  for (const [from, to, lower, upper, cost] of arcs) builder.arc(from, to, upper, cost, lower)
  return builder.build()
}

const someNetwork = fc
  .integer({ min: 2, max: 7 })
  .chain((nodes) =>
    fc.record({
      flows: fc.array(fc.integer({ min: -4, max: 4 }), { minLength: nodes - 1, maxLength: nodes - 1 }),
      arcs: fc.array(
        fc
          .tuple(
            fc.nat({ max: nodes - 1 }),
            fc.nat({ max: nodes - 1 }),
            fc.nat({ max: 2 }),
            fc.nat({ max: 5 }),
            fc.integer({ min: -9, max: 9 }),
          )
          .map(([from, to, lower, more, cost]): Arc => [from, to, lower, lower + more, cost]),
        { minLength: 1, maxLength: 18 },
      ),
    }),
  )
  .map(({ flows, arcs }) => networkOf([...flows, -flows.reduce((sum, each) => sum + each, 0)], arcs))

/** The same problem as a linear program; `null` when it has no solution. */
function byLinearProgram({ nodes, supply, from, to, lower, upper, cost }: Network): number | null {
  const arcs = [...from.keys()]
  const balance = (node: number) =>
    arcs
      .filter((arc) => (from[arc] === node) !== (to[arc] === node))
      .map((arc) => `${from[arc] === node ? '+' : '-'} x${arc}`)
      .join(' ')
  const rows = [...Array(nodes).keys()].map((node) => `c${node}: 0 z ${balance(node)} = ${supply[node]!}`)
  const { Status, ObjectiveValue } = highs.solve(
    [
      ...[
        'Minimize',
        `obj: 0 z ${arcs.map((arc) => `${cost[arc]! < 0 ? '-' : '+'} ${Math.abs(cost[arc]!)} x${arc}`).join(' ')}`,
      ],
      ...['Subject To', ...rows],
      ...['Bounds', ...arcs.map((arc) => `${lower[arc]!} <= x${arc} <= ${upper[arc]!}`), 'End'],
    ].join('\n'),
  )
  return Status === 'Optimal' ? Math.round(ObjectiveValue) : null
}

describe('the cheapest flow', () => {
  test('costs what HiGHS finds for the same linear program, or both find that there is none', () => {
    fc.assert(
      fc.property(someNetwork, (network) => {
        const found = cheapestFlow(network)
        expect(found === null ? null : Number(found.cost)).toBe(byLinearProgram(network))
        if (found) expect(checkFlow(network, found.flow)).toEqual({ keepsBounds: true, isCheapest: true })
      }),
      { numRuns: 400, seed: 4 },
    )
  })

  test('its potentials leave no arc that would still help', () => {
    fc.assert(
      fc.property(someNetwork, (network) => {
        const found = cheapestFlow(network)
        for (const arc of found ? network.from.keys() : []) {
          const { flow, potential } = found!
          const reduced = network.cost[arc]! + potential[network.from[arc]!]! - potential[network.to[arc]!]!
          if (flow[arc]! < network.upper[arc]!) expect(reduced).toBeGreaterThanOrEqual(0)
          if (flow[arc]! > network.lower[arc]!) expect(reduced).toBeLessThanOrEqual(0)
        }
      }),
      { seed: 4 },
    )
  })

  test('is the same wherever it begins: here at the dearest flow and its tree', () => {
    fc.assert(
      fc.property(someNetwork, (network) => {
        const dearest = cheapestFlow({ ...network, cost: network.cost.map((each) => -each) })
        if (!dearest) return
        const tree = [...dearest.tree].filter((arc) => arc >= 0)
        const found = cheapestFlow(network, undefined, { flow: dearest.flow, tree })!
        expect(found.cost).toBe(cheapestFlow(network)!.cost)
        expect(checkFlow(network, found.flow, found.potential)).toEqual({ keepsBounds: true, isCheapest: true })
      }),
      { numRuns: 400, seed: 4 },
    )
  })

  test('reads back what it prints as DIMACS, and solves it the same', () => {
    fc.assert(
      fc.property(someNetwork, (network) => {
        const again = fromDimacs(`c a comment\n${toDimacs(network)}`)
        expect(again).toEqual(network)
        expect(cheapestFlow(again)).toEqual(cheapestFlow(network))
      }),
      { seed: 4 },
    )
    expect(toDimacs(networkOf([2, -2], [[0, 1, 1, 3, -5]]))).toBe('p min 2 1\nn 1 2\nn 2 -2\na 1 2 1 3 -5\n')
    expect(() => fromDimacs('p min 2 1\na 1 2 0 1.5 3')).toThrow('DIMACS line 2')
    expect(() => fromDimacs('p min 2 1\nb 1 2')).toThrow('DIMACS line 2')
  })

  test('the check finds a flow that breaks a bound or could be cheaper, whoever made it', () => {
    const network = networkOf(
      [2, 0, -2],
      [
        [0, 2, 0, 2, 5],
        [0, 1, 0, 2, 1],
        [1, 2, 0, 2, 1],
      ],
    )
    expect(checkFlow(network, Int32Array.of(0, 2, 2))).toEqual({ keepsBounds: true, isCheapest: true })
    expect(checkFlow(network, Int32Array.of(1, 1, 1))).toEqual({ keepsBounds: true, isCheapest: false })
    const prices = (...each: number[]) => checkFlow(network, Int32Array.of(0, 2, 2), Float64Array.from(each)).isCheapest
    expect([prices(0, 1, 2), prices(7, 8, 9), prices(0, 1, 5)]).toEqual([true, true, true])
    expect([prices(0, 1, 1), prices(0, 0, 0), prices(NaN, NaN, NaN)]).toEqual([false, false, false])
    expect(checkFlow(network, Int32Array.of(1, 1, 1), Float64Array.of(0, 1, 2)).isCheapest).toBe(false)
    expect(checkFlow(network, Int32Array.of(3, 0, 0))).toEqual({ keepsBounds: false, isCheapest: false })
    expect(checkFlow(network, Int32Array.of(1, 2, 2))).toEqual({ keepsBounds: false, isCheapest: false })
  })

  test('the price of one unit more is what solving again with one unit more costs', () => {
    fc.assert(
      fc.property(someNetwork, fc.nat(), fc.nat(), (network, a, b) => {
        const [from, to] = [a % network.nodes, b % network.nodes]
        const before = cheapestFlow(network)
        if (!before || from === to) return
        const supply = network.supply.slice()
        supply[from]!++
        supply[to]!--
        const after = cheapestFlow({ ...network, supply })
        const price = exchangeCosts(network, before.flow, from)[to]!
        expect(exchangeCosts(network, before.flow, to, 'to')[from]).toBe(price)
        expect(price).toBe(after ? Number(after.cost - before.cost) : Infinity)
      }),
      { numRuns: 200, seed: 4 },
    )
  })

  test('is the same where all ways from some nodes are found at once', () => {
    fc.assert(
      fc.property(someNetwork, fc.integer({ min: 1, max: 127 }), (network, chosen) => {
        const found = cheapestFlow(network)
        const hubs = [...Array(network.nodes).keys()].filter((node) => chosen & (1 << node))
        if (!found || hubs.length === 0) return
        const detours = new Detours(network, found.flow, hubs)
        for (const hub of hubs)
          expect(Array.from({ length: network.nodes }, (_, node) => detours.cost(hub, node))).toEqual(
            Array.from(exchangeCosts(network, found.flow, hub)),
          )
      }),
      { numRuns: 300, seed: 4 },
    )
  })

  test('numbers outside of the exact range are refused, with the arc', () => {
    const code = (supplies: readonly number[], arcs: readonly Arc[]) => {
      try {
        cheapestFlow(networkOf(supplies, arcs))
        return 'solved'
      } catch (error) {
        return error instanceof NetworkError ? `${error.code} ${error.at ?? ''}`.trim() : error
      }
    }
    const fine: Arc = [0, 1, 0, 1, 1]
    expect(code([1, -1], [fine])).toBe('solved')
    expect(code([1, -1], [fine, [0, 1, 0, 1, 0.5]])).toBe('not_an_integer 1')
    expect(code([1, -1], [[0, 1, 0, 1, NaN]])).toBe('not_an_integer 0')
    expect(code([1, -1], [[0, 1, 0, 1, 2 ** 52]])).toBe('costs_too_large')
    expect(code([1, -1], [[0, 1, 2, 1, 0]])).toBe('bounds 0')
    expect(code([1, -1], [[0, 2, 0, 1, 0]])).toBe('no_such_node 0')
    expect(code([1, 0], [fine])).toBe('unbalanced')
    expect(code([1, -1], [fine, [0, 1, 0, 1.9, 1]])).toBe('not_an_integer 1')
    expect(code([1, -1], [fine, [0, 1, 0, 2 ** 32 + 1, 1]])).toBe('bounds 1')
    expect(code([1, -1], [fine, [0, NaN, 0, 1, 1]])).toBe('not_an_integer 1')
    expect(code([1, -1, 0.5], [fine])).toBe('not_an_integer 2')
    expect(code([2 ** 32, -(2 ** 32)], [fine])).toBe('bounds 0')
    for (const text of [
      'p min 2 1\nn 5 3\nn 6 -3\na 1 2 0 5 1',
      'p min 2 1\nn 0 3\na 1 2 0 5 1',
      'p min 2 1\na 1 3 0 5 1',
      'p min 2 1\na 0 2 0 5 1',
    ])
      expect(() => fromDimacs(text)).toThrow(expect.objectContaining({ name: 'NetworkError', code: 'no_such_node' }))
    for (const text of [
      'n 1 3\np min 2 0',
      'p min -2 1\na 1 2 0 5 1',
      'p min 2 5\na 1 2 0 5 1',
      'p min 2 0\np min 2 0',
      '',
    ])
      expect(() => fromDimacs(text)).toThrow(SyntaxError)
    expect(code([2 ** 30, -(2 ** 30)], [[0, 1, 0, 2 ** 30, 1]])).toBe('too_much_flow')
  })

  test('costs near the limit stay exact to the last unit', () => {
    const big = 2 ** 49 - 1
    const found = cheapestFlow(
      networkOf(
        [1000, -1000],
        [
          [0, 1, 0, 999, big],
          [0, 1, 0, 999, big - 1],
        ],
      ),
    )
    expect(found?.cost).toBe(BigInt(big - 1) * 999n + BigInt(big))
  })
})
