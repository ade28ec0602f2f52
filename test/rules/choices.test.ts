import { describe, expect, test } from '@jest/globals'
import { added, moved, withChoices } from '../../src/drafts/files'
import { choosable, choiceIssues, choicesSchema, tidied } from '../../workflows/rules/choices'
import type { FileChoices } from '../../workflows/rules/choices'

const film = { mime: 'video/mp4', role: 'work', seconds: 40 }
const page = { mime: 'image/png', role: 'page' }

const codes = (choices: object) =>
  choicesSchema.safeParse(choices).error?.issues.map(({ path, message }) => `${path.join('.')} ${message}`) ?? []
const issues = (choices: FileChoices, file: typeof film | typeof page) =>
  choiceIssues(choices, file).map(({ field, code }) => `${field} ${code}`)

describe('what is chosen about a file', () => {
  test('rows 31, 33 and 39: points lie in the picture, moments in the film, and cuts end within it', () => {
    expect(codes({ alt: '洗手五步', focal: { x: 0, y: 1 }, poster: 0, cut15: 3.2, cut30: 1, spread: true })).toEqual([])
    expect(codes({ focal: { x: 1.01, y: -1 } })).toEqual(['focal.x not_a_share', 'focal.y not_a_share'])
    expect(codes({ focal: { x: 0.5 } })).toEqual(['focal.y wrong_type'])
    expect(codes({ poster: -1, cut15: NaN })).toEqual(['poster outside_the_film', 'cut15 wrong_type'])
    expect(codes({ alt: '字'.repeat(301) })).toEqual(['alt too_long'])
    expect(codes({ alt: '甲\n乙\u202e' })).toEqual(['alt control_character', 'alt line_break'])
    expect(issues({ poster: 40, cut15: 25, cut30: 10 }, film)).toEqual([])
    expect(issues({ poster: 40.1, cut15: 25.1, cut30: 10.1 }, film)).toEqual(
      ['poster', 'cut15', 'cut30'].map((name) => `${name} outside_the_film`),
    )
  })

  test('only what a file has can be chosen about it', () => {
    expect(choosable(film)).toEqual(['alt', 'focal', 'poster', 'cut15', 'cut30'])
    expect(choosable({ ...film, seconds: 20 })).toEqual(['alt', 'focal', 'poster', 'cut15'])
    expect(choosable({ ...film, seconds: undefined })).toEqual(['alt', 'focal'])
    expect(choosable(page)).toEqual(['alt', 'focal', 'spread'])
    expect([choosable({ ...page, role: 'evidence' }), choosable({ mime: 'application/pdf', role: 'work' })]).toEqual([
      [],
      [],
    ])
    expect(issues({ poster: 1, spread: true }, page)).toEqual(['poster not_for_this_file'])
    expect(issues({ cut30: 1, spread: true }, { ...film, seconds: 20 })).toEqual([
      'cut30 not_for_this_file',
      'spread not_for_this_file',
    ])
    expect(tidied({ alt: '', spread: false })).toBeUndefined()
    expect(issues({ alt: '', spread: false }, film)).toEqual([])
  })
})

describe('row 42: pages of a draft', () => {
  const name = (n: number) => ({ id: `f${n}`, name: `第${n}页.png`, mime: 'image/png' })
  const files = [1, 2, 3, 10, 11].map(name)
  const pages = (...ns: number[]) => ns.map((n) => ({ file: `f${n}`, role: 'page' as const }))

  test('trap 47: stand in the natural order of their names, until somebody moves one', () => {
    expect(added(pages(), pages(10, 2, 1), files)).toEqual(pages(1, 2, 10))
    expect(added(pages(1, 10), pages(2, 3), files)).toEqual(pages(1, 2, 3, 10))
    expect(added(pages(10, 1), pages(3, 2), files)).toEqual(pages(10, 1, 3, 2))
  })

  test('go to another place, and keep what was chosen about them', () => {
    expect(moved(pages(1, 2, 3), 'f3', 0)).toEqual(pages(3, 1, 2))
    expect(moved(pages(1, 2, 3), 'f1', 9)).toEqual(pages(2, 3, 1))
    expect(moved(pages(1, 2), 'f9', 0)).toEqual(pages(1, 2))
    const [first, second] = withChoices(pages(1, 2), 'f2', { spread: true })
    expect(moved([first!, second!], 'f2', 0)).toEqual([{ ...pages(2)[0], choices: { spread: true } }, first])
    expect(withChoices([second!], 'f2', undefined)).toEqual(pages(2))
  })
})
