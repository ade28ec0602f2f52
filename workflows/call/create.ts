import { command, hasRole } from '../engine'
import type { Columns } from '../engine'
import { defaultParts } from './defaults'
import { callSchema } from './input'
import type { CallInput } from './input'
import { loadSources, sourcesProblem } from './sources'
import type { Sources } from './sources'

/** Drafts a call. Form, rubrics, plans, calendar and rules are proposed where they are not given. */
export const create = command<null, Sources, CallInput>({
  subject: 'call',
  verb: 'create',
  from: 'birth',
  to: ['draft'],
  roles: ['officer'],
  input: callSchema,
  facts: (reader, _, input) => loadSources(reader, input?.programme, input?.fund),
  who: hasRole('officer'),
  decide({ actor, facts, input, fresh }) {
    const problem = sourcesProblem(facts)
    if (problem) throw problem
    const { form, rubrics, plans, calendar, rules } = { ...defaultParts(), ...input }
    return {
      born: fresh(),
      patch: {
        state: 'draft',
        title: input.title,
        titleEn: input.titleEn ?? null,
        programme: input.programme,
        fund: input.fund,
        opensAt: new Date(input.opensAt),
        closesAt: new Date(input.closesAt),
        ...({ form, rubrics, plans, calendar, rules } as Columns),
        frozenHash: null,
        createdBy: actor.id,
      },
    }
  },
})
