import { describe, expect, test } from '@jest/globals'
import { createHeadlessEditor } from '@payloadcms/richtext-lexical/lexical/headless'
import { ListItemNode, ListNode } from '@payloadcms/richtext-lexical/lexical/list'
import { HeadingNode, QuoteNode } from '@payloadcms/richtext-lexical/lexical/rich-text'
import fc from 'fast-check'
import { Refusal } from '../../../workflows/engine'
import type { Actor, Command } from '../../../workflows/engine'
import type { CatalogueRow, ReleaseLogRow } from '../../../workflows/release'
import { projected } from '../../../workflows/release'
import type { Role } from '../../../workflows/rules/vocabulary'
import type { RenditionsOfSet } from '../../../workflows/file/renditions'
import { blocksToLexical, contentHash, lexicalToBlocks, stampOf, workflow } from '../../../workflows/work'
import type { Block } from '../../../workflows/work/body'
import type { ReleaseFacts } from '../../../workflows/work/facts'
import { representationOf } from '../../../workflows/work/representation'
import type { CheckEntry, ManuscriptRow, OriginalRow, WorkRow } from '../../../workflows/work/types'

const now = new Date('2026-05-01T02:00:00.000Z')
const held = { rev: 7, head: 'h', salt: 's' }

const person = (id: string, ...roles: Role[]): Actor => ({ kind: 'person', id, roles, organisation: null })

const work = (more: Partial<WorkRow> = {}): WorkRow => ({
  ...{
    id: 'work',
    state: 'sci_review',
    ...held,
    number: 'KP-2026-0000000-0',
    title: '旧题',
    owner: 'maker',
    award: 'award',
  },
  ...{
    manuscript: 'm',
    format: 'comic',
    checks: [],
    choices: { second: { alt: '第二页' } },
    maps: { shown: 'no' },
    pinned: null,
    version: 0,
    release: null,
  },
  ...more,
})

const blocks: Block[] = [
  { type: 'heading', text: '三件事' },
  { type: 'paragraph', text: '先看环境。\n再呼救。' },
  { type: 'list', text: '拨打电话\n取急救箱' },
  { type: 'quote', text: '时间就是生命' },
]

const manuscript = (more: Partial<ManuscriptRow> = {}): ManuscriptRow => ({
  ...{
    id: 'm',
    title: '急救三件事',
    abstract: '意外发生后的头四分钟。',
    body: blocksToLexical(blocks),
    keywords: ['急救'],
  },
  ...{
    audience: ['youth', 'elderly'],
    theme: 'H',
    format: 'comic',
    creditLine: '图文：社区卫生中心',
    licence: 'cc-by-4.0',
  },
  ...{ aiUse: 'none', references: null, funding: { funded: false } },
  files: [
    { file: 'second', role: 'page', position: 2 },
    { file: 'first', role: 'main', position: 1 },
    { file: 'proof', role: 'evidence', position: 3 },
  ],
  ...more,
})

const common = { revision: 1, required: false, by: 'still' } as const
const thumb = { id: 'r1', mime: 'image/webp', bytes: 3, sha256: 'b'.repeat(64) }

/** The first is the first page: all are printed from it. */
const besideOf = (id: string) => (id === 'first' ? { pages: ['first', 'second'] } : {})

/** An original whose files for the release of these words are made. */
const original = (id: string, entries: RenditionsOfSet['entries'] = {}, words = manuscript()): OriginalRow => ({
  ...{ id, mime: 'image/png', bytes: 10, sha256: 'a'.repeat(64), facts: { width: 800, height: 1100 } },
  renditions: {
    release: { stamp: stampOf(work(), words, besideOf(id)), work: 'work', version: 1, label: 'declared', entries },
  },
})
const originals = [
  original('first', {
    'image-320': { state: 'ready', ...common, ...thumb },
    'image-1920': { state: 'impossible', why: 'image_too_tall' },
  }),
  original('second'),
  original('proof'),
]

