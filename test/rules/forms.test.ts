import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import {
  blindAnswers,
  checkAnswers,
  defaultForm,
  formSchema,
  formVersionSchema,
  pictureIn,
  picturesLacking,
} from '../../workflows/rules/forms'
import type { AnswerValue, Answers } from '../../workflows/rules/forms'

const form = defaultForm()

const video: Answers = {
  applicantKind: 'institution',
  organisationName: '示例小学',
  contactName: '㛃䶮𠮷·古丽',
  contactPhone: '023-00000000',
  town: 'huayan',
  team: [{ name: '𠮷', organisation: '示例小学', role: '编剧' }],
  title: '水滴的一天💧',
  mode: 'work_call',
  format: 'video',
  theme: 'S',
  audience: ['youth', 'general'],
  discipline: '170',
  abstract: '跟着水滴看水循环。\n第二行。',
  files: [{ file: 'file-1', role: 'work' }],
  originality: '自编自导。',
  references: '《地球科学》',
  budget: [{ item: 'production', amountFen: 1_000_000 }],
  requestedFen: 800_000,
  selfRaisedFen: 0,
  aiUse: 'none',
  licence: 'cc-by-4.0',
  originalityPledge: true,
  integrityPledge: true,
}
const { files: _, ...withoutFiles } = video
const article: Answers = {
  ...withoutFiles,
  format: 'article',
  body: { type: 'doc', blocks: [{ type: 'paragraph', text: '水循环是……' }] },
}

const issues = (answers: unknown, complete = true) => {
  const result = checkAnswers(form, answers, { complete })
  return result.ok ? [] : result.issues
}
const codes = (answers: unknown, complete = true) => issues(answers, complete).map(({ key, code }) => `${key} ${code}`)

describe('the application form', () => {
  test('is a sound form', () => {
    expect(formVersionSchema.parse(form)).toEqual(form)
  })

  test('is new every time, so that one call cannot change the form of another', () => {
    const changed = defaultForm()
    changed.questions.splice(0)
    expect(defaultForm()).toEqual(form)
  })

  test('a form that cannot be asked is refused', () => {
    const [first] = form.questions
    const broken = { ...form, questions: [first, first, { ...first, key: 'team', kind: 'team', identity: false }] }
    const messages = formVersionSchema.safeParse(broken).error?.issues.map((issue) => issue.message)
    expect(messages).toEqual(['key_twice', 'team_is_identity'])
  })
})

test.each([
  ['[图 1]', { picture: 1, caption: '' }],
  ['【图12：先降温】', { picture: 12, caption: '先降温' }],
  ['[fig 2: cool first]', { picture: 2, caption: 'cool first' }],
  ['见 [图 1]', null],
  ['[图 0]', null],
  ['[图 100]', null],
])('%s in the text stands for an illustration, or is words', (text, here) => {
  expect(pictureIn({ type: 'paragraph', text })).toEqual(here)
  expect(pictureIn({ type: 'heading', text })).toBeNull()
})

test('marks that lead to no illustration are told, each once', () => {
  const blocks = ['[图 1]', '[图 3]', '[图3：再看]', '见 [图 9]'].map((text) => ({ type: 'paragraph' as const, text }))
  expect(picturesLacking(blocks, 2)).toEqual([3])
  expect(picturesLacking(blocks, 3)).toEqual([])
})

