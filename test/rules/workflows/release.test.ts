import { describe, expect, test } from '@jest/globals'
import type { CatalogueRow, NotBefore, Scope } from '../../../workflows/release'
import { byRank, rank, readQuery, sieve } from '../../../workflows/release/search'
import { covers, dueFor, dueLast, isDue } from '../../../workflows/release/visibility'

const all: Scope = { channels: 'all', territory: 'all' }
const may = '2026-05-01T00:00:00.000Z'
const june = '2026-06-01T00:00:00.000Z'

describe('who may know of a release, and when', () => {
  const notBefore: NotBefore = { default: june, tv: may, press: null }
  const due = (channels: Parameters<typeof dueFor>[0]['channels'], scope: Scope = all) =>
    dueFor({ channels }, { scope, notBefore })

  test('each channel has its own hour, the others the usual one', () => {
    expect([due(['tv']), due(['press']), due(['site']), due([])]).toEqual([may, '', june, june])
    expect(due(['site', 'tv'])).toBe(may)
    expect(dueLast(notBefore)).toBe(june)
  })

  test('a channel that the scope does not name never gets it', () => {
    const scope: Scope = { channels: ['tv'], territory: 'all' }
    expect([due(['tv'], scope), due(['site'], scope), due([], scope)]).toEqual([may, null, null])
  })

  test('the hour itself is not too early', () => {
    const at = (now: string) => isDue({ channels: ['tv'] }, { scope: all, notBefore }, now)
    expect([at('2026-04-30T23:59:59.999Z'), at(may)]).toEqual([false, true])
  })

  test('a client sees what it is entitled to', () => {
    const work = { format: 'comic', theme: 'H', audience: ['youth', 'elderly'] }
    const viewer = (more: object) => covers({ channels: [], ...more }, work)
    expect([
      viewer({}),
      viewer({ audiences: ['elderly'] }),
      viewer({ audiences: ['worker'] }),
      viewer({ formats: [] }),
    ]).toEqual([true, true, false, false])
  })
})

describe('search', () => {
  const row = (id: number, titleText: string, abstract: string, bodyText: string) =>
    ({
      id: String(id),
      publishedSeq: id,
      titleText,
      bodyText: `${abstract} ${bodyText}`,
      summary: { abstract },
    }) as unknown as CatalogueRow

  test('finds words of two characters, best first', () => {
    const rows = [
      row(1, '急救', '', ''),
      row(2, '家庭急救手册', '', '急救急救急救'),
      row(3, '心脏', '怎样急救', '急救'),
      row(4, '溺水', '', '急救一次'),
      row(5, '中暑', '', '急救，再急救'),
      row(6, '交通急救常识', '', ''),
      row(7, '防火', '', '救急'),
    ]
    const query = readQuery('急救')
    if (typeof query === 'string') throw new Error(query)
    const found = rows.flatMap((each) => rank(query, each) ?? []).sort(byRank)
    expect(found.map(({ seq }) => seq)).toEqual([1, 6, 2, 3, 5, 4])
  })

  test('takes wide and small letters alike, and wants all words', () => {
    const query = readQuery(' ＡＩ  科普 ')
    expect(query).toEqual({ whole: 'ai 科普', words: ['ai', '科普'] })
    if (typeof query === 'string') throw new Error(query)
    expect(rank(query, row(1, 'ai 绘画', '', '科普作品'))).toMatchObject({ tier: 1 })
    expect(rank(query, row(1, 'ai 绘画', '', ''))).toBeNull()
  })

  test('gives no wildcard to the database, and takes % for a sign', () => {
    const query = readQuery('100%棉_布')
    if (typeof query === 'string') throw new Error(query)
    expect(JSON.stringify(sieve(query))).not.toMatch(/[%_]/)
    expect([rank(query, row(1, '100%棉_布', '', '')), rank(query, row(1, '100件棉的布', '', ''))]).toEqual([
      { tier: 4, count: 0, seq: 1 },
      null,
    ])
    expect([
      readQuery('%'),
      readQuery('  '),
      readQuery('字'.repeat(101)),
      readQuery('一 二 三 四 五 六 七 八 九'),
    ]).toEqual(['nothing_to_look_for', 'nothing_to_look_for', 'too_long', 'too_many_words'])
  })
})
