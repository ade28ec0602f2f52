import type { Role } from '../../workflows/rules/vocabulary'
import { startServer } from './server'
import type { Left } from './server'

/** Who works in the office, by what they may do. */
const roles = {
  admin: 'admin',
  officer: 'officer',
  approver: 'approver',
  finance: 'finance',
  science: 'science_reviewer',
  editor1: 'editor1',
  editor2: 'editor2',
  editor3: 'editor3',
} as const satisfies Record<string, Role>
export type Desk = keyof typeof roles

export interface Office {
  left: Left
  /** E-mail addresses. */
  staff: Record<Desk, string>
  experts: { email: string; name: string }[]
}

/** An office with its staff and three experts of three houses, and nothing done yet. */
export async function openOffice(instant: string): Promise<Office> {
  const server = await startServer(instant)
  const staff = {} as Record<Desk, string>
  const people = {} as Record<Desk, Awaited<ReturnType<typeof server.person>>>
  for (const [desk, role] of Object.entries(roles) as [Desk, Role][]) {
    people[desk] = await server.person(desk, role)
    staff[desk] = people[desk].email
  }
  const { officer } = people
  const experts = []
  for (const [n, unit] of ['甲医院', '乙大学', '丙研究院'].entries()) {
    const name = `专家${String(n + 1)}`
    const expert = await server.person(name, 'reviewer')
    const { id } = await officer.command('organisation', 'create', { name: unit, kind: 'institution' })
    await officer.command('person', 'join', { organisation: id }, expert.id)
    await officer.command('expert', 'enrol', {
      person: expert.id,
      disciplines: ['330'],
      speciality: '公共卫生',
      rank: '正高',
    })
    experts.push({ email: expert.email, name })
  }
  return { left: await server.suspend(), staff, experts }
}
