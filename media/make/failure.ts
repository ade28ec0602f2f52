/** Why a rendition could not be made this time; people are told the code, operators the detail. */
export type FailureCode =
  'too_slow' | 'maker_died' | 'maker_missing' | 'not_made' | 'differs_from_plan' | 'label_lost' | 'font_missing'

export class MakeFailure extends Error {
  readonly code: FailureCode
  readonly detail: string

  constructor(code: FailureCode, detail: string) {
    super(`${code}: ${detail}`)
    this.name = 'MakeFailure'
    this.code = code
    this.detail = detail
  }
}
