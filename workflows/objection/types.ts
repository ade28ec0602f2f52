import type { Held } from '../engine'

export interface ObjectionRow extends Held {
  receipt: string
  notice: string
  award: string
  name: string
  contact: string
  ground: string
  reply: string | null
}
