import type { Catalogue } from '../../i18n'

/** What a form that sends files has to say while it does. */
export const uploadWords = ({ draft }: Catalogue['portal']) => ({
  uploading: draft.uploading,
  uploaded: draft.uploaded,
  failed: draft.uploadFailed,
  progress: draft.uploadProgress,
})