const facts = (more: Partial<ReleaseFacts> = {}): ReleaseFacts => {
  const words = more.manuscript === undefined ? manuscript() : more.manuscript
  const order = { id: 'main', state: 'open', ...held, rev: 41 }
  return { manuscript: words, hash: words ? contentHash(words) : '', originals, order, listed: null, ...more }
}

const verb = (name: string): Command => {
  const found = workflow.commands.find((each) => each.verb === name)
  if (!found) throw new Error(name)
  return found
}

/** What the engine would do: ask who, ask the guard, decide. */
function run(name: string, actor: Actor, subject: WorkRow, given: object, input: unknown = {}) {
  const command = verb(name)
  const ask = { actor, subject, facts: given, now }
  const verdict = command.who(ask) ?? command.guard?.(ask) ?? null
  if (verdict) throw verdict
  let n = 0
  return command.decide({ ...ask, input: command.input.parse(input), fresh: () => `id${String(n++)}` })
}

function codeOf(act: () => unknown): string {
  try {
    act()
  } catch (error) {
    if (error instanceof Refusal) return error.code
    throw error
  }
  return ''
}

const check = (step: 'sci_review' | 'review1' | 'review2' | 'review3', by: string): CheckEntry => ({
  ...{ step, by, at: now.toISOString(), note: '', hash: 'x' },
})

describe('the text of a manuscript', () => {
  test('comes back from the editor as it went in', () => {
    expect(lexicalToBlocks(blocksToLexical(blocks))).toEqual(blocks)
  })

  test('comes back whatever it says', () => {
    const line = fc
      .string({ unit: 'grapheme', minLength: 1 })
      .map((text) => `字${text.replace(/\s/g, '').normalize('NFC')}末`.normalize('NFC'))
    const one = fc.record({
      type: fc.constantFrom('paragraph', 'heading', 'list', 'quote'),
      text: fc.array(line, { minLength: 1, maxLength: 3 }).map((lines) => lines.join('\n')),
    })
    fc.assert(
      fc.property(fc.array(one as fc.Arbitrary<Block>, { maxLength: 5 }), (given) => {
        expect(lexicalToBlocks(blocksToLexical(given))).toEqual(given)
      }),
    )
  })

  test('is a state that the editor itself takes, and gives back with the same words', () => {
    const editor = createHeadlessEditor({
      nodes: [HeadingNode, QuoteNode, ListNode, ListItemNode],
      onError: (error) => {
        throw error
      },
    })
    for (const given of [blocks, []]) {
      const state = editor.parseEditorState(blocksToLexical(given) as never)
      expect(lexicalToBlocks(JSON.parse(JSON.stringify(state)))).toEqual(given)
    }
  })

  test('keeps the words of links and of lists in lists, and drops what has none', () => {
    const text = (words: string) => ({ type: 'text', text: words })
    const state = {
      root: {
        children: [
          { type: 'paragraph', children: [text('见'), { type: 'link', children: [text('指南')] }, text('。')] },
          { type: 'upload', value: 'x' },
          { type: 'paragraph', children: [] },
          {
            type: 'list',
            children: [
              { type: 'listitem', children: [text('一')] },
              {
                type: 'listitem',
                children: [
                  {
                    type: 'list',
                    children: [{ type: 'listitem', children: [text('二'), { type: 'linebreak' }, text('三')] }],
                  },
                ],
              },
            ],
          },
        ],
      },
    }
    expect(lexicalToBlocks(state)).toEqual([
      { type: 'paragraph', text: '见指南。' },
      { type: 'list', text: '一\n二 三' },
    ])
    expect([null, 'x', {}, { root: null }].flatMap(lexicalToBlocks)).toEqual([])
  })

  test('has one hash however the editor stores the same words', () => {
    const stored = JSON.parse(
      JSON.stringify(blocksToLexical(blocks)).replaceAll('"direction":null', '"direction":"ltr"'),
    ) as object
    expect(contentHash(manuscript({ body: stored, references: '' }))).toBe(contentHash(manuscript()))
    expect(contentHash(manuscript({ title: '急救四件事' }))).not.toBe(contentHash(manuscript()))
  })
})

