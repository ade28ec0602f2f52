import { z } from '@hono/zod-openapi'

import { uses } from '../../workflows/release/best-for'
import { labelStates } from '../../workflows/file/renditions'
import { aiUses, audiences, formats, licences, themeOrientations } from '../../workflows/rules/vocabulary'

const many = <T extends readonly [string, ...string[]]>(values: T, description: string) =>
  z
    .union([z.enum(values), z.array(z.enum(values))])
    .transform((value) => [value].flat())
    .optional()
    .openapi({ description: `${description} Given more than once: any of them.` })

const cursor = z
  .string()
  .min(1)
  .max(4000)
  .optional()
  .openapi({ description: 'The `next` of an earlier answer, unaltered.' })

const limit = (usual: number) =>
  z
    .string()
    .regex(/^\d{1,3}$/, 'not_a_number')
    .transform(Number)
    .pipe(z.number().int().min(1).max(100))
    .default(usual)
    .openapi({ type: 'integer', minimum: 1, maximum: 100, description: 'How many at most, 1 … 100.' })

export const worksQuery = z.strictObject({
  audience: many(audiences, 'Whom the work is for.'),
  theme: many(themeOrientations, 'Orientation of the theme.'),
  format: many(formats, 'Form of the work.'),
  q: z.string().max(400).optional().openapi({
    description:
      'At most eight words, 100 characters in all, that must all stand in title, abstract or body. Best first: title, abstract, body, then newest.',
    example: '急救',
  }),
  cursor,
  limit: limit(20),
})

export const changesQuery = z.strictObject({ cursor, limit: limit(100) })
export const noQuery = z.strictObject({})
export const workQuery = z.strictObject({
  for: z.enum(uses).optional().openapi({
    description:
      'What the files are wanted for: a kind of channel, a village loudspeaker, a screen without sound. Each file then says in `best` which of its renditions to take.',
  }),
})
export const fileQuery = z.strictObject({
  rendition: z
    .string()
    .min(1)
    .max(40)
    .optional()
    .openapi({ description: 'Name of a rendition; without it the original.' }),
})

export const workParams = z.object({ number: z.string().min(1).max(40).openapi({ example: 'KPW-2026-7K3F9QX-M' }) })
export const linkParams = z.object({ token: z.string().min(1).max(1000) })
export const articleParams = workParams.extend({ name: z.string().min(1).max(40).openapi({ example: 'article-html' }) })
export const fileParams = workParams.extend({ file: z.string().min(1).max(64) })

const measures = { width: z.number().optional(), height: z.number().optional(), seconds: z.number().optional() }
const blob = { mime: z.string(), bytes: z.number(), sha256: z.string(), ...measures, href: z.string() }

const coding = {
  codec: z
    .string()
    .optional()
    .openapi({ description: 'Of films and sounds; of a film that of its picture.', example: 'h264' }),
  fps: z.number().optional().openapi({ description: 'Pictures per second.' }),
  kbps: z.number().optional().openapi({ description: 'kbit/s on average, picture and sound together.' }),
  lufs: z
    .number()
    .optional()
    .openapi({ description: 'Measured loudness of the whole (EBU R 128), in LUFS.', example: -16 }),
}

const file = z
  .object({
    id: z.string(),
    role: z.enum(['work', 'page', 'poster', 'illustration', 'subtitles']),
    position: z.number(),
    alt: z.string().optional(),
    spread: z.boolean().optional().openapi({ description: 'A page of a comic that is as wide as two.' }),
    ...blob,
    aiLabel: z.enum(labelStates).openapi({
      description:
        'Whether the file is labelled as generated: `found` in the original, `declared` by its maker, `suspected`. Every rendition carries the label in its metadata; keep it there.',
    }),
    renditions: z.array(
      z.object({
        name: z.string(),
        ...blob,
        ...coding,
        play: z.string().optional().openapi({
          description:
            'Of `package`: where everybody plays it, without a key, as long as residents may have the work. A page for an `<iframe sandbox="allow-scripts">`.',
        }),
      }),
    ),
    transcript: z.string().optional().openapi({
      description: 'Of subtitles: what is said, as plain text; a line for each cue, an empty one for a pause.',
    }),
    best: z
      .object({
        rendition: z.string().nullable().openapi({ description: 'null: nothing here fits that use.' }),
        href: z.string().nullable(),
        reason: z.enum(['made_for_it', 'next_best', 'nothing_fits']),
        reason_zh: z.string(),
        reason_en: z.string(),
      })
      .optional()
      .openapi({ description: 'Only where `for` was asked.' }),
  })
  .openapi('File')

