import type { Catalogue } from '../../i18n'

/** What a form that sends files has to say while it does. */
export const uploadWords = ({ draft }: Catalogue['portal']) => ({
  uploading: draft.uploading,
  seconds: draft.uploadSeconds,
  minutes: draft.uploadMinutes,
  uploaded: draft.uploaded,
  waiting: draft.uploadWaiting,
  paused: draft.uploadPaused,
  pause: draft.uploadPause,
  goOn: draft.uploadGoOn,
  failed: draft.uploadFailed,
  ofFile: draft.uploadOfFile,
  progress: draft.uploadProgress,
})
