/** Why a file, or the request that carried it, was not taken. The words for people live in the catalogues of the faces. */
export type MediaRefusalCode =
  | 'file_too_large'
  | 'file_empty'
  | 'file_kind_not_allowed'
  | 'file_kind_mismatch'
  | 'file_infected'
  | 'scan_unavailable'
  | 'file_not_examined'
  | 'file_unreadable'
  | 'image_too_many_pixels'
  | 'image_broken'
  | 'image_heic'
  | 'video_broken'
  | 'video_too_long'
  | 'audio_broken'
  | 'audio_too_long'
  | 'archive_broken'
  | 'archive_encrypted'
  | 'archive_method'
  | 'package_forbidden_file'
  | 'package_name_unsafe'
  | 'package_names_clash'
  | 'package_nested'
  | 'package_no_index'
  | 'package_too_large'
  | 'package_too_many'
  | 'pdf_broken'
  | 'subtitles_broken'
  | 'disk_full'
  | 'storage_unavailable'
  | 'upload_interrupted'
  | 'upload_differs'
  | 'form_not_multipart'
  | 'form_broken'
  | 'form_too_many_parts'
  | 'form_field_too_large'

export type RefusalParams = Readonly<Record<string, string | number>>

/**
 * A refusal that is an answer, not an accident: the file (or the request) is at fault, or the disk is full.
 * `params` hold numbers in the unit their name says (bytes, pixels, seconds) and short technical words, never a name
 * of a person or a path.
 */
export class MediaRefusal extends Error {
  readonly code: MediaRefusalCode
  readonly params: RefusalParams

  constructor(code: MediaRefusalCode, params: RefusalParams = {}, cause?: unknown) {
    super(code, cause === undefined ? undefined : { cause })
    this.name = 'MediaRefusal'
    this.code = code
    this.params = params
  }
}

const FULL_DISK = new Set(['ENOSPC', 'EDQUOT'])

/** What went wrong while writing, as `disk_full` when the disk or a quota is full, else the error itself. */
export function writeFailure(error: unknown): unknown {
  return FULL_DISK.has(errorCode(error)) ? new MediaRefusal('disk_full', {}, error) : error
}

/** The system's code of an error (`ENOENT`), or an empty string. */
export function errorCode(error: unknown): string {
  if (typeof error !== 'object' || error === null || !('code' in error)) return ''
  return typeof error.code === 'string' ? error.code : ''
}
