import type { Role } from '../rules/vocabulary'
import type { Held } from '../engine'

/** What a person may do here. The id is the account's. */
export interface PersonRow extends Held {
  name: string | null
  roles: Role[]
  organisation: string | null
  reason: string | null
}
