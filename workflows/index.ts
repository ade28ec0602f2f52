import { workflow as apiKey } from './api-key'
import { workflow as application } from './application'
import { workflow as award } from './award'
import { workflow as call } from './call'
import { workflow as decision } from './decision'
import { workflow as deliverable } from './deliverable'
import { workflow as dossier } from './dossier'
import type { Workflow } from './engine'
import { workflow as expert } from './expert'
import { workflow as file } from './file'
import { workflow as fund } from './fund'
import { workflow as notice } from './notice'
import { workflow as objection } from './objection'
import { workflow as organisation } from './organisation'
import { workflow as payment } from './payment'
import { workflow as person } from './person'
import { workflow as programme } from './programme'
import { workflow as releaseOrder } from './release'
import { workflow as review } from './review'
import { workflow as work } from './work'

/** Every subject that commands can change, in the order in which a work meets them. */
export const workflows: readonly Workflow[] = [
  person,
  organisation,
  expert,
  apiKey,
  programme,
  fund,
  call,
  file,
  application,
  dossier,
  review,
  decision,
  notice,
  objection,
  award,
  deliverable,
  payment,
  work,
  releaseOrder,
]