describe('reviewing a work', () => {
  const science = person('s', 'science_reviewer')
  const first = person('e1', 'editor1')

  test('scientific review pins the words that were read', () => {
    const { patch } = run('pass_science', science, work(), facts())
    expect(patch).toMatchObject({ state: 'review1', pinned: contentHash(manuscript()) })
  })

  test('goes level by level, each by its own editor', () => {
    const pinned = contentHash(manuscript())
    const to = (state: string, actor: Actor) => run('pass', actor, work({ state, pinned }), facts()).patch?.state
    expect([
      to('review1', first),
      to('review2', person('e2', 'editor2')),
      to('review3', person('e3', 'editor3')),
    ]).toEqual(['review2', 'review3', 'cleared'])
    expect(codeOf(() => to('review2', first))).toBe('role_missing')
  })

  test('needs four people, whatever roles one of them has', () => {
    const both = person('s', 'science_reviewer', 'editor1')
    const checks = [check('sci_review', 's')]
    expect(codeOf(() => run('pass', both, work({ state: 'review1', checks }), facts()))).toBe('two_people_needed')
    expect(codeOf(() => run('pass', person('maker', 'editor1'), work({ state: 'review1' }), facts()))).toBe('own_work')
  })

  test('stops when somebody changed the text meanwhile, until it is sent back', () => {
    const changed = facts({ manuscript: manuscript({ abstract: '改过的摘要。' }) })
    const subject = work({ state: 'review2', pinned: contentHash(manuscript()), checks: [check('review1', 'e1')] })
    const second = person('e2', 'editor2')
    expect(codeOf(() => run('pass', second, subject, changed))).toBe('manuscript_changed')
    const back = run('send_back', second, subject, {}, { reason: '摘要改了，请再看一遍' })
    expect(back.patch).toMatchObject({ state: 'review1', pinned: null })
    const again = run(
      'pass',
      first,
      { ...subject, state: 'review1', pinned: null, checks: back.patch?.checks as unknown as CheckEntry[] },
      changed,
    )
    expect(again.patch).toMatchObject({ state: 'review2', pinned: changed.hash })
  })

  test('does not begin before there is a whole manuscript', () => {
    const why = (given: ManuscriptRow | null) =>
      codeOf(() => run('pass_science', science, work(), facts({ manuscript: given })))
    expect(why(null)).toBe('manuscript_missing')
    expect([
      why(manuscript({ files: [] })),
      why(manuscript({ funding: null })),
      why(manuscript({ audience: [] })),
    ]).toEqual(Array(3).fill('manuscript_incomplete'))
  })
})

describe('choosing how a file of a work is shown', () => {
  const editor = person('e1', 'editor1')
  const hashOf = (subject: WorkRow) => contentHash(manuscript(), subject)
  const choose = (subject: WorkRow, input: object, actor = editor) =>
    run('choose', actor, subject, facts({ hash: hashOf(subject) }), input)
  const focal = { file: 'second', choices: { alt: '第二页', focal: { x: 0.2, y: 0.8 } } }

  test('goes on with a round that has read the same words, and makes anew what depends on it', () => {
    const subject = work({ state: 'cleared' })
    const { patch, outbox } = choose({ ...subject, pinned: hashOf(subject) }, focal)
    const choices = { second: focal.choices }
    expect(patch).toEqual({ state: 'cleared', choices, pinned: contentHash(manuscript(), { ...subject, choices }) })
    expect(outbox).toMatchObject([{ payload: { file: 'second', work: 'work' } }])
    const alt = choose(subject, { file: 'second', choices: { alt: '另一种说法' } })
    expect([alt.outbox, alt.patch]).toMatchObject([[], { choices: { second: { alt: '另一种说法' } } }])
    expect(choose(subject, { file: 'second' }).patch).toMatchObject({ choices: {} })
  })

  test('of a released work waits for a correction', () => {
    const subject = work({ state: 'released' })
    const { patch, outbox } = choose({ ...subject, pinned: hashOf(subject) }, focal)
    expect([patch, outbox]).toEqual([{ state: 'released', choices: { second: focal.choices } }, []])
  })

  test('is for its maker to propose and for editors to settle', () => {
    const maker = person('maker', 'creator', 'editor3')
    expect(choose(work({ state: 'review1' }), focal, maker).patch).toHaveProperty('choices')
    expect(codeOf(() => choose(work({ state: 'review2' }), focal, maker))).toBe('choices_with_editors')
    expect(codeOf(() => choose(work({ state: 'review1' }), focal, person('other', 'creator')))).toBe('role_missing')
  })

  test('is refused for what the file does not have, and where nothing changes', () => {
    const why = (file: string, choices: object) => codeOf(() => choose(work(), { file, choices }))
    expect([why('second', { poster: 3 }), why('second', { alt: '第二页' })]).toEqual(['invalid_input', 'choices_same'])
    expect([why('proof', { focal: { x: 0, y: 0 } }), why('other', {})]).toEqual(['invalid_input', 'file_not_found'])
  })
})