const described = {
  number: z.string(),
  version: z
    .number()
    .openapi({ description: 'Rises with every change of the work. Ignore what is not newer than yours.' }),
  title: z.string(),
  abstract: z.string(),
  format: z.enum(formats),
  theme: z.enum(themeOrientations),
  audience: z.array(z.enum(audiences)),
  keywords: z.array(z.string()),
  creditLine: z
    .string()
    .openapi({ description: 'To be shown beside the work. Approval numbers (审图号) of its maps stand in it.' }),
  licence: z.object({ code: z.enum(licences), textKey: z.string() }),
  aiUse: z
    .enum(aiUses)
    .openapi({ description: 'How far the work was made with generative tools; to be shown beside it.' }),
  funding: z.union([
    z.object({ funded: z.literal(false) }),
    z.object({ funded: z.literal(true), programme: z.string(), call: z.string(), awardNumber: z.string() }),
  ]),
  href: z.string(),
}

const representation = z
  .object({
    ...described,
    body: z
      .object({
        type: z.literal('doc'),
        blocks: z.array(z.object({ type: z.enum(['paragraph', 'heading', 'list', 'quote']), text: z.string() })),
      })
      .optional(),
    references: z.string().optional(),
    maps: z
      .object({ numbers: z.array(z.string()).optional(), exemption: z.string().optional() })
      .optional()
      .openapi({
        description:
          'Only where the work shows maps: their approval numbers (审图号), which have to be shown wherever a map is, and which maps need none, and why.',
        example: { numbers: ['GS(2023)2767号'] },
      }),
    files: z.array(file),
    articles: z
      .array(z.object({ name: z.string(), mime: z.string(), href: z.string() }))
      .optional()
      .openapi({ description: 'Of an article: its text with its illustrations, each as one zip.' }),
  })
  .openapi('Representation')

export const work = representation
  .extend({
    releasedAt: z.iso.datetime(),
    correctedAt: z.iso.datetime().optional(),
    correction: z.string().optional().openapi({ description: 'Why the present version replaced the one before.' }),
  })
  .openapi('Work')

const summary = z
  .object({
    ...described,
    files: z.number().openapi({ description: 'How many files it has.' }),
    seconds: z.number().optional(),
    poster: z
      .object({ file: z.string(), rendition: z.string().optional(), alt: z.string().optional(), href: z.string() })
      .optional(),
    releasedAt: z.iso.datetime(),
    correctedAt: z.iso.datetime().optional(),
  })
  .openapi('Summary')

export const works = z
  .object({
    items: z.array(summary),
    next: z.string().nullable().openapi({ description: 'Cursor of the next page; null on the last.' }),
    total: z.number().optional().openapi({ description: 'Of a search: how many works were found.' }),
    capped: z.boolean().optional().openapi({ description: 'Of a search: true when older works were left out.' }),
  })
  .openapi('Works')

const change = z
  .object({
    seq: z.number(),
    kind: z.enum(['publish', 'correct', 'withdraw']),
    work: z.string().openapi({ description: "The work's number." }),
    version: z.number(),
    at: z.iso.datetime(),
    reason: z.string().nullable(),
    representation: z.union([representation, z.null()]).openapi({
      description:
        'null: do not show this work any more. It was withdrawn, or is no longer among what you are entitled to.',
    }),
  })
  .openapi('Change')

export const changes = z
  .object({
    items: z.array(change),
    next: z.string().openapi({ description: 'Keep it: the next question begins here. Always given.' }),
    more: z.boolean().openapi({ description: 'True when there is more already.' }),
  })
  .openapi('Changes')

export const link = z
  .object({
    href: z
      .string()
      .openapi({ description: 'Needs no key. Whoever has it has the bytes: hand it to programs, do not print it.' }),
    until: z.iso.datetime().openapi({ description: 'It ends then, or when the work is withdrawn or your key is.' }),
  })
  .openapi('Link')

export const problemSchema = z
  .object({
    type: z.string(),
    title: z
      .string()
      .openapi({ description: 'What is wrong and what to do; in English when Accept-Language begins so.' }),
    title_zh: z.string(),
    title_en: z.string(),
    status: z.number(),
    code: z.string(),
    detail: z.string().optional(),
    params: z.record(z.string(), z.unknown()),
    issues: z.array(z.object({ field: z.string(), code: z.string(), title: z.string() })),
  })
  .openapi('Problem')
