import type { Actor } from '../../workflows/engine'
import type { Role } from '../../workflows/rules/vocabulary'
import { demoId, system } from './stage'
import type { Stage } from './stage'

/** Everybody in the demo. No name is a real person's, no address can receive mail (RFC 2606). */
const people = {
  admin: { name: '系统管理员（演示）', roles: ['admin'], unit: 'office' },
  officer: { name: '项目经办（演示）', roles: ['officer'], unit: 'office' },
  approver: { name: '审定人（演示）', roles: ['approver'], unit: 'office' },
  finance: { name: '财务（演示）', roles: ['finance'], unit: 'office' },
  auditor: { name: '监督审计（演示）', roles: ['auditor'], unit: 'office' },
  science: { name: '科学性审核（演示）', roles: ['science_reviewer'], unit: 'desk' },
  editor1: { name: '一审编辑（演示）', roles: ['editor1'], unit: 'desk' },
  editor2: { name: '二审编辑（演示）', roles: ['editor2'], unit: 'desk' },
  editor3: { name: '三审编辑（演示）', roles: ['editor3'], unit: 'desk' },
  expert1: { name: '沈岚（演示）', roles: ['reviewer'], unit: 'university' },
  expert2: { name: '罗越（演示）', roles: ['reviewer'], unit: 'institute' },
  expert3: { name: '唐宁（演示）', roles: ['reviewer'], unit: 'museum' },
  individual: { name: '苏禾（演示）', roles: ['creator'], unit: null },
  school: { name: '何青（演示）', roles: ['creator'], unit: 'school' },
  studio: { name: '梁启（演示）', roles: ['creator'], unit: 'studio' },
  hospital: { name: '许安（演示）', roles: ['creator'], unit: 'hospital' },
} as const satisfies Record<string, { name: string; roles: readonly Role[]; unit: string | null }>

export type Who = keyof typeof people
const everybody = Object.keys(people) as Who[]

/** Units of the demo; none of them exists. */
export const units = {
  office: { name: '创作资助计划办公室（演示）', kind: 'government', town: 'yangjiaping' },
  desk: { name: '科普内容编辑部（演示）', kind: 'media', town: 'yangjiaping' },
  university: { name: '远山大学（演示）', kind: 'institution' },
  institute: { name: '长河科学研究院（演示）', kind: 'institution' },
  museum: { name: '博闻科技馆（演示）', kind: 'science_base' },
  school: { name: '青禾小学（演示）', kind: 'institution', town: 'erlang' },
  studio: { name: '启明科普工作室（演示）', kind: 'enterprise', town: 'shiqiaopu' },
  hospital: { name: '和安社区医院（演示）', kind: 'institution', town: 'huayan' },
} as const

export const demoPassword = 'demo-Kepu-2026'

export interface DemoAccount {
  email: string
  name: string
  roles: readonly Role[]
}

const emailOf = (who: Who) => `${who}@demo.kepu.example`

export const demoAccounts: readonly DemoAccount[] = everybody.map((who) => ({
  email: emailOf(who),
  name: people[who].name,
  roles: people[who].roles,
}))

export type Cast = Readonly<Record<Who, Actor>>

/** Accounts, persons, units, roles and the expert pool. */
export async function peopleOnStage(stage: Stage): Promise<Cast> {
  for (const who of everybody) await account(stage, who)
  await register(stage, 'admin')
  const role = { subject: 'person', verb: 'grant_role', id: demoId('admin') }
  await stage.run({ as: system, name: 'admin:grant:admin', ...role, input: { role: 'admin' } })
  const admin = await stage.actor(demoId('admin'))
  const unitIds = new Map<string, string>()
  for (const [key, input] of Object.entries(units)) {
    const done = await stage.run({ as: admin, name: `unit:${key}`, subject: 'organisation', verb: 'create', input })
    unitIds.set(key, done.id)
  }
  const cast: Partial<Record<Who, Actor>> = {}
  for (const who of everybody) {
    await register(stage, who)
    await placed(stage, admin, who, unitIds)
    cast[who] = await stage.actor(demoId(who))
  }
  await expertPool(stage, cast as Cast)
  return cast as Cast
}

async function account({ house }: Stage, who: Who): Promise<void> {
  const id = demoId(who)
  const [known] = await house.engine.store.reader.find('users', { id: { equals: id } }, { limit: 1 })
  if (known) return
  const { name } = people[who]
  await house.payload.create({
    collection: 'users',
    data: { id, name, email: emailOf(who), password: demoPassword, locale: 'zh', _verified: true },
    overrideAccess: true,
    disableVerificationEmail: true,
    depth: 0,
  })
}

const register = (stage: Stage, who: Who) =>
  stage.run({
    as: system,
    name: `${who}:register`,
    subject: 'person',
    verb: 'register',
    input: { person: demoId(who), name: people[who].name },
  })

/** Roles and unit. Who works for the programme does not apply to it. */
async function placed(stage: Stage, admin: Actor, who: Who, unitIds: ReadonlyMap<string, string>): Promise<void> {
  const id = demoId(who)
  const { roles, unit }: { roles: readonly Role[]; unit: string | null } = people[who]
  // The administrator came first, and nobody grants a role to oneself.
  const by = who === 'admin' ? system : admin
  const person = { as: by, subject: 'person', id }
  for (const role of roles.filter((each) => each !== 'creator' && each !== 'admin'))
    await stage.run({ ...person, name: `${who}:grant:${role}`, verb: 'grant_role', input: { role } })
  if (!roles.includes('creator'))
    await stage.run({ ...person, name: `${who}:revoke:creator`, verb: 'revoke_role', input: { role: 'creator' } })
  const organisation = unit === null ? undefined : unitIds.get(unit)
  if (organisation !== undefined)
    await stage.run({ ...person, as: admin, name: `${who}:join`, verb: 'join', input: { organisation } })
}

const pool = {
  expert1: { disciplines: ['330', '310'], speciality: '公共卫生与健康教育', rank: '正高级' },
  expert2: { disciplines: ['170', '610'], speciality: '地球科学与环境', rank: '正高级' },
  expert3: { disciplines: ['860', '880'], speciality: '科学传播与展教', rank: '副高级' },
} as const

async function expertPool(stage: Stage, cast: Cast): Promise<void> {
  for (const [who, place] of Object.entries(pool) as [keyof typeof pool, (typeof pool)[keyof typeof pool]][])
    await stage.run({
      as: cast.officer,
      name: `${who}:enrol`,
      subject: 'expert',
      verb: 'enrol',
      input: { person: cast[who].id, ...place },
    })
}
