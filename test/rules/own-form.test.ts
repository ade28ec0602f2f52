import { describe, expect, test } from '@jest/globals'
import { blindAnswers, checkAnswers, countCharacters, formVersionSchema } from '../../workflows/rules/forms'
import type { Answers } from '../../workflows/rules/forms'

describe('a form of a call', () => {
  const words = { zh: '问', en: 'Question' }
  const own = formVersionSchema.parse({
    id: 'own',
    version: 2,
    questions: [
      { key: 'finishedOn', kind: 'date', label: words, group: 'work', required: true, identity: false },
      { key: 'prior', kind: 'money', label: words, group: 'money', required: true, min: 100, max: 500, identity: true },
      { key: 'story', kind: 'longtext', label: words, group: 'work', required: false, min: 3, identity: false },
    ],
  })
  const told = (answers: Answers) => {
    const result = checkAnswers(own, answers, { complete: true })
    return result.ok ? 'ok' : result.issues.map(({ key, code }) => `${key} ${code}`)
  }

  test('asks for days, for amounts within bounds and for texts of some length', () => {
    expect(told({ finishedOn: '2026-05-31', prior: 500, story: '水循环' })).toBe('ok')
    expect(told({ finishedOn: '2026-02-30', prior: 501, story: '水' })).toEqual([
      'finishedOn not_a_day',
      'prior too_large',
      'story too_short',
    ])
    expect(told({ finishedOn: '', prior: 99, story: ' ' })).toEqual(['finishedOn required', 'prior too_small'])
  })

  test('is copied blind by its own flags', () => {
    expect(blindAnswers(own, { finishedOn: '2026-05-31', prior: 500 })).toEqual({ finishedOn: '2026-05-31' })
  })
})

describe('counting characters', () => {
  test.each([
    ['', 0],
    ['𠮷', 1],
    ['㛃䶮', 2],
    ['e\u0301', 1],
    ['a\r\nb', 3],
    ['💧', 1],
  ])('%j', (text, count) => {
    expect(countCharacters(text)).toBe(count)
  })
})
