import type { Held } from '../engine'

export interface OrganisationRow extends Held {
  name: string
  kind: string | null
  uscc: string | null
  town: string | null
  /** The parent unit: the id of an organisation, or a name where it is not registered. */
  parent: string | null
}
