import { z } from 'zod'

/** Affinities are whole millionths: 0 … 1,000,000. */
export const million = 1_000_000

/** Probabilities are whole thousandths: a pair with 500 is drawn every other time. */
export const thousand = 1000

/** Most pairs (works × experts) of one instance, and most works or experts. */
export const maxPairs = 5_000_000
export const maxRows = 100_000

/** No control characters: a line feed ends a part of what a lot is the hash of. */
const id = z
  .string()
  .min(1)
  .max(64)
  .regex(/^\P{Cc}*$/u, { error: 'control_character' })
/** A code of GB/T 13745: three digits for the first level, five for the second, seven for the third. */
const discipline = z.string().regex(/^\d{3}(\d{2}(\d{2})?)?$/, { error: 'not_a_discipline' })
const disciplines = z.array(discipline).max(20)
const word = z.string().min(1).max(40)
const load = z.int().min(0).max(10_000)

export const workSchema = z.strictObject({
  id,
  /** Reviews wanted, those that are fixed or begun among them. */
  demand: z.int().min(0).max(100),
  disciplines: disciplines.optional(),
  format: word.optional(),
  language: word.optional(),
})

export const expertSchema = z.strictObject({
  id,
  /** The load wanted at least and allowed at most, what is taken already included. */
  min: load.default(0),
  max: load,
  /** Load that stands outside of this instance, from other rounds. */
  taken: load.default(0),
  disciplines: disciplines.optional(),
  /** Formats and languages the expert is at home in; absent = not known. */
  formats: z.array(word).max(20).optional(),
  languages: z.array(word).max(20).optional(),
  institution: z.string().min(1).max(200).optional(),
  senior: z.boolean().default(false),
  /** Earlier works of or reviewed by the expert. */
  past: z
    .array(z.strictObject({ disciplines: disciplines.optional(), format: word.optional() }))
    .max(200)
    .optional(),
})

export const pairSchema = z.strictObject({ work: id, expert: id })
/** −1000 … 1000, by each expert's own measure. */
export const maxBid = 1000
export const bidSchema = z.strictObject({ work: id, expert: id, bid: z.int().min(-maxBid).max(maxBid) })
const weight = z.int().min(0).max(1000)

/** Shares of the parts in an affinity; only their proportions count. */
export const weightsSchema = z
  .strictObject({
    discipline: weight.default(0),
    format: weight.default(0),
    language: weight.default(0),
    past: weight.default(0),
    bid: weight.default(0),
    given: weight.default(0),
  })
  .refine((all) => Object.values(all).some((each) => each > 0), { error: 'all_weights_zero' })

export const partNames = ['discipline', 'format', 'language', 'past', 'bid', 'given'] as const
export type PartName = (typeof partNames)[number]
export type Weights = z.infer<typeof weightsSchema>

/**
 * Whether the options ask for draws under a probability cap while a senior's seat and an institution's cap cross on one
 * panel. The best probabilities are then no flow, and there may be no lottery over panels that has them (Budish, Che,
 * Kojima and Milgrom 2013: the rules are no bihierarchy), so that this is refused instead of answered badly.
 */
export const cannotBeDrawn = ({
  method,
  senior,
  perInstitution,
}: {
  method: string
  senior: boolean
  perInstitution?: number | undefined
}): boolean => method === 'random' && senior && perInstitution !== undefined

const optionFields = z.strictObject({
  /**
   * `optimal`: the best assignment there is. `random`: drawn so that no pair has more than its capped probability, the
   * expected total being the best under that cap. `draw`: eligible experts by lot (随机抽取).
   */
  method: z.enum(['optimal', 'random', 'draw']).default('optimal'),
  /** `total`: the largest sum of affinities. `bottleneck`: the best worst pair, then the largest sum. */
  objective: z.enum(['total', 'bottleneck']).default('total'),
  weights: weightsSchema.default({ discipline: 6, format: 2, language: 1, past: 1, bid: 0, given: 0 }),
  /** Pairs that may not be made: experts without the first-level discipline, or known not to read the language. */
  requires: z
    .strictObject({ discipline: z.boolean().default(false), language: z.boolean().default(false) })
    .default({ discipline: false, language: false }),
  /** Most experts of one institution on one work. */
  perInstitution: z.int().min(1).max(100).optional(),
  /** At least one senior expert on every work. */
  senior: z.boolean().default(false),
  /**
   * What a load one higher costs, in millionths of affinity per review that the expert has already. With `senior`, balance ×
   * highest load × works may be 10^14; far beyond that it is refused as `numbers_too_large`.
   */
  balance: z.int().min(0).max(100_000).default(0),
  /** Most thousandths for one pair under `random`. */
  probabilityCap: z.int().min(1).max(thousand).default(thousand),
  /** Published beforehand; decides between equals, and draws. */
  seed: z.string().max(200).default(''),
  /** Flow problems solved at most where institution cap and senior rule cross, see `optimise`; large instances get fewer. */
  nodeLimit: z.int().min(1).max(100_000).default(400),
})

export const optionsSchema = optionFields.refine((options) => !cannotBeDrawn(options), {
  error: 'random_with_senior_and_institution',
  path: ['perInstitution'],
})

/** Lists and affinities are looked into row by row, see `readInstance`. */
const list = z.custom<readonly unknown[]>(Array.isArray, { error: 'invalid_type' })
const numbers = z.custom<Int32Array | readonly unknown[]>(
  (value) => value instanceof Int32Array || Array.isArray(value),
  {
    error: 'invalid_type',
  },
)

export const frameSchema = z.strictObject({
  works: list,
  experts: list,
  forbidden: list.optional(),
  fixed: list.optional(),
  begun: list.optional(),
  bids: list.optional(),
  given: numbers.optional(),
  options: optionsSchema.prefault({}),
})

export type Work = z.output<typeof workSchema>
export type Expert = z.output<typeof expertSchema>
export type Pair = z.infer<typeof pairSchema>
export type Bid = z.infer<typeof bidSchema>
export type Options = z.output<typeof optionsSchema>

/** As a caller writes it. */
export interface InstanceInput {
  works: z.input<typeof workSchema>[]
  experts: z.input<typeof expertSchema>[]
  /** Conflicts of interest, declines and whatever else forbids a pair. No list of pairs is longer than there are pairs. */
  forbidden?: Pair[] | undefined
  /** Pairs that people have decided. */
  fixed?: Pair[] | undefined
  /** Pairs whose review has begun: they are not taken away, what is missing is added (top-up). */
  begun?: Pair[] | undefined
  bids?: Bid[] | undefined
  /** Affinities from elsewhere, work by work in the order of the lists; −1 = the pair is forbidden. */
  given?: Int32Array | readonly unknown[] | undefined
  options?: z.input<typeof optionsSchema> | undefined
}

/** As it was read and checked. */
export interface Instance {
  works: Work[]
  experts: Expert[]
  forbidden: Pair[]
  fixed: Pair[]
  begun: Pair[]
  bids: Bid[]
  given?: Int32Array
  options: Options
}