describe('answers that are handed in', () => {
  test('a whole video, article and project are accepted as they are', () => {
    expect(checkAnswers(form, video, { complete: true })).toEqual({ ok: true, answers: video })
    expect(checkAnswers(form, article, { complete: true })).toEqual({ ok: true, answers: article })
    const { files, ...rest } = video
    expect(codes({ ...rest, mode: 'project_grant', plan: '三个月完成。' })).toEqual([])
    expect(files).toBeDefined()
  })

  test('nothing at all is told question by question, in the order of the page', () => {
    const told = codes({})
    expect(told.slice(0, 4)).toEqual([
      'applicantKind required',
      'contactName required',
      'contactPhone required',
      'town required',
    ])
    expect(told.slice(-2)).toEqual(['originalityPledge pledge_needed', 'integrityPledge pledge_needed'])
    expect(told).toContain('mode required')
  })

  test.each<[string, Record<string, unknown>, string[]]>([
    ['a title of 41 characters', { title: '水'.repeat(41) }, ['title too_long']],
    ['only spaces', { title: ' 　\t' }, ['title required']],
    ['a line break in a title', { title: '一\n二' }, ['title line_break']],
    ['a control character', { abstract: '一\u0000' }, ['abstract control_character']],
    ['a sign that turns the writing', { contactName: 'a\u202eb' }, ['contactName control_character']],
    ['half a character', { contactName: '\ud842' }, ['contactName control_character']],
    ['a number for a text', { title: 5 }, ['title wrong_type']],
    ['an unknown choice', { theme: 'X' }, ['theme not_an_option']],
    ['one audience twice', { audience: ['youth', 'youth'] }, ['audience given_twice']],
    ['no audience', { audience: [] }, ['audience required']],
    ['half a fen', { requestedFen: 0.5 }, ['requestedFen not_an_amount']],
    ['a negative amount', { requestedFen: -100 }, ['requestedFen not_an_amount']],
    ['an amount as text', { requestedFen: '100' }, ['requestedFen wrong_type']],
    ['more money than the budget', { requestedFen: 1_000_001 }, ['requestedFen requested_over_budget']],
    ['a pledge not given', { integrityPledge: false }, ['integrityPledge pledge_needed']],
    ['no name for an organisation', { organisationName: '' }, ['organisationName required']],
    ['no statement where tools were used', { aiUse: 'assisted' }, ['aiStatement required']],
    ['no files for a video', { files: [] }, ['files required']],
    ['a file name for a file', { files: [{ file: '../a b.mp4', role: 'work' }] }, ['files wrong_type']],
    ['an unknown question', { idNumber: '1' }, ['idNumber unknown_key']],
    [
      'several problems',
      { title: '', theme: 'X', extra: 1, aiUse: 'generated' },
      ['extra unknown_key', 'title required', 'theme not_an_option', 'aiStatement required'],
    ],
  ])('%s', (_name, change, told) => {
    expect(codes({ ...video, ...change })).toEqual(told)
  })

  test('a problem in a row names the row and the field', () => {
    const budget = [
      { item: 'production', amountFen: 1_000_000 },
      { item: 'party', amountFen: 0, extra: 1 },
    ]
    expect(issues({ ...video, budget })).toEqual([
      { key: 'budget', code: 'not_an_option', params: { index: 1, field: 'item' } },
      { key: 'budget', code: 'too_small', params: { min: 1, index: 1, field: 'amountFen' } },
      { key: 'budget', code: 'unknown_key', params: { index: 1 } },
    ])
    const body = {
      type: 'doc',
      blocks: [
        { type: 'paragraph', text: 'a' },
        { type: 'script', text: 'b' },
      ],
    }
    expect(issues({ ...article, body })).toEqual([{ key: 'body', code: 'wrong_type', params: { index: 1 } }])
    const foreign = { type: 'doc', blocks: [{ type: 'paragraph', text: `${'文'.repeat(900)}![图](https://x/a.jpg)` }] }
    expect(codes({ ...article, body: foreign })).toEqual(['body foreign_picture'])
  })

  test('a limit is told with the count', () => {
    expect(issues({ ...video, abstract: '𠮷'.repeat(301) })).toEqual([
      { key: 'abstract', code: 'too_long', params: { max: 300, count: 301 } },
    ])
    expect(codes({ ...video, abstract: '𠮷'.repeat(300) })).toEqual([])
  })

  test('an individual needs no organisation', () => {
    const { organisationName: _organisation, ...rest } = video
    expect(codes({ ...rest, applicantKind: 'individual' })).toEqual([])
  })

  test('a text written before the format was changed is left out, and does not stop anybody', () => {
    const result = checkAnswers(form, { ...video, body: article.body, plan: 'x' }, { complete: true })
    expect(result).toEqual({ ok: true, answers: video })
  })

  test('the schema itself is strict', () => {
    const schema = formSchema(form, { mode: 'work_call', format: 'video' }, { complete: true })
    expect(schema.safeParse(video).success).toBe(true)
    expect(schema.safeParse({ ...video, body: article.body }).success).toBe(false)
    expect(schema.safeParse({ ...video, title: ' ' }).success).toBe(false)
  })

  test('letters are joined to one form, and line ends too; nothing is cut', () => {
    const result = checkAnswers(form, { ...video, title: ' Cafe\u0301 ', abstract: 'a\r\nb\rc ' }, { complete: true })
    expect(result).toMatchObject({ ok: true, answers: { title: 'Café', abstract: 'a\nb\nc ' } })
  })

  test('names of one character, with a dot, rare or with a picture are names', () => {
    for (const contactName of ['王', '买买提·吐尔逊', '㛃', '䶮', '𠮷野家', 'Zoë', '小明👨‍👩‍👧']) {
      expect(codes({ ...video, contactName })).toEqual([])
    }
  })

  test.each([null, undefined, 'text', 5, [], [video]])('%j are no answers', (answers) => {
    expect(codes(answers)).toEqual([' wrong_type'])
  })

  test('a key of the language is an unknown key like any other', () => {
    expect(codes(JSON.parse('{"__proto__": {"title": "x"}, "constructor": 1}'), false).sort()).toEqual([
      '__proto__ unknown_key',
      'constructor unknown_key',
    ])
  })
})

