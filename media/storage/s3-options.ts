/** A bucket of an S3-compatible server. */
export interface S3Options {
  readonly bucket: string
  readonly region: string
  /** Address of the server; null = that of AWS for the region. */
  readonly endpoint: string | null
  /** Whether the bucket stands in the path of an address, and not in its host. */
  readonly pathStyle: boolean
  /** Stands before every key: '' or something that ends with '/'. */
  readonly prefix: string
  /** null = wherever the AWS SDK finds them: its own variables, the role of the machine. */
  readonly keys: { readonly id: string; readonly secret: string } | null
  readonly patience?: Patience
}

export interface Patience {
  /** Until a connection stands, in milliseconds. */
  readonly connect: number
  /** Until an answer begins, a part sent included, in milliseconds. */
  readonly answer: number
  /** Without a byte while more is wanted, in milliseconds. */
  readonly silence: number
  /** How often one thing is tried, the first time included. */
  readonly tries: number
}

export const USUAL_PATIENCE: Patience = { connect: 5_000, answer: 60_000, silence: 30_000, tries: 3 }
