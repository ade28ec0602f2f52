import type { Workflow } from '../engine'
import { states } from '../rules/states'
import { end } from './end'
import { publish } from './publish'

/** The public notice: everybody may read it. */
export const workflow: Workflow = {
  subject: 'notice',
  collection: 'notices',
  states: states.notice,
  sees: () => true,
  commands: [publish, end],
}

export type * from './types'
