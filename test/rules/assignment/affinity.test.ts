import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { assign, million } from '../../../workflows/rules/assignment'
import type { InstanceInput } from '../../../workflows/rules/assignment'
import { codeCloseness, codeOf, coverage } from '../../../workflows/rules/assignment/closeness'
import { disciplines } from '../../../workflows/rules/vocabulary'

type Row = InstanceInput['works'][number]
type Expert = InstanceInput['experts'][number]

/** The affinity of one pair, and its parts. */
function pairOf(work: Partial<Row>, expert: Partial<Expert>, options: InstanceInput['options'], more = {}) {
  const { pairs } = assign({
    works: [{ id: 'w', demand: 1, ...work }],
    experts: [{ id: 'e', max: 1, ...expert }],
    ...{ options, ...more },
  })
  return pairs[0]
}

describe('affinity', () => {
  test('disciplines are the closer, the longer the beginning of their codes is the same', () => {
    const close = (one: string, other: string) => codeCloseness(codeOf(one), codeOf(other)) / million
    expect(close('1401510', '1401510')).toBe(1)
    expect(close('1401510', '1401520')).toBe(0.8)
    expect(close('14015', '14020')).toBe(0.6)
    expect(close('140', '14020')).toBe(0.6)
    expect([close('140', '150'), close('610', '420'), close('320', '360')]).toEqual([0.2, 0.2, 0.2])
    expect([close('140', '320'), close('190', '210'), close('630', '710')]).toEqual([0, 0, 0])
  })

  test('closeness is the same both ways, and highest for the same code, for all disciplines of the standard', () => {
    const all = disciplines.map(({ code }) => ({ code, parsed: codeOf(code) }))
    for (const one of all)
      for (const other of all) {
        expect(codeCloseness(one.parsed, other.parsed)).toBe(codeCloseness(other.parsed, one.parsed))
        expect(codeCloseness(one.parsed, other.parsed) === million).toBe(one.code === other.code)
      }
  })

  test('a work of two disciplines is covered by the mean of its best matches', () => {
    const covered = (work: string[], expert: string[]) => coverage(work.map(codeOf), expert.map(codeOf))
    expect(covered(['140', '320'], ['140', '150'])).toBe(500_000)
    expect(covered(['140', '320'], ['320', '140'])).toBe(million)
    expect([covered([], ['140']), covered(['140'], [])]).toEqual([0, 0])
  })

  test('the parts stand in proportion to their weights and add up to the affinity', () => {
    const weights = { discipline: 6, format: 2, language: 1, past: 1 }
    const work = { disciplines: ['140'], format: 'comic', language: 'zh' }
    const known = {
      ...{ disciplines: ['140'], formats: ['comic'], languages: ['en'] },
      past: [{ disciplines: ['140'], format: 'comic' }],
    }
    expect(pairOf(work, known, { weights })).toMatchObject({
      affinity: 900_000,
      parts: { discipline: 600_000, format: 200_000, language: 0, past: 100_000, bid: 0, given: 0 },
    })
    // Of what is not known, half is counted.
    expect(pairOf(work, {}, { weights })?.parts).toMatchObject({
      discipline: 0,
      format: 100_000,
      language: 50_000,
      past: 0,
    })
  })

  test('earlier work in another format counts half', () => {
    const past = [{ disciplines: ['140'], format: 'video' }]
    expect(pairOf({ disciplines: ['140'], format: 'comic' }, { past }, { weights: { past: 1 } })?.affinity).toBe(
      500_000,
    )
  })

  test('parts always add up, whatever the weights', () => {
    const share = fc.nat({ max: 1000 })
    fc.assert(
      fc.property(fc.tuple(share, share, share, share, share), ([discipline, format, language, past, bid]) => {
        fc.pre(discipline + format + language + past + bid > 0)
        const weights = { discipline, format, language, past, bid }
        const pair = pairOf({ disciplines: ['140', '320'], format: 'game' }, { disciplines: ['150'] }, { weights })
        expect(Object.values(pair!.parts).reduce((sum, each) => sum + each, 0)).toBe(pair!.affinity)
        expect(pair!.affinity).toBeLessThanOrEqual(million)
      }),
      { seed: 4 },
    )
  })

  test('bids are read by each expert’s own measure: small numbers in the same order say the same as large ones', () => {
    const asked = (scale: number) =>
      assign({
        works: ['a', 'b', 'c'].map((id) => ({ id, demand: 1 })),
        experts: [{ id: 'e', max: 3 }],
        bids: [
          { work: 'a', expert: 'e', bid: 10 * scale },
          { work: 'b', expert: 'e', bid: -scale },
        ],
        options: { weights: { bid: 1 } },
      }).pairs.map(({ affinity }) => affinity)
    expect(asked(1)).toEqual([million, 0, 500_000])
    expect(asked(100)).toEqual(asked(1))
  })

  test('who bids the same on everything has said nothing', () => {
    const bids = ['a', 'b'].map((work) => ({ work, expert: 'e', bid: 1000 }))
    const { pairs } = assign({
      works: ['a', 'b'].map((id) => ({ id, demand: 1 })),
      experts: [{ id: 'e', max: 2 }],
      bids,
      options: { weights: { bid: 1 } },
    })
    expect(pairs.map(({ affinity }) => affinity)).toEqual([500_000, 500_000])
  })

  test('a required discipline or language leaves out who lacks it, and says so', () => {
    const { works } = assign({
      works: [{ id: 'w', demand: 2, disciplines: ['140'], language: 'zh' }],
      experts: [
        { id: 'physicist', max: 1, disciplines: ['14020'], languages: ['zh'] },
        { id: 'chemist', max: 1, disciplines: ['150'], languages: ['zh'] },
        { id: 'foreigner', max: 1, disciplines: ['140'], languages: ['en'] },
      ],
      options: { requires: { discipline: true, language: true } },
    })
    expect(works[0]).toMatchObject({ assigned: 1, short: 1, blocked: { discipline: 1, language: 1 } })
  })
})