describe('row 56: declaring the maps of a work', () => {
  const editor = person('e1', 'editor1')
  const third = person('e3', 'editor3')
  const numbers = ['GS(2023)2767号']
  const approved = { shown: 'yes', numbers } as const
  const toldOf = (subject: WorkRow) => facts({ hash: contentHash(manuscript(), subject) })
  const declare = (subject: WorkRow, maps: object, actor = editor) =>
    run('declare_maps', actor, subject, toldOf(subject), { maps })

  test('nothing declared leaves every hash and stamp as it was', () => {
    expect(contentHash(manuscript(), { choices: null, maps: null })).toBe(contentHash(manuscript()))
    expect(contentHash(manuscript(), { maps: { shown: 'no' } })).not.toBe(contentHash(manuscript()))
    const stamps = [null, { shown: 'no' } as const, { ...approved, numbers }].map((maps) =>
      stampOf(work({ maps }), manuscript()),
    )
    expect(stamps.map((stamp) => stamp === stampOf({ number: work().number }, manuscript()))).toEqual([
      true,
      true,
      false,
    ])
  })

  test('is for its maker to propose and for editors to settle; a round goes on, and files get the number', () => {
    const subject = work({ state: 'cleared', maps: null, choices: null })
    const { patch, outbox } = declare({ ...subject, pinned: toldOf(subject).hash }, { shown: 'yes', numbers })
    expect(patch).toEqual({
      state: 'cleared',
      maps: approved,
      pinned: contentHash(manuscript(), { maps: { ...approved, numbers } }),
    })
    expect(outbox).toMatchObject(['first', 'second'].map((file) => ({ payload: { file, work: 'work' } })))
    expect(declare(subject, { shown: 'no' }).outbox).toEqual([])
    const maker = person('maker', 'creator')
    expect(declare(work({ state: 'review1' }), { shown: 'yes' }, maker).patch).toMatchObject({ maps: { shown: 'yes' } })
    expect(codeOf(() => declare(work({ state: 'review2' }), { shown: 'yes' }, maker))).toBe('choices_with_editors')
    expect(codeOf(() => declare(work(), { shown: 'yes' }, person('other', 'creator')))).toBe('role_missing')
    expect(codeOf(() => declare(work(), { shown: 'no' }))).toBe('maps_same')
    const released = declare(work({ state: 'released' }), { shown: 'yes', numbers })
    expect([released.patch, released.outbox]).toEqual([{ state: 'released', maps: approved }, []])
  })

  test('no editor passes what nobody has looked through for maps', () => {
    const pass = (maps: WorkRow['maps']) => codeOf(() => run('pass', editor, work({ state: 'review1', maps }), facts()))
    expect([pass(null), pass({ shown: 'no' }), pass({ shown: 'yes' })]).toEqual(['maps_not_told', '', ''])
  })

  test('nothing is released or corrected with a map that has neither number nor exemption', () => {
    const release = (maps: WorkRow['maps']) =>
      run('release', third, work({ state: 'cleared', maps }), facts({ originals: originals.map(stamped(maps)) }))
    expect([null, { shown: 'yes' } as const].map((maps) => codeOf(() => release(maps)))).toEqual([
      'maps_not_told',
      'map_number_missing',
    ])
    const shown = (maps: WorkRow['maps']) => (release(maps).release as unknown as ReleaseLogRow).representation
    expect(shown({ ...approved, numbers })).toMatchObject({
      creditLine: '图文：社区卫生中心；审图号：GS(2023)2767号',
      maps: { numbers },
    })
    expect(shown({ shown: 'yes', exemption: '街区图' })).toMatchObject({
      creditLine: '图文：社区卫生中心',
      maps: { exemption: '街区图' },
    })
    expect(shown({ shown: 'no' })).not.toHaveProperty('maps')
    const propose = (maps: WorkRow['maps']) =>
      codeOf(() =>
        run('propose_correction', editor, work({ state: 'released', maps, pinned: 'x' }), facts(), { reason: '改正' }),
      )
    expect([propose(null), propose({ shown: 'yes' }), propose({ shown: 'no' })]).toEqual([
      'maps_not_told',
      'map_number_missing',
      '',
    ])
  })

  const stamped = (maps: WorkRow['maps']) => (file: OriginalRow) => {
    const stamp = stampOf(work({ maps }), manuscript(), besideOf(file.id))
    return { ...file, renditions: { release: { ...file.renditions!.release!, stamp } } }
  }
})

