import { z } from 'zod'
import { command, refuse } from '../engine'
import type { Verdict } from '../engine'
import { lacksApproval, mapsSchema } from '../rules/maps'
import { editors, makerProposes } from './editors'
import { preparingFacts } from './facts'
import type { PreparingFacts } from './facts'
import { settled } from './settled'
import type { WorkRow } from './types'

const schema = z.strictObject({ maps: mapsSchema })

/**
 * Whether a work shows maps, and by which approval numbers (docs/decisions/0015): its maker says so, an editor checks and
 * changes it until the release, and for a correction after it.
 */
export const declareMaps = command<WorkRow, PreparingFacts, z.infer<typeof schema>>({
  subject: 'work',
  verb: 'declare_maps',
  from: ['sci_review', 'review1', 'review2', 'review3', 'cleared', 'released'],
  to: ['sci_review', 'review1', 'review2', 'review3', 'cleared', 'released'],
  roles: ['owner', ...editors],
  input: schema,
  who: makerProposes,
  facts: preparingFacts,
  decide: ({ subject, facts, input: { maps } }) => {
    if (!facts.manuscript) throw refuse('manuscript_missing')
    const changes = settled(subject, facts, { maps })
    if (!changes) throw refuse('maps_same')
    return changes
  },
})

/** No editor passes a work of which nobody has said whether it shows maps: whoever reads it, looks. */
export const mapsMustBeTold = ({ maps }: WorkRow): Verdict => (maps ? null : refuse('maps_not_told'))

/** Nothing goes out with a map of which nobody knows that it may. */
export const mapsMustBeApproved = (work: WorkRow): Verdict =>
  mapsMustBeTold(work) ?? (work.maps && lacksApproval(work.maps) ? refuse('map_number_missing') : null)
