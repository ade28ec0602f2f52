import type { TextField } from 'payload'
import { v7 as uuidv7 } from 'uuid'

/** One kind of id on both databases: uuidv7 as text. Nothing sorts or parses it. */
export const id: TextField = {
  name: 'id',
  type: 'text',
  defaultValue: () => uuidv7(),
  admin: { hidden: true },
}
