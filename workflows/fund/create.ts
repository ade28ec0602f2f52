import { z } from 'zod'
import { command, hasRole, refuse } from '../engine'
import type { ProgrammeRow } from '../programme/types'

interface Input {
  title: string
  programme: string
  year: number
}

/** One source of money in one fiscal year, empty at first. */
export const create = command<null, { programme: ProgrammeRow | null }, Input>({
  subject: 'fund',
  verb: 'create',
  from: 'birth',
  to: ['open'],
  roles: ['finance'],
  input: z.strictObject({
    title: z.string().trim().min(1).max(120),
    programme: z.string().min(1).max(64),
    year: z.int().min(2000).max(2999),
  }),
  facts: async (reader, _, input) => ({
    programme: input && (await reader.get<ProgrammeRow>('programmes', input.programme)),
  }),
  who: hasRole('finance'),
  decide({ facts: { programme }, input: { title, year }, fresh }) {
    if (programme?.state !== 'active')
      throw refuse('programme_not_active', {
        status: 422,
        issues: [{ field: 'programme', code: 'programme_not_active' }],
      })
    return {
      born: fresh(),
      patch: { state: 'open', title, programme: programme.id, year, allocated: 0, committed: 0, paid: 0 },
    }
  },
})
