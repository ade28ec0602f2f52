import { command, hasRole, refuse } from '../engine'
import type { Columns } from '../engine'
import { callSchema } from './input'
import type { CallInput } from './input'
import { loadSources, sourcesProblem } from './sources'
import type { Sources } from './sources'
import type { CallRow } from './types'

/** Changes a call that is still a draft; what is not named stays. */
export const amend = command<CallRow, Sources, Partial<CallInput>>({
  subject: 'call',
  verb: 'amend',
  from: ['draft'],
  to: ['draft'],
  roles: ['officer'],
  input: callSchema.partial(),
  facts: (reader, subject, input) =>
    loadSources(reader, input?.programme ?? subject.programme, input?.fund ?? subject.fund),
  who: hasRole('officer'),
  decide({ facts, input }) {
    const { opensAt, closesAt, ...rest } = input
    if (Object.keys(input).length === 0) throw refuse('nothing_to_change', { status: 422 })
    const problem = rest.programme !== undefined || rest.fund !== undefined ? sourcesProblem(facts) : null
    if (problem) throw problem
    return {
      patch: {
        ...(rest as Columns),
        ...(opensAt === undefined ? {} : { opensAt: new Date(opensAt) }),
        ...(closesAt === undefined ? {} : { closesAt: new Date(closesAt) }),
      },
    }
  },
})
