import type { CollectionConfig } from 'payload'
import { guarded } from './access/guarded'
import { Files, Manuscripts, Works } from './content/works'
import { Catalogue, ReleaseOrder, Releases } from './distribution/releases'
import { ApplicationDrafts, Applications, Dossiers, ReviewDrafts, Reviews, Submissions } from './funding/applications'
import { Awards, Decisions, Deliverables, Notices, Objections, Payments } from './funding/awards'
import { Calls, Funds, Ledger, Programmes } from './funding/programmes'
import { KeptForms } from './oversight/kept-forms'
import { Commands, Journal, Outbox } from './oversight/oversight'
import { ApiKeys, Experts, Organisations, Persons } from './people/people'
import { Registrations } from './people/registrations'
import { Uploads } from './people/uploads'
import { Users } from './people/users'

/** Every collection, each behind the same guard. */
export const collections: CollectionConfig[] = [
  Users,
  Registrations,
  Persons,
  Organisations,
  Experts,
  ApiKeys,
  Programmes,
  Funds,
  Calls,
  ApplicationDrafts,
  Applications,
  Submissions,
  Dossiers,
  Reviews,
  ReviewDrafts,
  Decisions,
  Notices,
  Objections,
  Awards,
  Payments,
  Deliverables,
  Ledger,
  Files,
  Works,
  Manuscripts,
  ReleaseOrder,
  Releases,
  Catalogue,
  Journal,
  Commands,
  Outbox,
  KeptForms,
  Uploads,
].map(guarded)
