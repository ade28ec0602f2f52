import type { PaymentRow } from '../../workflows/payment/types'
import { units } from './people'
import type { Cast } from './people'
import type { Awarded } from './past-decision'
import { rowsOf } from './stage'
import type { Stage } from './stage'

const holders = {
  individual: '苏禾',
  school: units.school.name,
  studio: units.studio.name,
  hospital: units.hospital.name,
} as const

/** Agreements are signed; finished works are handed in, accepted and paid; the project gets its first payment. */
export async function awarded(stage: Stage, cast: Cast, awards: readonly Awarded[]): Promise<void> {
  const finished = awards.filter(({ work }) => work.mode === 'work_call')
  const projects = awards.filter(({ work }) => work.mode === 'project_grant')
  await stage.at('2026-05-25', '10:00')
  for (const { name, maker, award } of awards) {
    const input = { accountHolder: holders[maker], agree: true }
    await stage.run({ as: cast[maker], name: `${name}:sign`, subject: 'award', verb: 'sign', id: award, input })
  }
  await stage.at('2026-06-01', '10:00')
  for (const one of finished)
    await delivered(
      stage,
      cast,
      one,
      one.files.map(({ id }) => id),
      '征集作品的最终版本。',
    )
  for (const one of projects) await requested(stage, cast, one, 1)
  await stage.at('2026-06-05', '15:00')
  for (const one of finished) await acceptedAs(stage, cast, one)
  await stage.at('2026-06-08', '09:30')
  for (const one of finished) await requested(stage, cast, one, 1)
  await stage.at('2026-06-09', '09:30')
  for (const one of awards) await step(stage, cast, one, 1, 'approve')
  await stage.at('2026-06-11', '09:30')
  for (const [n, one] of awards.entries()) await step(stage, cast, one, 1, 'pay', { voucher: `2026-0${n + 601}` })
  await stage.at('2026-06-30', '16:00')
  for (const { name, award } of finished)
    await stage.run({ as: cast.finance, name: `${name}:close`, subject: 'award', verb: 'close', id: award })
}

export const delivered = (stage: Stage, cast: Cast, { name, maker, award }: Awarded, files: string[], note: string) =>
  stage.run({
    as: cast[maker],
    name: `${name}:deliver`,
    subject: 'award',
    verb: 'deliver',
    id: award,
    input: { files, note },
  })

export const acceptedAs = (stage: Stage, cast: Cast, { name, award }: Awarded) =>
  stage.run({
    as: cast.officer,
    name: `${name}:deliverable:accept`,
    subject: 'award',
    verb: 'accept_deliverable',
    id: award,
  })

async function paymentOf(stage: Stage, { award }: Awarded, n: number): Promise<string> {
  const payments = await rowsOf<PaymentRow>(stage, 'payments', 'award', award)
  const found = payments.find((one) => one.n === n)
  if (!found) throw new Error(`award ${award} has no payment ${n}`)
  return found.id
}

export async function requested(stage: Stage, cast: Cast, one: Awarded, n: number): Promise<void> {
  const id = await paymentOf(stage, one, n)
  const name = `${one.name}:payment${n}:request`
  await stage.run({ as: cast.officer, name, subject: 'payment', verb: 'request', id })
}

async function step(stage: Stage, cast: Cast, one: Awarded, n: number, verb: string, input = {}): Promise<void> {
  const id = await paymentOf(stage, one, n)
  const name = `${one.name}:payment${n}:${verb}`
  await stage.run({ as: cast.finance, name, subject: 'payment', verb, id, input })
}
