import { units } from './people'
import type { DemoApplicant } from './works/types'

const phone = '023-00000000'

/** The four who apply, as their forms say it. */
export const applicants = {
  individual: { applicantKind: 'individual', contactName: '苏禾', contactPhone: phone, town: 'xiejiawan' },
  school: {
    applicantKind: 'institution',
    organisationName: units.school.name,
    contactName: '何青',
    contactPhone: phone,
    town: units.school.town,
  },
  studio: {
    applicantKind: 'enterprise',
    organisationName: units.studio.name,
    contactName: '梁启',
    contactPhone: phone,
    town: units.studio.town,
  },
  hospital: {
    applicantKind: 'institution',
    organisationName: units.hospital.name,
    contactName: '许安',
    contactPhone: phone,
    town: units.hospital.town,
  },
} as const satisfies Record<string, DemoApplicant>

export type Maker = keyof typeof applicants
