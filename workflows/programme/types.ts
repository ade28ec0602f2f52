import type { Held } from '../engine'

export interface ProgrammeRow extends Held {
  title: string
  titleEn: string | null
  basis: string | null
  leadUnits: string[] | null
  year: number
}
