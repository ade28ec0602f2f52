/** Columns and keys that hold the id of a document as text, and the collection it stands in. */
export const refTargets: Readonly<Record<string, string>> = {
  application: 'applications',
  award: 'awards',
  call: 'calls',
  decision: 'decisions',
  dossier: 'dossiers',
  deliverable: 'deliverables',
  manuscript: 'manuscripts',
  notice: 'notices',
  owner: 'persons',
  payment: 'payments',
  release: 'releases',
  review: 'reviews',
  submission: 'submissions',
  work: 'works',
  actor: 'persons',
  by: 'persons',
  createdBy: 'persons',
  proposedBy: 'persons',
  decidedBy: 'persons',
  requestedBy: 'persons',
  approvedBy: 'persons',
}

/** Every id in a value, by the collection it stands in. */
export function refsIn(value: unknown, found: Record<string, string[]> = {}): Record<string, string[]> {
  if (Array.isArray(value)) for (const each of value) refsIn(each, found)
  else if (typeof value === 'object' && value !== null)
    for (const [key, inner] of Object.entries(value)) {
      const target = refTargets[key]
      if (target && typeof inner === 'string') (found[target] ??= []).push(inner)
      else refsIn(inner, found)
    }
  return found
}
