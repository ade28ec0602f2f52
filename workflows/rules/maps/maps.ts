import { z } from 'zod'
import { line } from '../forms/line'

export const mapsShown = ['no', 'yes'] as const

/**
 * What is declared about the maps that a work shows (地图管理条例, State Council decree 664 of 2015). A map for the public is
 * examined before, but for simple ones, of a scenic spot, some streets or underground lines (art. 15); with the approval
 * comes a number (art. 21), which has to be shown where the map is (art. 22).
 */
export interface Maps {
  shown: (typeof mapsShown)[number]
  /** Approval numbers (审图号) in one form each: `GS(2023)2767号`. */
  numbers?: string[]
  /** Which maps need none, and why. */
  exemption?: string
}

/** What everybody is told of the maps of a work that shows some. */
export type PublicMaps = Omit<Maps, 'shown'>

const brackets: Readonly<Record<string, string>> = { '〔': '(', '【': '(', '[': '(', '〕': ')', '】': ')', ']': ')' }

/**
 * The form of approval numbers is set in no text that could be read, only in use: whose it is in letters or a place's short
 * name, the year in brackets, its number in the year (`GS(2023)2767号`, `GS京(2022)1061号`, `京S(2022)034号`, `JS(2011)01-118号`).
 */
const approvalNumber = /^[\p{Script=Han}A-Z]{1,12}\((19|20)\d\d\)第?\d{1,6}(-\d{1,6})?号$/u

/** The approval numbers in a text that parts them by commas or lines: in half-width signs, without their name, with 号. */
export const approvalNumbersIn = (text: string): string[] =>
  text
    .normalize('NFKC')
    .split(/[、,;\n]/)
    .map((part) => part.replace(/[〔【[\]】〕]/g, (sign) => brackets[sign] ?? sign).replace(/\s+/g, ''))
    .map((part) => part.replace(/^审图号:?/, '').toUpperCase())
    .filter((part) => part !== '')
    .map((part) => (part.endsWith('号') ? part : `${part}号`))

const [mostNumbers, mostCharacters] = [20, 200]

const numbers = z
  .array(z.string({ error: 'wrong_type' }).max(600))
  .max(mostNumbers)
  .default([])
  .transform((texts) => [...new Set(texts.flatMap(approvalNumbersIn))])
  .superRefine((found, context) => {
    const add = (message: string) => context.addIssue({ code: 'custom', message })
    if (found.length > mostNumbers) add('too_many')
    if (!found.every((one) => approvalNumber.test(one))) add('not_an_approval_number')
  })

/** @returns without what says nothing */
export const mapsSchema = z
  .strictObject({ shown: z.enum(mapsShown), numbers, exemption: line(mostCharacters).default('') })
  .superRefine(({ shown, ...said }, context) => {
    const names = shown === 'yes' ? [] : (['numbers', 'exemption'] as const).filter((name) => said[name].length > 0)
    for (const name of names) context.addIssue({ code: 'custom', message: 'only_with_a_map', path: [name] })
  })
  .transform(({ shown, ...said }): Maps => ({
    shown,
    ...(said.numbers.length > 0 ? { numbers: said.numbers } : {}),
    ...(said.exemption === '' ? {} : { exemption: said.exemption }),
  }))

/** Whether a map is shown of which nobody has said yet by which number, or why without one. */
export const lacksApproval = ({ shown, numbers: known, exemption }: Maps): boolean =>
  shown === 'yes' && known === undefined && exemption === undefined

export function publicMaps(maps: Maps | null | undefined): PublicMaps | undefined {
  if (maps?.shown !== 'yes') return undefined
  const { shown: _shown, ...told } = maps
  return told
}

/** The credit line as it leaves the house: approval numbers stand in it, so that they are shown wherever it is. */
export const creditWithMaps = (creditLine: string, maps: Maps | null | undefined): string =>
  maps?.numbers === undefined ? creditLine : `${creditLine}；审图号：${maps.numbers.join('、')}`