describe('releasing a work', () => {
  const editor = person('e3', 'editor3')
  const cleared = () => work({ state: 'cleared', pinned: contentHash(manuscript()) })
  const rowOf = (changes: { release?: object }) => changes.release as unknown as ReleaseLogRow

  test('takes the next number of the log and freezes what the public may see', () => {
    const changes = run('release', editor, cleared(), facts())
    const row = rowOf(changes)
    expect(row).toMatchObject({
      seq: 42,
      kind: 'publish',
      version: 1,
      dueLast: '',
      scope: { channels: 'all' },
      notBefore: { default: null },
    })
    expect(changes.patches).toMatchObject([{ collection: 'release-order', set: {} }])
    const shown = row.representation!
    expect(shown.files.map(({ id, role }) => [id, role])).toEqual([
      ['first', 'work'],
      ['second', 'page'],
    ])
    expect(shown.files[0]?.renditions).toEqual([{ name: 'image-320', ...thumb }])
    expect(shown.files[0]?.aiLabel).toBe('declared')
    expect(shown.body?.blocks).toEqual(blocks)
    expect(shown).not.toHaveProperty('owner')
    expect(changes.project).toMatchObject([
      {
        collection: 'catalogue',
        id: 'work',
        set: { live: 'yes', audience: '|youth|elderly|', titleText: '急救三件事', channels: '|all|', publishedSeq: 42 },
      },
    ])
  })

  test('keeps the hour of each channel in one zone, and knows the last of them', () => {
    const notBefore = { default: '2026-05-03T08:00:00+08:00', tv: '2026-05-02T00:00:00Z', press: '' }
    const row = rowOf(run('release', editor, cleared(), facts(), { scope: { channels: ['tv', 'press'] }, notBefore }))
    expect(row.notBefore).toEqual({ default: '2026-05-03T00:00:00.000Z', tv: '2026-05-02T00:00:00.000Z', press: null })
    expect(row.dueLast).toBe('2026-05-03T00:00:00.000Z')
  })

  test('is refused when the text is another than was reviewed, or a file is gone', () => {
    expect(codeOf(() => run('release', editor, work({ state: 'cleared', pinned: 'x' }), facts()))).toBe(
      'manuscript_changed',
    )
    expect(codeOf(() => run('release', editor, cleared(), facts({ originals: [] })))).toBe('file_missing')
    expect(codeOf(() => run('release', editor, cleared(), facts({ order: null })))).toBe('release_order_missing')
  })

  test('trap 50: waits until every file is made with these very words, but for evidence', () => {
    const why = (...given: OriginalRow[]) =>
      codeOf(() => run('release', editor, cleared(), facts({ originals: given })))
    const [second, proof] = [original('second'), { ...original('proof'), renditions: null }]
    const wanted = { state: 'wanted', ...common } as const
    expect(why({ ...original('first'), renditions: null }, second, proof)).toBe('renditions_not_ready')
    expect(why(original('first', { poster: wanted }), second, proof)).toBe('renditions_not_ready')
    const credited = original('first', {}, manuscript({ creditLine: '另一个人' }))
    expect(why(credited, second, proof)).toBe('renditions_not_ready')
    const failed = { state: 'failed', ...common, why: 'too_slow' } as const
    expect(why(original('first', { 'image-960': failed }), second, proof)).toBe('')
    expect(why(original('first', { 'image-960': { ...failed, required: true } }), second, proof)).toBe(
      'rendition_failed',
    )
    const impossible = { state: 'impossible', why: 'facts_missing', required: true } as const
    expect(why(original('first', { 'video-480p': impossible }), second, proof)).toBe('rendition_failed')
    expect(why(original('first', { 'video-480p': { ...impossible, why: 'no_sound' } }), second, proof)).toBe('')
  })

  test('has its files made when science has passed it, and again when the words that they carry are others', () => {
    const bare = facts({ originals: [{ ...original('first'), renditions: null }, original('second')] })
    const asks = (name: string, actor: Actor, subject: WorkRow, given: object) =>
      run(name, actor, subject, given).outbox?.map(({ kind, payload }) => ({ kind, payload }))
    const row = { kind: 'renditions', payload: { file: 'first', work: 'work' } }
    expect(asks('pass_science', person('s', 'science_reviewer'), work(), bare)).toEqual([row])
    expect(asks('pass', person('e1', 'editor1'), work({ state: 'review1' }), bare)).toEqual([row])
    const credited = manuscript({ creditLine: '另一个人' })
    const changed = facts({ listed: projectedRow(), manuscript: credited })
    const one = work({ state: 'released', version: 1, pinned: contentHash(manuscript()) })
    const proposing = run('propose_correction', person('e1', 'editor1'), one, changed, { reason: '署名有误' })
    expect(proposing.outbox).toHaveLength(2)
    const proposed = { ...one, checks: proposing.patch?.checks as unknown as CheckEntry[] }
    expect(codeOf(() => run('correct', editor, proposed, changed))).toBe('renditions_not_ready')
    const made = ['first', 'second', 'proof'].map((id) => original(id, {}, credited))
    expect(rowOf(run('correct', editor, proposed, { ...changed, originals: made })).version).toBe(2)
  })

  test('is refused when a file is not of the format that the work is given out as', () => {
    const [first, ...others] = originals
    const all = (mime: string, bytes = 10) => facts({ originals: [{ ...original('first'), mime, bytes }, ...others] })
    for (const given of [all('application/zip'), all('video/mp4'), all('image/png', 21 * 1024 * 1024)])
      expect(codeOf(() => run('release', editor, cleared(), given))).toBe('files_not_of_format')
    expect(
      codeOf(() => run('release', editor, cleared(), facts({ originals: [first ?? original('first'), ...others] }))),
    ).toBe('')
  })

  const released = (checks: CheckEntry[] = []) =>
    work({ state: 'released', version: 1, pinned: contentHash(manuscript()), checks })
  const listed = projectedRow()
  const changed = (title = '急救四件事') => facts({ listed, manuscript: manuscript({ title }) })
  const first = person('e1', 'editor1')
  const propose = (actor: Actor, given = changed(), checks: CheckEntry[] = []) =>
    run('propose_correction', actor, released(checks), given, { reason: '数字有误' }).patch
      ?.checks as unknown as CheckEntry[]

  test('corrects what one editor has proposed and another publishes: a new version, with the reason', () => {
    const proposed = propose(first)
    expect(proposed.at(-1)).toMatchObject({
      step: 'correction_proposed',
      by: 'e1',
      note: '数字有误',
      hash: changed().hash,
    })
    const changes = run('correct', editor, released(proposed), changed())
    expect(rowOf(changes)).toMatchObject({
      kind: 'correct',
      version: 2,
      reason: '数字有误',
      seq: 42,
      representation: { title: '急救四件事', version: 2 },
    })
    expect(changes.project?.[0]?.set).toMatchObject({
      publishedSeq: 9,
      releasedAt: '2026-04-01T00:00:00.000Z',
      summary: { correctedAt: now.toISOString() },
    })
    const after = changes.patch?.checks as unknown as CheckEntry[]
    expect(after.map(({ step, by }) => `${step} ${by}`)).toEqual(['correction_proposed e1', 'corrected e3'])
    // What was published is no proposal any more.
    expect(codeOf(() => run('correct', editor, released(after), changed('五件事')))).toBe('correction_not_proposed')
  })

  test('is corrected by two people, neither of them its maker, and by nobody else’s words', () => {
    const why = (actor: Actor, checks: CheckEntry[], given = changed()) =>
      codeOf(() => run('correct', actor, released(checks), given))
    expect(why(editor, [])).toBe('correction_not_proposed')
    expect(why(editor, propose(editor))).toBe('two_people_needed')
    expect(why(first, propose(editor))).toBe('role_missing')
    expect(why(editor, propose(first), changed('五件事'))).toBe('correction_changed')
    expect(why(editor, propose(editor, changed('五件事'), propose(first)), changed('五件事'))).toBe('two_people_needed')
    const maker = person('maker', 'editor3')
    expect(why(maker, propose(first))).toBe('own_work')
    expect(codeOf(() => propose(maker))).toBe('own_work')
    expect(codeOf(() => propose(person('x', 'officer', 'admin')))).toBe('role_missing')
    expect(codeOf(() => propose(first, facts({ listed })))).toBe('nothing_to_correct')
    // A proposal passes no level: who passed the work before may propose, and may publish what another proposes.
    const passed: CheckEntry = { step: 'review1', by: 'e1', at: '', note: '', hash: '' }
    expect(propose(first, changed(), [passed])).toHaveLength(2)
  })

  test('withdraws for good: the content is gone, the reason stays', () => {
    const changes = run(
      'withdraw',
      editor,
      work({ state: 'released', version: 1 }),
      facts({ listed: projectedRow() }),
      { reason: '版权争议' },
    )
    expect(rowOf(changes)).toMatchObject({ kind: 'withdraw', version: 2, representation: null, reason: '版权争议' })
    expect(changes.project?.[0]?.set).toMatchObject({ live: 'no', titleText: '', bodyText: '', seq: 42 })
  })

  test('the catalogue is the log folded up', () => {
    const first = logRow({ seq: 9, version: 1 })
    const gone = logRow({ seq: 12, version: 2, kind: 'withdraw', representation: null })
    expect(projected(projected(null, first), gone)).toMatchObject({ live: 'no', seq: 12, publishedSeq: 9 })
    expect(() => projected(null, gone)).toThrow('never published')
  })

  function logRow(more: Partial<ReleaseLogRow>): ReleaseLogRow {
    const representation = representationOf(work(), manuscript(), originals, 1)
    return {
      ...{
        id: 'r',
        seq: 9,
        kind: 'publish',
        work: 'work',
        workNumber: 'KP-2026-0000000-0',
        version: 1,
        reason: null,
        dueLast: '',
      },
      ...{
        scope: { channels: 'all', territory: 'all' },
        notBefore: { default: null },
        representationVersion: 4,
        representation,
      },
      at: '2026-04-01T00:00:00.000Z',
      ...more,
    }
  }

  function projectedRow(): CatalogueRow {
    return { id: 'work', ...projected(null, logRow({})) }
  }
})
