import type { Json } from './types'

export interface Issue {
  /** Path of the field, dots between its parts. */
  field: string
  code: string
  params?: Record<string, Json>
}

/** A "no" that a person or a machine can act on: a code (its sentences are in the catalogue), an HTTP status, the facts. */
export class Refusal extends Error {
  readonly status: number
  readonly params: Record<string, Json>
  readonly issues: readonly Issue[]
  readonly retryAfter: number | undefined
  constructor(
    readonly code: string,
    options: { status?: number; params?: Record<string, Json>; issues?: readonly Issue[]; retryAfter?: number } = {},
  ) {
    super(code)
    this.name = 'Refusal'
    this.status = options.status ?? 409
    this.params = options.params ?? {}
    this.issues = options.issues ?? []
    this.retryAfter = options.retryAfter
  }
}

export const refuse = (code: string, options?: ConstructorParameters<typeof Refusal>[1]): Refusal =>
  new Refusal(code, options)