describe('a draft', () => {
  test('may lack everything, and parts of rows', () => {
    expect(codes({}, false)).toEqual([])
    const part = { title: '', theme: '', budget: [{ item: 'other' }, {}], team: [{}], integrityPledge: false }
    expect(checkAnswers(form, part, { complete: false })).toEqual({
      ok: true,
      answers: { title: '', budget: [{ item: 'other' }, {}], team: [{}], integrityPledge: false },
    })
  })

  test('keeps a text that is too long, and answers to questions that are not asked just now', () => {
    const draft = { title: '水'.repeat(41), format: 'video', body: article.body }
    expect(checkAnswers(form, draft, { complete: false })).toEqual({ ok: true, answers: draft })
  })

  test('holds nothing of a wrong kind and nothing unknown', () => {
    expect(codes({ title: {}, requestedFen: -1, theme: 'X', extra: 1 }, false)).toEqual([
      'extra unknown_key',
      'title wrong_type',
      'theme not_an_option',
      'requestedFen not_an_amount',
    ])
    expect(codes({ abstract: '水'.repeat(100_001) }, false)).toEqual(['abstract too_long'])
  })
})

describe('any answers whatever', () => {
  const keys = fc.constantFrom(...form.questions.map((question) => question.key), 'extra')
  const anything = fc.oneof(
    fc.jsonValue(),
    fc.string({ unit: 'binary' }),
    fc.constantFrom(...Object.values<AnswerValue>(video)),
  )
  const some = fc.dictionary(keys, anything).map((change): Record<string, unknown> => ({ ...video, ...change }))

  test('never break the check, and what was accepted is accepted again, unchanged', () => {
    fc.assert(
      fc.property(some, fc.boolean(), (answers, complete) => {
        const result = checkAnswers(form, answers, { complete })
        if (result.ok) expect(checkAnswers(form, result.answers, { complete })).toEqual(result)
        else expect(result.issues.every((issue) => /^[a-z_]+$/.test(issue.code))).toBe(true)
      }),
      { numRuns: 300 },
    )
  })
})

describe('the blind copy', () => {
  const identity = ['applicantKind', 'organisationName', 'contactName', 'contactPhone', 'town', 'team', 'otherFunding']

  test('holds no question that tells who applies', () => {
    const blind = blindAnswers(form, { ...video, otherFunding: '哨兵' })
    for (const key of identity) expect(blind).not.toHaveProperty(key)
    expect(JSON.stringify(blind)).not.toMatch(/哨兵|示例小学|古丽|023-/)
    expect(blind.title).toBe(video.title)
  })

  test('holds nothing the form does not know, in no depth', () => {
    const secret = { author: '哨兵' }
    const leaky = {
      ...article,
      author: '哨兵',
      files: [{ file: 'file-1', role: 'work', ...secret }],
      body: { type: 'doc', blocks: [{ type: 'paragraph', text: '字', ...secret }], ...secret },
      budget: [{ item: 'other', amountFen: 1, ...secret }],
    } as Answers
    expect(JSON.stringify(blindAnswers(form, leaky, { 'file-1': 'blind-1' }))).not.toContain('哨兵')
  })

  test('holds no team even where a form says that it may', () => {
    const open = { ...form, questions: form.questions.map((question) => ({ ...question, identity: false })) }
    expect(blindAnswers(open, video)).not.toHaveProperty('team')
  })

  test('knows files by other ids only', () => {
    expect(blindAnswers(form, video, { 'file-1': 'blind-1' }).files).toEqual([{ file: 'blind-1', role: 'work' }])
    expect(JSON.stringify(blindAnswers(form, video))).not.toContain('file-1')
  })
})
