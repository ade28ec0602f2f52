import { z } from 'zod'
import { compareText, sha256 } from '../randomness'

const hex64 = z.string().regex(/^[0-9a-f]{64}$/)
const entry = z.string().regex(/^[\x21-\x7e]{1,60}$/)
/**
 * Words made public, in one form wherever they are hashed, kept or compared: Unicode NFC, without white space at the ends
 * and without control characters, so that a value copied from a notice by anybody gives the same tickets.
 */
const published = z
  .string()
  .normalize('NFC')
  .trim()
  .min(1)
  .max(300)
  .regex(/^\P{Cc}+$/u)

/** Raised when the way of drawing changes: a record is verified by the way that it names. */
export const DRAW_METHOD = 'kepu-draw-1'

/**
 * What is made public before a draw. Whoever holds the seed is bound by its hash; a value that nobody can know yet (say,
 * the numbers of a lottery to be drawn next week) keeps that person from choosing a seed that suits.
 */
export const drawNoticeSchema = z
  .strictObject({
    method: z.literal(DRAW_METHOD),
    /** Numbers of the works among which places are drawn, in rising order. */
    entries: z.array(entry).min(1).max(5_000),
    places: z.int().min(0),
    /** SHA-256 of the method, a line feed, and the seed. */
    commitment: hex64,
    /** What public value will be mixed in, in words; null = none, and the seed decides alone. */
    publicSource: published.nullable(),
  })
  .superRefine(({ entries, places }, context) => {
    const add = (message: string, path: string) => context.addIssue({ code: 'custom', message, path: [path] })
    if (entries.some((one, index) => index > 0 && one <= entries[index - 1]!)) add('entries_not_in_order', 'entries')
    if (places > entries.length) add('more_places_than_entries', 'places')
  })
export type DrawNotice = z.infer<typeof drawNoticeSchema>

/** What is made public after it: enough for anybody to draw again. */
export const drawRecordSchema = z.strictObject({
  notice: drawNoticeSchema,
  /** 32 bytes of chance in hexadecimal. */
  seed: hex64,
  /** In NFC and trimmed, as it was hashed; null = none was announced. */
  publicValue: published.nullable(),
  /** All entries in the order drawn, each with its ticket; the first `places` have drawn a place. */
  order: z.array(z.strictObject({ entry, ticket: hex64, drawn: z.boolean() })),
})
export type DrawRecord = z.infer<typeof drawRecordSchema>

const commitmentOf = (seed: string): string => sha256(`${DRAW_METHOD}\n${seed}`)

/**
 * Commits to a draw: the notice to publish first.
 *
 * @param seed 32 fresh bytes of chance in hexadecimal, kept secret until the draw
 * @throws ZodError when the seed is none, an entry comes twice, or there are more places than entries
 */
export const commitDraw = (given: {
  entries: readonly string[]
  places: number
  seed: string
  publicSource: string | null
}): DrawNotice =>
  drawNoticeSchema.parse({
    method: DRAW_METHOD,
    entries: [...given.entries].sort(compareText),
    places: given.places,
    commitment: commitmentOf(hex64.parse(given.seed)),
    publicSource: given.publicSource,
  })

/** The ticket of an entry: SHA-256 of method, seed, public value (or nothing) and entry, joined by line feeds. */
const ticketOf = (entryNumber: string, seed: string, publicValue: string | null): string =>
  sha256([DRAW_METHOD, seed, publicValue ?? '', entryNumber].join('\n'))

const orderOf = ({ entries, places }: DrawNotice, seed: string, publicValue: string | null) =>
  entries
    .map((one) => ({ entry: one, ticket: ticketOf(one, seed, publicValue) }))
    .sort((a, b) => compareText(a.ticket, b.ticket))
    .map((one, index) => ({ ...one, drawn: index < places }))

export const drawProblems = [
  'notice_not_as_published',
  'seed_not_as_committed',
  'public_value_malformed',
  'public_value_missing',
  'public_value_not_announced',
  'order_not_as_drawn',
] as const
export type DrawProblem = (typeof drawProblems)[number]

const sentences: Record<DrawProblem, string> = {
  notice_not_as_published: 'the notice in the record is not the one that was published',
  seed_not_as_committed: 'the seed is not the one that the notice commits to',
  public_value_malformed: 'publicValue is empty, longer than 300 characters, or holds control characters; none is null',
  public_value_missing: 'the notice announces a public value and there is none',
  public_value_not_announced: 'there is a public value and the notice announces none',
  order_not_as_drawn: 'the order is not the one that seed and public value give',
}

/** The value in its published form; as it came where it has none, so that the problem is told and not hidden. */
const normalForm = (publicValue: string | null): { value: string | null; malformed: boolean } => {
  const read = published.nullable().safeParse(publicValue)
  return read.success ? { value: read.data, malformed: false } : { value: publicValue, malformed: true }
}

const problemsOf = (notice: DrawNotice, seed: string, publicValue: string | null): DrawProblem[] => {
  const holds: Partial<Record<DrawProblem, boolean>> = {
    seed_not_as_committed: commitmentOf(seed) !== notice.commitment,
    public_value_malformed: normalForm(publicValue).malformed,
    public_value_missing: notice.publicSource !== null && publicValue === null,
    public_value_not_announced: notice.publicSource === null && publicValue !== null,
  }
  return drawProblems.filter((problem) => holds[problem])
}

/**
 * Draws: every entry's ticket is a hash of seed, public value and entry; the lowest tickets win. So the order of the list
 * makes no difference, nobody's chance hangs on another's, and who does not win stands in a known order of succession.
 * Anybody repeats it with `sha256sum` and `sort`.
 *
 * @param publicValue 1 … 300 characters, hashed in NFC and trimmed; null = none, which no text is equal to
 * @throws RangeError with the problems' codes and a sentence each when seed or value is not what the notice announced
 */
export const draw = (notice: DrawNotice, seed: string, publicValue: string | null): DrawRecord => {
  const problems = problemsOf(notice, seed, publicValue)
  if (problems.length > 0) throw new RangeError(problems.map((one) => `${one}: ${sentences[one]}`).join('; '))
  const { value } = normalForm(publicValue)
  return drawRecordSchema.parse({ notice, seed, publicValue: value, order: orderOf(notice, seed, value) })
}

const sameNotice = (a: DrawNotice, b: DrawNotice): boolean =>
  a.places === b.places &&
  a.commitment === b.commitment &&
  normalForm(a.publicSource).value === normalForm(b.publicSource).value &&
  a.entries.length === b.entries.length &&
  a.entries.every((one, index) => one === b.entries[index])

/**
 * Everything that is wrong with a record; nothing = it was drawn as announced from the public value that it names. Seed and
 * order are held against the published notice: the record's own binds nobody, since whoever changes the record can change
 * it along with the rest. That the value is the one of the public source no record can show: look there.
 *
 * @param record as `drawRecordSchema` reads it
 * @param announced the notice as it was made public before the draw
 */
export const verifyDraw = ({ notice, seed, publicValue, order }: DrawRecord, announced: DrawNotice): DrawProblem[] => {
  const again = orderOf(announced, seed, normalForm(publicValue).value)
  const same =
    again.length === order.length &&
    again.every(({ entry: one, ticket, drawn }, index) => {
      const told = order[index]!
      return told.entry === one && told.ticket === ticket && told.drawn === drawn
    })
  return [
    ...(sameNotice(notice, announced) ? [] : ['notice_not_as_published' as const]),
    ...problemsOf(announced, seed, publicValue),
    ...(same ? [] : ['order_not_as_drawn' as const]),
  ]
}
