/** The kinds of file that are taken at all. Whether a call takes one of them, and how large, is data on the call. */
export type Kind =
  | 'jpeg'
  | 'png'
  | 'webp'
  | 'gif'
  | 'avif'
  | 'mp4'
  | 'quicktime'
  | 'webm'
  | 'mp3'
  | 'm4a'
  | 'wav'
  | 'pdf'
  | 'docx'
  | 'zip'
  | 'vtt'
  | 'srt'

export type Family = 'image' | 'video' | 'audio' | 'document' | 'package' | 'subtitles'

export interface KindRow {
  readonly family: Family
  /** The type this kind is served under. */
  readonly mime: string
  /** File name endings, without the dot; the first is the one we give. */
  readonly extensions: readonly string[]
  /** Further types that browsers declare for it. */
  readonly aliases: readonly string[]
}

export const KINDS: Readonly<Record<Kind, KindRow>> = {
  jpeg: {
    family: 'image',
    mime: 'image/jpeg',
    extensions: ['jpg', 'jpeg', 'jpe', 'jfif'],
    aliases: ['image/jpg', 'image/pjpeg'],
  },
  png: { family: 'image', mime: 'image/png', extensions: ['png', 'apng'], aliases: ['image/apng', 'image/x-png'] },
  webp: { family: 'image', mime: 'image/webp', extensions: ['webp'], aliases: [] },
  gif: { family: 'image', mime: 'image/gif', extensions: ['gif'], aliases: [] },
  avif: { family: 'image', mime: 'image/avif', extensions: ['avif', 'avifs'], aliases: ['image/avif-sequence'] },
  mp4: { family: 'video', mime: 'video/mp4', extensions: ['mp4', 'm4v'], aliases: ['video/x-m4v'] },
  quicktime: { family: 'video', mime: 'video/quicktime', extensions: ['mov', 'qt'], aliases: [] },
  webm: { family: 'video', mime: 'video/webm', extensions: ['webm'], aliases: [] },
  mp3: { family: 'audio', mime: 'audio/mpeg', extensions: ['mp3'], aliases: ['audio/mp3', 'audio/x-mp3'] },
  m4a: { family: 'audio', mime: 'audio/mp4', extensions: ['m4a'], aliases: ['audio/x-m4a', 'audio/m4a'] },
  wav: {
    family: 'audio',
    mime: 'audio/wav',
    extensions: ['wav'],
    aliases: ['audio/x-wav', 'audio/wave', 'audio/vnd.wave'],
  },
  pdf: { family: 'document', mime: 'application/pdf', extensions: ['pdf'], aliases: [] },
  docx: {
    family: 'document',
    mime: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    extensions: ['docx'],
    aliases: [],
  },
  zip: {
    family: 'package',
    mime: 'application/zip',
    extensions: ['zip'],
    aliases: ['application/x-zip-compressed', 'application/x-zip'],
  },
  vtt: { family: 'subtitles', mime: 'text/vtt', extensions: ['vtt'], aliases: [] },
  srt: {
    family: 'subtitles',
    mime: 'application/x-subrip',
    extensions: ['srt', 'txt'],
    aliases: ['application/srt', 'text/srt', 'text/x-srt', 'text/plain'],
  },
}

export const ALL_KINDS = Object.keys(KINDS) as Kind[]

export const familyOf = (kind: Kind): Family => KINDS[kind].family

/** The kind a type or a file name ending stands for, or null when we take no such files. */
export function kindOfMime(mime: string): Kind | null {
  return ALL_KINDS.find((kind) => KINDS[kind].mime === mime || KINDS[kind].aliases.includes(mime)) ?? null
}

export function kindOfExtension(extension: string): Kind | null {
  return ALL_KINDS.find((kind) => KINDS[kind].extensions.includes(extension)) ?? null
}
