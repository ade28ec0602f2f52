import { hasRole } from '../engine'
import type { Workflow } from '../engine'
import { states } from '../rules/states'
import { create } from './create'
import { projected } from './project'
import type { CatalogueRow, ReleaseLogRow } from './types'

export { projected, projection, releaseRow } from './project'
export { asJson, channels } from './types'
export type * from './types'

const readers = hasRole('editor1', 'editor2', 'editor3', 'officer', 'auditor', 'admin')

/** The order of releases: one subject, whose revision is the number of the newest release. */
export const workflow: Workflow = {
  subject: 'releaseOrder',
  collection: 'release-order',
  states: states.releaseOrder,
  sees: (actor, subject) => readers({ actor, subject, facts: null }) === null,
  commands: [create],
  projection: {
    collection: 'catalogue',
    from: 'releases',
    by: 'work',
    order: 'seq',
    fold: (before, row) => projected(before as CatalogueRow | null, row as ReleaseLogRow),
  },
}
