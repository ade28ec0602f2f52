import type { Actor, LedgerKind, Reader } from '../engine'
import type { FundRow } from '../fund/types'
import { checkFund } from '../rules/money'
import type { FundSums } from '../rules/money'

/** A line of the ledger as it stands; `n` counts the lines of one commit, `fundRev` the commits of the fund. */
export interface LedgerRow {
  id: string
  kind: LedgerKind
  fen: number
  award: string | null
  payment: string | null
  fundRev: number
  n: number
  command: string
  at: string
}

export interface FundLedger {
  fund: { id: string; title: string; year: number; state: string }
  /** What the fund's own row says, in fen. */
  sums: FundSums
  /** Allocated and not yet committed. */
  availableFen: number
  /** Committed and not yet paid. */
  owedFen: number
  lines: LedgerRow[]
  /** The sums added up again from the lines. */
  recomputed: FundSums
  /** Id of the first line that could never have been written; null = all could. */
  firstWrong: string | null
  agrees: boolean
}

const readers = ['officer', 'approver', 'finance', 'auditor', 'admin'] as const

/** Adds a ledger up, line by line, by the rules of money. */
export function addUp(lines: readonly Pick<LedgerRow, 'id' | 'kind' | 'fen'>[]): {
  sums: FundSums
  firstWrong: string | null
} {
  let sums: FundSums = { allocated: 0, committed: 0, paid: 0 }
  for (const line of lines) {
    const result = checkFund(sums, line)
    if (!result.ok) return { sums, firstWrong: line.id }
    sums = result.sums
  }
  return { sums, firstWrong: null }
}

const shown = ({ id, kind, fen, award, payment, fundRev, n, command, at }: LedgerRow): LedgerRow => ({
  id,
  kind,
  fen,
  award,
  payment,
  fundRev,
  n,
  command,
  at,
})

/** The ledger of a fund for the staff, compared with the fund's own sums; null when there is none to see. */
export async function fundLedger(reader: Reader, actor: Actor, fundId: string): Promise<FundLedger | null> {
  if (!readers.some((role) => actor.roles.includes(role))) return null
  const fund = await reader.get<FundRow>('funds', fundId)
  if (!fund) return null
  const rows = await reader.find<LedgerRow>('ledger', { fund: { equals: fundId } })
  const lines = rows.map(shown).sort((a, b) => a.fundRev - b.fundRev || a.n - b.n)
  const { allocated, committed, paid } = fund
  const { sums, firstWrong } = addUp(lines)
  const same = sums.allocated === allocated && sums.committed === committed && sums.paid === paid
  return {
    fund: { id: fund.id, title: fund.title, year: fund.year, state: fund.state },
    sums: { allocated, committed, paid },
    availableFen: allocated - committed,
    owedFen: committed - paid,
    lines,
    recomputed: sums,
    firstWrong,
    agrees: firstWrong === null && same,
  }
}
