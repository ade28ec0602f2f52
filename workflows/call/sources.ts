import { refuse } from '../engine'
import type { Reader } from '../engine'
import type { FundRow } from '../fund/types'
import type { ProgrammeRow } from '../programme/types'

/** Where a call belongs and what pays for it. */
export interface Sources {
  programme: ProgrammeRow | null
  fund: FundRow | null
}

export const loadSources = async (reader: Reader, programme?: string, fund?: string): Promise<Sources> => ({
  programme: programme ? await reader.get<ProgrammeRow>('programmes', programme) : null,
  fund: fund ? await reader.get<FundRow>('funds', fund) : null,
})

/** Why money of this fund may not be called for in this programme. */
export function sourcesProblem({ programme, fund }: Sources) {
  const no = (field: string, code: string) => refuse(code, { status: 422, issues: [{ field, code }] })
  if (programme?.state !== 'active') return no('programme', 'programme_not_active')
  if (fund?.state !== 'open') return no('fund', 'fund_not_open')
  return fund.programme === programme.id ? null : no('fund', 'fund_of_other_programme')
}
