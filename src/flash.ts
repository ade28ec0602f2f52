import { z } from 'zod'

/** What a form is told after its redirect: done, or refused with everything that was typed. Lives for one page. */
export const flashSchema = z.object({
  path: z.string(),
  done: z.string().optional(),
  answer: z.unknown().optional(),
  code: z.string().optional(),
  params: z.record(z.string(), z.unknown()).optional(),
  issues: z
    .array(z.object({ field: z.string(), code: z.string(), params: z.record(z.string(), z.unknown()).optional() }))
    .optional(),
  values: z.record(z.string(), z.union([z.string(), z.array(z.string())])).optional(),
})
export type Flash = z.infer<typeof flashSchema>

export const flashCookie = 'kepu-flash'
const limit = 3500

/** The cookie's text; typed values are left out when they do not fit (they are then still in the browser's history). */
export function writeFlash(flash: Flash): string {
  const full = Buffer.from(JSON.stringify(flash)).toString('base64url')
  if (full.length <= limit) return full
  return Buffer.from(JSON.stringify({ ...flash, values: undefined, answer: undefined })).toString('base64url')
}

/** The flash meant for this path, or `null`. */
export function readFlash(cookie: string | undefined, path: string): Flash | null {
  if (!cookie) return null
  try {
    const parsed = flashSchema.safeParse(JSON.parse(Buffer.from(cookie, 'base64url').toString('utf8')))
    return parsed.success && parsed.data.path === path ? parsed.data : null
  } catch {
    return null
  }
}
