import { readdirSync, readFileSync, statSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from '@jest/globals'
import { en } from '../../src/i18n/en'
import { zh } from '../../src/i18n/zh'
import { checkKeys } from '../../workflows/application/check-list'
import { channels } from '../../workflows/api-key/types'
import { organisationKinds } from '../../workflows/organisation/create'
import { conflictCodes } from '../../workflows/rules/conflicts'
import { fundingModes, paymentGates } from '../../workflows/rules/payments'
import { defaultRubric } from '../../workflows/rules/scoring'
import { states } from '../../workflows/rules/states'
import * as lists from '../../workflows/rules/vocabulary'

type Words = { [key: string]: string | Words }

const languages: Record<string, Words> = { zh, en }

/** Every text of a catalogue by its path. */
function texts(words: Words, above = ''): [string, string][] {
  return Object.entries(words).flatMap(([name, value]): [string, string][] => {
    const at = above ? `${above}.${name}` : name
    return typeof value === 'string' ? [[at, value]] : texts(value, at)
  })
}

const missingIn = (section: (words: Words) => string | Words | undefined, codes: Iterable<string>): string[] =>
  Object.entries(languages).flatMap(([language, words]) => {
    const found = section(words)
    return [...codes].filter((code) => typeof found !== 'object' || !found[code]).map((code) => `${language}: ${code}`)
  })

const inside =
  (...names: string[]) =>
  (words: Words): string | Words | undefined =>
    names.reduce<string | Words | undefined>((at, name) => (typeof at === 'object' ? at[name] : undefined), words)

const group = (words: Words, ...names: string[]): Words => {
  const at = inside(...names)(words)
  return typeof at === 'object' ? at : {}
}

/** The product's sources; the rules have refusals of their own that a workflow tells in its words. */
function sources(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => {
    const file = path.join(folder, name)
    if (statSync(file).isDirectory()) return ['i18n', 'rules'].includes(name) ? [] : sources(file)
    return /\.tsx?$/.test(name) ? [readFileSync(file, 'utf8')] : []
  })
}
const product = ['workflows', 'media', 'src'].flatMap((folder) => sources(path.resolve(folder)))

/** What the patterns' groups find in the sources. */
const found = (...patterns: RegExp[]): Set<string> =>
  new Set(
    product.flatMap((text) =>
      patterns.flatMap((pattern) => [...text.matchAll(pattern)].flatMap(([, ...groups]) => groups.filter(Boolean))),
    ),
  )

describe('the catalogue of words', () => {
  test('has a name and a meaning for every state of every subject', () => {
    for (const [subject, own] of Object.entries(states)) {
      expect(missingIn(inside('states', subject), Object.keys(own))).toEqual([])
      expect(missingIn(inside('vocabulary', 'stateMeanings', subject), Object.keys(own))).toEqual([])
    }
  })

  test('has a button for every verb, and none for a verb that does not exist', async () => {
    const { workflows } = await import('../../workflows')
    for (const { subject, commands } of workflows)
      expect(
        missingIn(
          inside('verbs', subject),
          commands.map(({ verb }) => verb),
        ),
      ).toEqual([])
    const known = new Map(workflows.map(({ subject, commands }) => [subject, commands.map(({ verb }) => verb)]))
    for (const [subject, verbs] of Object.entries(zh.verbs))
      expect(known.get(subject)?.sort()).toEqual(Object.keys(verbs).sort())
  })

  test('names every code of the vocabularies', () => {
    const rubrics = lists.supportModes.map(defaultRubric)
    const criteria = rubrics.flatMap((rubric) => rubric.criteria.map(({ key }) => key))
    const vetoes = rubrics.flatMap((rubric) => rubric.vetoes.map(({ key }) => key))
    const codes: Record<string, readonly string[]> = {
      roles: lists.roles,
      supportModes: lists.supportModes,
      fundingModes,
      formats: lists.formats,
      themeOrientations: lists.themeOrientations,
      audiences: lists.audiences,
      applicantKinds: lists.applicantKinds,
      organisationKinds,
      licences: lists.licences,
      licenceMeanings: lists.licences,
      aiUses: lists.aiUses,
      fileRoles: lists.fileRoles,
      channels,
      paymentGates,
      criteria,
      criterionMeanings: criteria,
      vetoes,
      vetoMeanings: vetoes,
      checkLines: checkKeys,
      answerIssues: conflictCodes,
    }
    for (const [list, wanted] of Object.entries(codes))
      expect(missingIn(inside('vocabulary', list), wanted)).toEqual([])
  })

  test('has a sentence for every refusal that the code can throw', () => {
    const thrown = found(
      /\brefuse\(\s*'([a-z]\w*)'/g,
      /\brefuse\([^'()]*\? '([a-z]\w*)' : '([a-z]\w*)'/g,
      /\bMediaRefusal\(\s*'([a-z]\w*)'/g,
      /\bMediaRefusal\([^'()]*\? '([a-z]\w*)' : '([a-z]\w*)'/g,
      /\bduplicate: '([a-z]\w*)'/g,
    )
    const said = (words: Words) => ({ ...group(words, 'refusals'), ...group(words, 'vocabulary', 'answerIssues') })
    expect(missingIn(said, thrown)).toEqual([])
  })

  test('has a mail for every event that the workflows tell', () => {
    expect(missingIn(inside('mail', 'events'), found(/\b(?:mail|reminder)\(\s*'(\w+)'/g))).toEqual([])
  })

  test('leaves the same holes in both languages', () => {
    const holes = (text: string | undefined) => [...(text ?? '').matchAll(/\{\w+\}/g)].map(([hole]) => hole).sort()
    const english = new Map(texts(en))
    const differing = texts(zh).filter(([at, text]) => holes(text).join() !== holes(english.get(at)).join())
    expect(differing).toEqual([])
  })

  test('is Chinese in Chinese and English in English', () => {
    // Names of formats and licences, sample addresses; and what deliberately stands in the other language.
    const other = /\.(nameOther|toEnglish|toChinese)$/
    const names =
      /[\w.]+@[\w.]+|index\.html|\b(CC|BY|NC|GET|JSON|PDF|ZIP|Deflate|MP4|MOV|WebM|MP3|M4A|WAV|HEIC|UTF-8|JPEG|PNG|GIF|WebP|AVIF|Word|DOCX|VTT|SRT|GB|KB|MB|SHA-256|API|CSV|ffmpeg)\b/g
    const foreign = [
      ...texts(zh).filter(([, text]) => /[A-Za-z]/.test(text.replace(/\{\w+\}/g, '').replace(names, ''))),
      ...texts(en).filter(([, text]) => /\p{Script=Han}/u.test(text)),
    ].filter(([at]) => !other.test(at))
    expect(foreign).toEqual([])
  })

  test('calls nobody a winner: works are called for, selected and funded', () => {
    expect(texts(zh).filter(([, text]) => /评奖|获奖|奖项|奖金/.test(text))).toEqual([])
  })
})
