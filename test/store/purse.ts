import { z } from 'zod'
import { command, hasRole, refuse, registry } from '../../workflows/engine'
import type { Actor, Held, Workflow } from '../../workflows/engine'

/** A small rulebook over real collections, to race the engine with: a fund to take from, organisations to bring into being. */
interface Fund extends Held {
  allocated: number
  committed: number
  paid: number
  programme: string
}

const officer = hasRole('officer')
const open = { open: { final: false, owes: null }, closed: { final: true, owes: null } } as const

export const purse: Workflow = {
  subject: 'fund',
  collection: 'funds',
  states: open,
  sees: () => true,
  commands: [
    command<null, { programme: string }, { fen: number }>({
      subject: 'fund',
      verb: 'create',
      from: 'birth',
      to: ['open'],
      roles: ['officer'],
      input: z.object({ fen: z.number() }),
      who: officer,
      facts: () => Promise.resolve({ programme: '' }),
      decide: ({ input, fresh }) => {
        const programme = fresh()
        const fund = fresh()
        return {
          born: fund,
          ...(input.fen > 0 ? { ledger: [{ id: fresh(), fund, kind: 'allocate' as const, fen: input.fen }] } : {}),
          patch: {
            state: 'open',
            title: '测试资金',
            programme,
            year: 2026,
            allocated: input.fen,
            committed: 0,
            paid: 0,
          },
          births: [
            {
              collection: 'programmes',
              id: programme,
              state: 'active',
              set: { title: '测试计划', year: 2026, leadUnits: [] },
            },
          ],
        }
      },
    }),
    command<Fund, null, { note: string }>({
      subject: 'fund',
      verb: 'close',
      from: ['open'],
      to: ['closed'],
      roles: ['officer'],
      input: z.strictObject({ note: z.string() }),
      who: officer,
      facts: () => Promise.resolve(null),
      decide: () => ({ patch: { state: 'closed' } }),
    }),
  ],
}

export const unit: Workflow = {
  subject: 'organisation',
  collection: 'organisations',
  states: { active: { final: false, owes: null } },
  sees: () => true,
  commands: [
    command<null, { fund: Fund }, { fund: string; fen: number }>({
      subject: 'organisation',
      verb: 'take',
      from: 'birth',
      to: ['active'],
      roles: ['officer'],
      input: z.object({ fund: z.string(), fen: z.number() }),
      who: officer,
      facts: async (reader, _subject, input) => {
        const fund = await reader.get<Fund>('funds', input?.fund ?? '')
        if (!fund) throw refuse('not_found', { status: 404 })
        return { fund }
      },
      lanes: ({ fund }) => [`fund:${fund.id}`],
      decide: ({ facts: { fund }, input, fresh }) => {
        if (fund.committed + input.fen > fund.allocated) throw refuse('fund_short')
        const id = fresh()
        return {
          born: id,
          patch: { state: 'active', name: '受资助单位' },
          patches: [{ collection: 'funds', subject: fund, set: { committed: fund.committed + input.fen } }],
          ledger: [{ id: fresh(), fund: fund.id, kind: 'commit', fen: input.fen }],
          outbox: [{ kind: 'mail', key: `mail:taken:${id}`, payload: { event: 'taken', person: id } }],
          answer: { fund: fund.id },
        }
      },
    }),
    command<null, { fund: Fund | null }, { fund: string }>({
      subject: 'organisation',
      verb: 'watch',
      from: 'birth',
      to: ['active'],
      roles: ['officer'],
      input: z.object({ fund: z.string() }),
      who: officer,
      facts: async (reader, _subject, input) => ({ fund: await reader.get<Fund>('funds', input?.fund ?? '') }),
      decide: ({ facts: { fund }, fresh }) => {
        if (fund?.state !== 'open') throw refuse('fund_closed')
        return {
          born: fresh(),
          patch: { state: 'active', name: '依赖资金的单位' },
          witnesses: [{ collection: 'funds', subject: fund }],
        }
      },
    }),
  ],
}

export const order: Workflow = {
  subject: 'releaseOrder',
  collection: 'release-order',
  states: { open: { final: false, owes: null } },
  sees: () => true,
  commands: [
    command<null, null, object>({
      subject: 'releaseOrder',
      verb: 'create',
      from: 'birth',
      to: ['open'],
      roles: ['officer'],
      input: z.object({}),
      who: officer,
      facts: () => Promise.resolve(null),
      decide: () => ({ born: 'main', patch: { state: 'open' } }),
      duplicate: 'already_there',
    }),
  ],
}

export const piece: Workflow = {
  subject: 'expert',
  collection: 'programmes',
  states: { active: { final: false, owes: null } },
  sees: () => true,
  commands: [
    command<null, { order: Held | null }, { title: string }>({
      subject: 'expert',
      verb: 'release',
      from: 'birth',
      to: ['active'],
      roles: ['officer'],
      input: z.object({ title: z.string() }),
      who: officer,
      facts: async (reader) => ({ order: await reader.get<Held>('release-order', 'main') }),
      lanes: () => ['release-order'],
      decide: ({ facts, input, fresh }) => {
        if (!facts.order) throw refuse('not_found')
        const id = fresh()
        const seq = facts.order.rev + 1
        return {
          born: id,
          patch: { state: 'active', title: input.title, year: 2026, leadUnits: [] },
          patches: [{ collection: 'release-order', subject: facts.order, set: {} }],
          release: {
            id: fresh(),
            seq,
            kind: 'publish',
            work: id,
            workNumber: `W-${String(seq)}`,
            version: 1,
            scope: { channels: 'all' },
            notBefore: {},
            dueLast: '',
            representationVersion: 1,
            representation: { title: input.title },
          },
          answer: { seq },
        }
      },
    }),
  ],
}

export const rulebook = registry([purse, unit, order, piece])

export const anOfficer: Actor = { kind: 'person', id: 'officer-1', roles: ['officer'], organisation: null }
export const aCreator: Actor = { kind: 'person', id: 'creator-1', roles: ['creator'], organisation: null }
